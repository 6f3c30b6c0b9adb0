"""One mail of the sink as its recipient would have read it."""

from collections.abc import Sequence
from typing import Any

import filetype
from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from usher.base.html import clean, text_to_html
from usher.base.refusals import NotFound
from usher.frame.pieces import Attachment
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.incoming.parse import parse
from usher.mail.message import ParsedMessage
from usher.mail.models import SunkMail
from usher.people.access import require
from usher.web.files.downloading import OTHER, PICTURES, POLICY
from usher.web.mail.message import headers_of
from usher.web.mail.saving import as_file
from usher.web.settings.sections import settings_page

READ = frozenset(("from", "to", "cc", "date"))


class AnswerForm(forms.Form):
    """Who of the recipients answers, and what."""

    sender = forms.ChoiceField(label=gettext_lazy("Answer as"))
    text = forms.CharField(label=gettext_lazy("Answer"), max_length=100_000, widget=forms.Textarea)

    def __init__(self, data: Any, recipients: Sequence[str]) -> None:
        super().__init__(data, initial={"sender": recipients[0] if recipients else ""})
        field = self.fields["sender"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(address, address) for address in recipients]


@scoped
@require_safe
def show(request: MemberRequest, id: int) -> HttpResponse:
    """The mail: cleaned, its remote pictures withheld, with a form to answer it."""
    row = sunk_of(request, id)
    return drawn(request, row, AnswerForm(None, row.recipients))


@scoped
@require_safe
def save(request: MemberRequest, id: int) -> HttpResponse:
    """The bytes that would have left, as a file."""
    row = sunk_of(request, id)
    return as_file(bytes(row.content), f"sunk-{row.pk}.eml")


@scoped
@require_safe
def open_file(request: MemberRequest, id: int, index: int) -> HttpResponse:
    """A file of the mail: pictures are shown, everything else is only saved."""
    attachments = parse(bytes(sunk_of(request, id).content)).attachments
    if index >= len(attachments):
        raise NotFound("There is no such file in this mail.")
    file = attachments[index]
    found = filetype.guess_mime(file.content[:300])
    shown = found if found in PICTURES else OTHER
    response = HttpResponse(file.content, content_type=shown)
    response["Content-Disposition"] = content_disposition_header(shown == OTHER, file.name) or "attachment"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def sunk_of(request: MemberRequest, id: int) -> SunkMail:
    """The mail; Forbidden without the permission, NotFound when there is none."""
    require(request.actor, "mailboxes")
    row: SunkMail | None = SunkMail.objects.select_related("mailbox").filter(pk=id).first()
    if row is None:
        raise NotFound("There is no such mail in the sink.")
    return row


def drawn(request: MemberRequest, row: SunkMail, form: AnswerForm) -> HttpResponse:
    """The mail's page with the form as it stands."""
    message = parse(bytes(row.content))
    addresses = [reverse("sunk-file", args=[request.organization.slug, row.pk, n]) for n in range(len(message.attachments))]
    files = list(zip(message.attachments, addresses, strict=True))
    html, withheld = _body(message, {file.content_id: address for file, address in files if file.content_id})
    context = {
        "mail": row,
        "message": message,
        "headers": headers_of(message, READ),
        "all_headers": message.headers[:200],
        "html": html,
        "withheld": withheld,
        "attachments": [Attachment(f.name, to, len(f.content), f.content_type) for f, to in files if not f.inline],
        "form": form,
    }
    return settings_page(request, "sink", "mail/sunk.html", context, status=422 if form.errors else 200)


def _body(message: ParsedMessage, pictures: dict[str, str]) -> tuple[str, int]:
    if message.html is None:
        return mark_safe(text_to_html(message.text)), 0  # escaped by it
    cleaned = clean(message.html, cid_url=pictures.get)
    return mark_safe(cleaned.html), cleaned.withheld_images
