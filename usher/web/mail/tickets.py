"""The tickets that mails became part of."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from usher.frame.scoping import MemberRequest
from usher.tickets.access import visible_to


def tickets_of(request: MemberRequest, ids: Iterable[int | None]) -> Mapping[int, tuple[str, str]]:
    """Code and address of each ticket that the member may see, by id; one query."""
    wanted = {each for each in ids if each}
    rows = visible_to(request.actor).filter(pk__in=wanted).only("id", "number", "code") if wanted else ()
    slug = request.organization.slug
    return {row.pk: (row.code, reverse("ticket", args=[slug, row.number])) for row in rows}


def told(reason: str, ticket: tuple[str, str] | None) -> SafeString:
    """Why a message landed where it did, its ticket's code as a link (after the sentence where it does not say the code)."""
    text = escape(reason)
    if ticket is None:
        return mark_safe(text)  # escaped just now
    link = format_html('<a class="link" href="{}">{}</a>', ticket[1], ticket[0])
    before, code, after = text.partition(escape(ticket[0]))
    return mark_safe(f"{before}{link}{after}" if code else f"{text} {link}")
