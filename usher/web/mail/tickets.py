"""The tickets that mails became part of."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from usher.frame.scoping import MemberRequest
from usher.tickets.access import visible_to


def tickets_of(request: MemberRequest, ids: Iterable[int | None]) -> Mapping[int, tuple[str, str]]:
    """Code and address of each ticket that the member may see, by id; one query."""
    wanted = {each for each in ids if each}
    rows = visible_to(request.actor).filter(pk__in=wanted).only("id", "number", "code") if wanted else ()
    slug = request.organization.slug
    return {row.pk: (row.code, reverse("ticket", args=[slug, row.number])) for row in rows}
