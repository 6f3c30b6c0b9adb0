"""How far a bulk change has come."""

from dataclasses import dataclass

from django.db.models import Count

from usher.tickets.models import BulkChange, BulkItem


@dataclass(frozen=True, slots=True)
class Progress:
    """Tickets by what came of them; `done` of `total` have had their turn."""

    total: int
    waiting: int
    changed: int
    unchanged: int
    refused: int
    undone: int
    kept: int

    @property
    def done(self) -> int:
        return self.total - self.waiting

    @property
    def percent(self) -> int:
        return 100 * self.done // max(self.total, 1)


def progress_of(bulk: BulkChange) -> Progress:
    """Counted from the items; one query."""
    rows = BulkItem.objects.filter(bulk=bulk).order_by().values_list("outcome").annotate(number=Count("pk"))
    counts = dict(rows.values_list("outcome", "number"))
    return Progress(
        sum(counts.values()),
        *(counts.get(outcome, 0) for outcome in ("waiting", "changed", "unchanged", "refused", "undone", "kept")),
    )
