"""States of incoming mail and of recipients as badges: colour, words, icon."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from usher.mail.models.incoming import State
from usher.mail.models.outgoing import RecipientState


@dataclass(frozen=True, slots=True)
class Badge:
    """`kind` is the badge's colour."""

    kind: str
    name: str
    icon: str


def incoming_states() -> dict[str, Badge]:
    """What became of a message, in the reader's language and the order of its life."""
    return {
        State.RECEIVED: Badge("info", _("To be read"), "clock"),
        State.APPLIED: Badge("good", _("Applied"), "check"),
        State.IGNORED: Badge("", _("Ignored"), "minus"),
        State.QUARANTINED: Badge("warn", _("Quarantined"), "triangle-alert"),
    }


def recipient_states() -> dict[str, Badge]:
    """What is known about a recipient, what needs a look first."""
    return {
        RecipientState.UNKNOWN: Badge("warn", _("Unknown"), "circle-question-mark"),
        RecipientState.FAILED: Badge("bad", _("Failed"), "circle-alert"),
        RecipientState.BOUNCED: Badge("bad", _("Bounced"), "undo-2"),
        RecipientState.QUEUED: Badge("info", _("Waiting"), "clock"),
        RecipientState.SENDING: Badge("info", _("Sending"), "send"),
        RecipientState.ACCEPTED: Badge("good", _("Sent"), "check"),
        RecipientState.CANCELLED: Badge("", _("Cancelled"), "x"),
    }
