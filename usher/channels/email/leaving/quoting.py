"""What a reply repeats of the conversation: nothing, the message before it, or all that its readers got."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from usher.base.html import text_to_html
from usher.base.text import one_line
from usher.mail.models.mailbox import Quoting
from usher.organizations.queries import current
from usher.tickets.models import Message

LONGEST_QUOTE = 5_000  # characters of one message
LONGEST_HISTORY = 20_000  # characters of all
MOST_QUOTED = 20  # messages

_WROTE = {
    "en": "On {when}, {name} wrote:",
    "de": "Am {when} schrieb {name}:",
    "fi": "{when} {name} kirjoitti:",
    "sv": "Den {when} skrev {name}:",
    "da": "Den {when} skrev {name}:",
    "nl": "Op {when} schreef {name}:",
    "fr": "Le {when}, {name} a écrit :",
    "es": "El {when}, {name} escribió:",
    "it": "Il {when}, {name} ha scritto:",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Who wrote when, and the text."""

    intro: str
    text: str


def quotes_for(message: Message, policy: str, language: str) -> list[Quote]:
    """The earlier messages to repeat, newest first, within the limits. Nothing internal, nothing that was not mailed."""
    if policy == Quoting.NONE:
        return []
    quotes: list[Quote] = []
    room = LONGEST_HISTORY
    for earlier in _told_before(message)[: 1 if policy == Quoting.LAST else MOST_QUOTED]:
        text = earlier.text.strip()[: min(LONGEST_QUOTE, room)]
        if not text:
            continue
        quotes.append(Quote(_intro(earlier, language), text))
        room -= len(text)
    return quotes


def as_text(quotes: list[Quote]) -> str:
    """The quotes as plain text, each line marked."""
    return "\n\n".join(
        each.intro + "\n" + "\n".join(f"> {line}".rstrip() for line in each.text.splitlines()) for each in quotes
    )


def as_html(quotes: list[Quote]) -> str:
    """The quotes as HTML."""
    shown = (f"{text_to_html(each.intro)}<blockquote>{text_to_html(each.text)}</blockquote>" for each in quotes)
    return f'<div class="quoted">{"".join(shown)}</div>' if quotes else ""


def _told_before(message: Message) -> QuerySet[Message]:
    # Field failure S08: public updates and replies whose mail was kept back reached nobody by mail, and do not this way.
    mailed = Q(author_kind="contact") | Q(notifies=True)
    rows = Message.objects.filter(mailed, ticket_id=message.ticket_id, is_public=True, kind__in=("reply", "chat"))
    return rows.filter(id__lt=message.pk).order_by("-id")


def _intro(earlier: Message, language: str) -> str:
    organization = current()
    when = f"{earlier.created_at.astimezone(ZoneInfo(organization.time_zone)):%Y-%m-%d %H:%M %Z}"
    name = earlier.author_name if earlier.author_kind != "token" else organization.name
    return _WROTE.get(language, _WROTE["en"]).format(when=when, name=one_line(name, 100))
