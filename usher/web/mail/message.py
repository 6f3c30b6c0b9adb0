"""One message of the ledger: why it landed where it did, what it says, and its bytes."""

from django.http import HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from usher.base.html import text_to_html
from usher.base.refusals import NotFound
from usher.base.text import one_line
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.incoming.hooks.unread import SOURCE as UNREAD
from usher.mail.incoming.parse import parse
from usher.mail.message import ParsedMessage
from usher.mail.models import IncomingMail, RawMail
from usher.people.access import require
from usher.web.mail.proofs import proof_of
from usher.web.mail.saving import as_file
from usher.web.mail.states import incoming_states
from usher.web.mail.tickets import tickets_of, told
from usher.web.settings.sections import settings_page

HEADERS = frozenset(
    (
        "from", "to", "cc", "reply-to", "sender", "return-path", "delivered-to", "subject", "date", "message-id",
        "in-reply-to", "references", "auto-submitted", "precedence", "list-id", "x-auto-response-suppress",
        "authentication-results",
    )
)  # fmt: skip
LONGEST_TEXT = 20_000  # characters of the preview


@scoped
@require_safe
def show(request: MemberRequest, id: int) -> HttpResponse:
    """The message with its text; nothing of it can act, nothing is loaded from elsewhere."""
    mail = message_of(request, id)
    message = _unread(mail) if mail.source == UNREAD else parse(_raw(mail))
    context = {
        "mail": mail,
        "proof": proof_of(mail) if mail.settled_at and mail.source != UNREAD else None,
        "badge": incoming_states()[mail.state],
        "reason": told(mail.reason, tickets_of(request, [mail.ticket_id]).get(mail.ticket_id or 0)),
        "headers": headers_of(message, HEADERS),
        "html": mark_safe(text_to_html(message.text[:LONGEST_TEXT])),  # escaped by it
        "is_cut": len(message.text) > LONGEST_TEXT,
        "message": message,
    }
    return settings_page(request, "ledger", "mail/message.html", context)


@scoped
@require_safe
def save(request: MemberRequest, id: int) -> HttpResponse:
    """The bytes as they came, as a file."""
    mail = message_of(request, id)
    return as_file(_raw(mail), f"mail-{mail.pk}.eml")


def message_of(request: MemberRequest, id: int) -> IncomingMail:
    """The ledger's row; Forbidden without the permission, NotFound when there is none."""
    require(request.actor, "mailboxes")
    mail: IncomingMail | None = IncomingMail.objects.select_related("mailbox").filter(pk=id).first()
    if mail is None:
        raise NotFound("There is no such message in the ledger.")
    return mail


def headers_of(message: ParsedMessage, wanted: frozenset[str]) -> list[tuple[str, str]]:
    """The wanted headers (names in lower case) in their order, each as one line."""
    return [(name, one_line(value, 1000)) for name, value in message.headers if name.lower() in wanted][:60]


def _unread(mail: IncomingMail) -> ParsedMessage:
    """A provider's post that nobody could read, as it came: people may still see what is in it."""
    return ParsedMessage(text=_raw(mail).decode("utf-8", "replace").replace("\0", ""))


def _raw(mail: IncomingMail) -> bytes:
    # A second copy keeps no bytes of its own: they are the first one's.
    raw = RawMail.objects.filter(mail_id=mail.duplicate_of_id or mail.pk).first()
    return bytes(raw.content) if raw else b""
