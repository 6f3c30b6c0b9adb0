"""The ten built-in statuses and the state each belongs to (product.md section 2)."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext

State = Literal["draft", "open", "waiting", "resolved", "closed"]


@dataclass(frozen=True, slots=True)
class Status:
    """Where a ticket stands. `state` is what rules, lists and clocks go by."""

    code: str
    name: str
    state: State

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return gettext(self.name)


STATUSES: dict[str, Status] = {
    status.code: status
    for status in (
        Status("draft", "Draft", "draft"),
        Status("open", "Open", "open"),
        Status("assigned", "Assigned", "open"),
        Status("in_progress", "In progress", "open"),
        Status("waiting_customer", "Waiting on customer", "waiting"),
        Status("on_hold", "On hold", "waiting"),
        Status("auto_close", "Auto-close", "resolved"),
        Status("resolved", "Resolved", "resolved"),
        Status("closed", "Closed", "closed"),
        Status("cancelled", "Cancelled", "closed"),
    )
}
UNFINISHED: tuple[State, ...] = ("open", "waiting")
FINISHED: tuple[State, ...] = ("resolved", "closed")


def status_named(text: str) -> Status | None:
    """The status with this code, however it is spelt: "In Progress", "in-progress", "in_progress"."""
    return STATUSES.get(text.strip().lower().replace(" ", "_").replace("-", "_"))
