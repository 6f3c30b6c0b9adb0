"""The mailboxes and how they are doing; switching one off and on."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from usher.base.refusals import NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.mail.models import Mailbox
from usher.people.access import require
from usher.web.mail.health import mailboxes_shown
from usher.web.settings.sections import done, settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Every mailbox with its health."""
    require(request.actor, "mailboxes")
    context = {"mailboxes": mailboxes_shown(timezone.now())}
    return settings_page(request, "mailboxes", "settings/mailboxes.html", context)


@scoped
@require_POST
def activate(request: MemberRequest, id: int) -> HttpResponse:
    """Fetch and send again."""
    mailbox = mailbox_of(request, id)
    actions.activate(mailbox, by=request.actor, at=timezone.now())
    return done(request, "mailboxes", _("%(address)s is active again.") % {"address": mailbox.address})


@scoped
@require_POST
def deactivate(request: MemberRequest, id: int) -> HttpResponse:
    """Fetch and send nothing any more."""
    mailbox = mailbox_of(request, id)
    actions.deactivate(mailbox, by=request.actor, at=timezone.now())
    return done(request, "mailboxes", _("%(address)s is deactivated.") % {"address": mailbox.address})


def mailbox_of(request: MemberRequest, id: int) -> Mailbox:
    """The mailbox; Forbidden without the permission, NotFound when there is none."""
    require(request.actor, "mailboxes")
    mailbox: Mailbox | None = Mailbox.objects.filter(pk=id).first()
    if mailbox is None:
        raise NotFound("There is no such mailbox.")
    return mailbox
