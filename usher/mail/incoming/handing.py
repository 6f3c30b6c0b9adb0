"""Where the ledger hands a read message to the room that knows what to do with it: mail knows no tickets."""

from collections.abc import Callable, Sequence
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


Pair = tuple[IncomingMail, ParsedMessage]
Receiver = Callable[[IncomingMail, ParsedMessage, datetime], Outcome]
Condition = Callable[[IncomingMail, ParsedMessage], bool]
Together = Callable[[Sequence[Pair], datetime], list[Outcome]]

_receivers: list[Receiver] = []
_together: list[tuple[Condition, Together]] = []


def receives(function: Receiver) -> Receiver:
    """Register the one function that applies messages; it runs inside the transaction that settles the ledger row."""
    _receivers[:] = [function]
    return function


def receives_together(when: Condition) -> Callable[[Together], Together]:
    """Register the function that applies several messages in one transaction: those that have to do with no others."""

    def register(function: Together) -> Together:
        _together[:] = [(when, function)]
        return function

    return register


def hand_over(mail: IncomingMail, message: ParsedMessage, at: datetime) -> Outcome:
    """Apply the message; a refusal or a failure is raised and undoes everything."""
    if not _receivers:
        raise RuntimeError("no room receives mail: is usher.channels.email installed?")
    return _receivers[0](mail, message, at)


def may_go_together(mail: IncomingMail, message: ParsedMessage) -> bool:
    """Whether `hand_over_together` takes this message among others."""
    return any(when(mail, message) for when, _ in _together)


def hand_over_together(pairs: Sequence[Pair], at: datetime) -> list[Outcome]:
    """Apply several messages, all or none: a refusal or a failure of one is raised and undoes everything."""
    return _together[0][1](pairs, at)
