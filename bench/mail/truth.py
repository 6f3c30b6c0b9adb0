"""A mail with the truth about it."""

from dataclasses import dataclass, field


@dataclass
class Sample:
    """What was sent, and what a reader must find in it; None means that this mail says nothing about it."""

    name: str
    raw: bytes
    kind: str = "message"
    subject: str | None = None
    sender: tuple[str, str] | None = None
    recipients: list[str] | None = None
    body: list[str] | None = None
    files: list[str] | None = None
    reply: list[str] | None = None
    failed: str | None = None
    marks: set[str] = field(default_factory=set)


def lines_of(text: str) -> list[str]:
    """The words of a text line by line, blank lines and runs of spaces left out: the form in which texts are compared."""
    joined = [" ".join(line.split()) for line in text.split("\n")]
    return [line for line in joined if line]
