"""The pages of one mailbox: a section each, with a form and a save bar of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest
from usher.mail import actions
from usher.mail.models import Mailbox
from usher.web.settings.mailboxes import mailbox_of
from usher.web.settings.sections import done, settings_page


class SectionForm(forms.Form):
    """Reads and draws columns of a mailbox that are named as its fields."""

    def __init__(self, data: Any, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        super().__init__(data, initial={name: getattr(mailbox, name) for name in self.base_fields if hasattr(mailbox, name)})


def edit_section(
    request: MemberRequest, id: int, name: str, form_class: Callable[[Any, Mailbox], SectionForm], template: str, **more: Any
) -> HttpResponse:
    """Show one section, or save it and stay there. `name` is that of its address."""
    mailbox = mailbox_of(request, id)
    form = form_class(request.POST or None, mailbox)

    def deed(values: dict[str, Any]) -> Mailbox:
        return actions.change_mailbox(mailbox, changes=values, by=request.actor, at=timezone.now())

    if request.method == "POST" and saved(form, deed) is not None:
        return done(request, name, _("Saved."), mailbox.pk)
    return section_page(request, mailbox, name, template, {"form": form, **more}, status=422 if form.errors else 200)


def section_page(
    request: MemberRequest, mailbox: Mailbox | None, name: str, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page of one section with the row of all of them; a mailbox that is not yet there has only its connection."""
    tabs = []
    if mailbox:
        ids = [request.organization.slug, mailbox.pk]
        tabs = [(text, reverse(each, args=ids), each == name) for each, text in _tabs()]
    return settings_page(request, "mailboxes", template, {"mailbox": mailbox, "tabs": tabs, **context}, status=status)


def _tabs() -> tuple[tuple[str, str], ...]:
    return (
        ("edit-mailbox", _("Connection")),
        ("mailbox-sign-in", _("Sign-in")),
        ("mailbox-provider", _("Provider")),
        ("mailbox-senders", _("Who may write")),
        ("mailbox-sending", _("Sending")),
        ("mailbox-looks", _("How mails look")),
        ("mailbox-signing", _("Signing")),
    )
