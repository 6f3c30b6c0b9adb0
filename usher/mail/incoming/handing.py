"""Where the ledger hands a read message to the room that knows what to do with it: mail knows no tickets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from usher.mail.message import ParsedMessage
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message and why, in a sentence for people."""

    state: State
    reason: str
    ticket_id: int | None = None


Receiver = Callable[[IncomingMail, ParsedMessage, datetime], Outcome]

_receivers: list[Receiver] = []


def receives(function: Receiver) -> Receiver:
    """Register the one function that applies messages; it runs inside the transaction that settles the ledger row."""
    _receivers[:] = [function]
    return function


def hand_over(mail: IncomingMail, message: ParsedMessage, at: datetime) -> Outcome:
    """Apply the message; a refusal or a failure is raised and undoes everything."""
    if not _receivers:
        raise RuntimeError("no room receives mail: is usher.channels.email installed?")
    return _receivers[0](mail, message, at)
