"""A lifecycle as the verbs and screens read it: plain values, no rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from usher.tickets.models.status import STATUSES, State, Status


@dataclass(frozen=True, slots=True)
class Shown:
    """A status under the name and colour it is shown with.

    `code` is its own one; rules, lists and clocks go by `stands_for`, the built-in status that an added one refines.
    """

    code: str
    name: str
    stands_for: Status
    hue: int | None = None  # 0–23 of the palette; None: the glyph's own colour
    own_id: int | None = None  # of the row, where an organization added it
    is_hidden: bool = False

    @property
    def state(self) -> State:
        return self.stands_for.state

    @property
    def title(self) -> str:
        """The name for people; that of a built-in status in their language, every other as it was given."""
        return self.stands_for.title if self.name == self.stands_for.name else self.name

    @property
    def glyph(self) -> str:
        """The code whose glyph is drawn."""
        return self.stands_for.code


@dataclass(frozen=True, slots=True)
class Flow:
    """Statuses in their order, under their shown names, and which follow which; hidden ones are not among them."""

    statuses: tuple[Shown, ...]
    moves: Mapping[str, tuple[str, ...]]
    id: int | None = None  # of the row; None: what there is where nobody made a lifecycle
    name: str = ""
    wakes_to_in_progress: bool = False
    closed_mail: str = ""

    def by_code(self, code: str) -> Shown | None:
        """The status with exactly this code, if it is part of the lifecycle."""
        return next((status for status in self.statuses if status.code == code), None)

    def named(self, text: str) -> Shown | None:
        """The status that people mean: by its code however spelt, by its shown name, else one that refines the built-in."""
        return found(self.statuses, text)

    def nearest(self, code: str, now: Status) -> Shown | None:
        """Where a move that happens by itself leads: to the built-in status `code`, or what comes nearest to it here.

        An added status that stands for it counts as it. Without either: nowhere, if the ticket is in the same state
        already, else to the first status of that state, else nowhere.
        """
        exact = self.by_code(code) or self._standing_for(code)
        if exact is None and (state := STATUSES[code].state) != now.state:
            exact = next((status for status in self.statuses if status.state == state), None)
        return exact

    @property
    def resolving(self) -> Shown | None:
        """What “Resolve” means here: resolved, or the first status of that state."""
        return self.nearest("resolved", STATUSES["open"])

    @property
    def reopening(self) -> Shown | None:
        """What “Reopen” means here: open, or what stands for it."""
        return self.nearest("open", STATUSES["resolved"])

    def following(self, code: str) -> tuple[Shown, ...]:
        """What a member may move to from this status; a status that is no longer part of the lifecycle leads anywhere."""
        allowed = self.moves.get(code)
        if allowed is None or self.by_code(code) is None:
            return tuple(s for s in self.statuses if s.code != code and s.state != "draft")
        return tuple(s for s in self.statuses if s.code != code and s.state != "draft" and s.code in allowed)

    def _standing_for(self, code: str) -> Shown | None:
        return next((status for status in self.statuses if status.stands_for.code == code), None)


def found(statuses: Iterable[Shown], text: str) -> Shown | None:
    """The one of the statuses that the text means: its code however spelt, its name, or the built-in one it stands for."""
    listed, code, name = list(statuses), spelt(text), text.strip().casefold()
    for is_meant in (
        lambda status: status.code == code,
        lambda status: status.name.casefold() == name,
        lambda status: status.stands_for.code == code,
    ):
        if hit := next(filter(is_meant, listed), None):
            return hit
    return None


def spelt(text: str) -> str:
    """A code as it is kept: “In Progress” and “in-progress” are in_progress."""
    return text.strip().lower().replace(" ", "_").replace("-", "_")
