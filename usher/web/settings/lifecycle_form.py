"""What the form of a lifecycle posts: its statuses in order with their names, and the grid of moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from usher.organizations.models.organization import ClosedMail
from usher.tickets.lifecycles import Shown, catalogue
from usher.tickets.models import Lifecycle


class LifecycleForm(forms.Form):
    """Name and rules; statuses and moves are read by `posted`."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    wakes_to_in_progress = forms.BooleanField(
        label=gettext_lazy("An answer always wakes to in progress"), required=False,
        help_text=gettext_lazy("Otherwise a waiting ticket that nobody is assigned to goes back to open."),
    )  # fmt: skip
    closed_mail = forms.ChoiceField(
        label=gettext_lazy("Mail to a closed ticket"), required=False,
        choices=[("", gettext_lazy("As in the general settings")), *ClosedMail.choices],
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One status in the form: whether the lifecycle has it, and what it is called there ("" for its own name)."""

    status: Shown
    is_in: bool
    called: str

    @property
    def title(self) -> str:
        return self.called or self.status.title


@dataclass(frozen=True)
class Drawn:
    """The statuses in the order of the form, and the moves that are allowed between those that are in."""

    lines: Sequence[Line]
    moves: dict[str, list[str]]

    @property
    def here(self) -> list[Line]:
        return [line for line in self.lines if line.is_in]

    @property
    def leaving(self) -> list[Line]:
        """The rows of the grid: closed tickets are left by nobody, or by an admin to anywhere."""
        return [line for line in self.here if line.status.state != "closed"]

    @property
    def entering(self) -> list[Line]:
        """The columns of the grid: nothing moves into draft."""
        return [line for line in self.here if line.status.state != "draft"]

    def allows(self, code: str, to: str) -> bool:
        return to in self.moves[code] if code in self.moves else True

    @property
    def values(self) -> dict[str, Any]:
        """For the verb."""
        here = {line.status.code for line in self.here}
        moves = {code: [each for each in to if each in here] for code, to in self.moves.items() if code in here}
        return {"statuses": [(line.status.code, line.called) for line in self.here], "moves": moves}


def kept(lifecycle: Lifecycle) -> Drawn:
    """The form of the lifecycle as it is: its own statuses first, then the others."""
    known, called = catalogue().statuses, dict(lifecycle.statuses)
    codes = [*(code for code in called if code in known), *(code for code in known if code not in called)]
    return Drawn([Line(known[code], code in called, called.get(code, "")) for code in codes], dict(lifecycle.moves))


def posted(data: QueryDict) -> Drawn:
    """The form as it was posted; codes that are no statuses are ignored. `up` and `down` move one line.

    A status that leads to all columns of the grid leads anywhere, also to statuses that come later.
    """
    known, chosen = catalogue().statuses, set(data.getlist("in"))
    codes = [code for code in dict.fromkeys([*data.getlist("order"), *known]) if code in known]
    for name, step in (("up", -1), ("down", 1)):
        if (code := data.get(name)) in codes:
            place = codes.index(code)
            codes.insert(max(place + step, 0), codes.pop(place))
    moves: dict[str, list[str]] = {code: [] for code in data.getlist("from") if code in known}
    for move in data.getlist("move"):
        code, _, to = move.partition(">")
        if code in moves and to in known:
            moves[code].append(to)
    columns = set(data.getlist("to"))
    moves = {code: to for code, to in moves.items() if not columns <= {code, *to}}
    return Drawn([Line(known[code], code in chosen, data.get(f"name-{code}", "").strip()) for code in codes], moves)
