"""Adding a mailbox and changing one."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.mail.models import Mailbox
from usher.people.access import require
from usher.web.settings.mailbox.connection_form import MailboxForm
from usher.web.settings.mailbox.page import section_page
from usher.web.settings.mailboxes import mailbox_of
from usher.web.settings.sections import done


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Add a mailbox; it is read from then on."""
    require(request.actor, "mailboxes")
    form = MailboxForm(request.POST or None, request.organization)

    def deed(values: dict[str, Any]) -> Mailbox:
        return actions.create_mailbox(fields=form.wanted(), by=request.actor, at=timezone.now())

    made = saved(form, deed) if request.method == "POST" else None
    if made and made.is_signed_out:
        told = _("%(address)s is there. Connect it now.") % {"address": made.address}
        return done(request, "mailbox-sign-in", told, made.pk)
    if made:
        return done(request, "mailboxes", _("%(address)s is there.") % {"address": made.address})
    return drawn(request, form, None)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Change a mailbox; an empty password keeps the one that is there."""
    mailbox = mailbox_of(request, id)
    form = MailboxForm(request.POST or None, request.organization, mailbox)

    def deed(values: dict[str, Any]) -> Mailbox:
        return actions.change_mailbox(mailbox, changes=form.wanted(), by=request.actor, at=timezone.now())

    if request.method == "POST" and saved(form, deed) is not None:
        return done(request, "mailboxes", _("Saved."))
    return drawn(request, form, mailbox)


def drawn(
    request: MemberRequest, form: MailboxForm, mailbox: Mailbox | None, report: actions.Report | None = None
) -> HttpResponse:
    """The form's page, with what a test of the connection found."""
    slug = request.organization.slug
    test_url = reverse("test-mailbox", args=[slug, mailbox.pk]) if mailbox else reverse("test-new-mailbox", args=[slug])
    context = {"form": form, "report": report, "test_url": test_url}
    status = 422 if form.errors else 200
    return section_page(request, mailbox, "edit-mailbox", "settings/mailbox/connection.html", context, status=status)
