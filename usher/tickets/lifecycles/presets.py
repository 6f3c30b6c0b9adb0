"""The lifecycles that ship with Usher: our own, and one per system that we take the place of (product.md section 2).

A status is given by its code and the name it is shown under ("" keeps its own). What is left out of `moves` leads anywhere;
closed and cancelled are never left by a plain move, whatever stands here. No preset lets a finished ticket begin to wait.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Preset:
    """A lifecycle to copy; the fields are those of the row (`models/lifecycle.py`)."""

    key: str
    name: str
    about: str
    statuses: tuple[tuple[str, str], ...]
    moves: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wakes_to_in_progress: bool = False
    closed_mail: str = ""

    @property
    def told(self) -> str:
        """What it is, in the reader's language."""
        return gettext(self.about)


_ALL = (
    Preset(
        "usher", "Usher", "All ten statuses, free to move between them.",
        tuple((code, "") for code in (
            "draft", "open", "assigned", "in_progress", "waiting_customer", "on_hold", "auto_close", "resolved", "closed",
            "cancelled",
        )),
    ),
    Preset(
        "tiketti", "Tiketti", "Open, pending, resolved, closed.",
        (("open", ""), ("waiting_customer", "Pending"), ("resolved", ""), ("closed", "")),
        moves={"resolved": ("open", "closed")},
    ),
    Preset(
        "itflow", "ITFlow", "Open, working, hold; auto-close asks once more before it closes for good.",
        (("open", ""), ("in_progress", "Working"), ("on_hold", "Hold"), ("auto_close", ""), ("closed", "")),
        moves={"auto_close": ("open", "in_progress", "closed")},
        closed_mail="refuse",
    ),
    Preset(
        "sqanit", "SQANIT", "From open through assigned and in progress to done; a rating closes it.",
        (
            ("draft", ""), ("open", ""), ("assigned", ""), ("in_progress", ""), ("resolved", "Done"), ("closed", ""),
            ("cancelled", ""),
        ),
        closed_mail="refuse",
    ),
    Preset(
        "manual", "Opened and resolved", "Two statuses; whoever asked can always reopen.",
        (("open", "Opened"), ("resolved", "")),
    ),
    Preset(
        "pulse", "Pulse", "Open, in progress, waiting on customer, resolved, closed; an answer wakes to in progress.",
        (("open", ""), ("in_progress", ""), ("waiting_customer", ""), ("resolved", ""), ("closed", "")),
        moves={"resolved": ("open", "in_progress", "closed")},
        wakes_to_in_progress=True,
    ),
)  # fmt: skip
PRESETS: dict[str, Preset] = {preset.key: preset for preset in _ALL}
