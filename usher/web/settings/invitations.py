"""Who was asked to join: inviting, sending again, revoking."""

from datetime import datetime, timedelta

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from usher.base.refusals import NotFound
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.actions.inviting import GOOD_FOR
from usher.people.models import Invitation
from usher.web.settings.members import NewMemberForm, tabs, usual_role
from usher.web.settings.sections import done, settings_page

MOST = 500  # open ones, as many as there can be
SENDING = timedelta(minutes=2)  # till then the job is simply not done yet


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """The open and the expired ones, the newest first."""
    require(request.actor, "team")
    rows = Invitation.objects.filter(accepted_at=None, revoked_at=None).select_related("role", "invited_by")
    at = timezone.now()
    context = {
        "invitations": [(row, *_state(row, at)) for row in rows.order_by("-created_at", "-pk")[:MOST]],
        "tabs": tabs(request, "asked"),
    }
    return settings_page(request, "members", "settings/invitations.html", context)


class InvitationForm(NewMemberForm):
    """Whom to ask, and with which role they join; they choose their password themselves."""

    def __init__(self, *args: object, **rest: object) -> None:
        super().__init__(*args, **rest)
        del self.fields["password"]
        name = self.fields["name"]
        assert isinstance(name, forms.CharField)
        name.required = False


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Invite somebody."""
    require(request.actor, "team")
    form = InvitationForm(request.POST or None, initial={"role": usual_role()})
    if request.method == "POST":
        made = saved(form, lambda values: actions.invite(**values, by=request.actor, at=timezone.now()))
        if made:
            return done(request, "invitations", _("%(email)s was invited.") % {"email": made.email})
    context = {
        "form": form, "fields": ("email", "name", "role"), "title": _("Invite a member"), "back": "members",
        "save": _("Send the invitation"),
    }  # fmt: skip
    return settings_page(request, "members", "settings/invite.html", context, status=422 if form.errors else 200)


@scoped
@require_POST
def send_again(request: MemberRequest, id: int) -> HttpResponse:
    """A new link, good for another week; the one sent before stops working."""
    require(request.actor, "team")
    invitation = actions.renew(_found(id), by=request.actor, at=timezone.now())
    return done(request, "invitations", _("%(email)s gets a new link.") % {"email": invitation.email})


@scoped
@require_POST
def revoke(request: MemberRequest, id: int) -> HttpResponse:
    """The link stops working at once."""
    require(request.actor, "team")
    invitation = _found(id)
    actions.revoke_invitation(invitation, by=request.actor, at=timezone.now())
    return done(request, "invitations", _("The invitation of %(email)s is revoked.") % {"email": invitation.email})


def _found(id: int) -> Invitation:
    found = Invitation.objects.filter(pk=id).first()
    if found is None:
        raise NotFound("There is no such invitation.")
    return found


def _state(row: Invitation, at: datetime) -> tuple[str, str, str]:
    """Badge, its kind, and what to do about it."""
    if row.expires_at <= at:
        return _("Expired"), "warn", ""
    if row.sent_at is None and at < row.expires_at - GOOD_FOR + SENDING:
        return _("Being sent"), "", ""
    if row.sent_at is None:
        return (
            _("Not sent yet"),
            "warn",
            _("It leaves through a mailbox that sends. Add one if there is none, then send again."),
        )
    return _("Waiting"), "", ""
