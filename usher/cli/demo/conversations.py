"""Forty tickets as they would look on a Tuesday at a maker of electric bikes. Plain data, in the order of their age."""

from dataclasses import dataclass, field

MEMBER_REPLY, NOTE, ANSWER, STATUS = "reply", "note", "answer", "status"


@dataclass(frozen=True, slots=True)
class Step:
    """What happened `after` minutes into the ticket: a member's reply or note, the requester's answer, a status."""

    kind: str
    who: str
    after: int
    text: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One ticket; `age` in minutes before the demo is loaded."""

    subject: str
    who: str
    age: int
    text: str
    source: str = "email"
    priority: str = "medium"
    type: str = ""
    category: str = ""
    labels: tuple[str, ...] = ()
    team: str = ""
    assignee: str = ""
    visibility: str = "public"
    cc: tuple[str, ...] = ()
    file: str = ""
    fields: dict[str, object] = field(default_factory=dict)
    steps: tuple[Step, ...] = field(default_factory=tuple)


def reply(who: str, after: int, text: str, then: str = "") -> Step:
    return Step(MEMBER_REPLY, who, after, text, then)


def note(who: str, after: int, text: str) -> Step:
    return Step(NOTE, who, after, text)


def answer(after: int, text: str) -> Step:
    return Step(ANSWER, "", after, text)


def status(who: str, after: int, then: str) -> Step:
    return Step(STATUS, who, after, then=then)


H, D = 60, 60 * 24
