"""What a look at the installation found."""

from dataclasses import dataclass
from enum import Enum


class Weight(Enum):
    """How much a finding matters; only ``WRONG`` makes the doctor fail."""

    FINE = "ok"
    NOTICE = "note"
    WRONG = "WRONG"


@dataclass(frozen=True)
class Finding:
    """One sentence about one part, and, unless all is fine, one about what to do."""

    weight: Weight
    part: str
    says: str
    do: str = ""

    def __str__(self) -> str:
        first = f"{self.weight.value:>5}  {self.part}: {self.says}"
        return f"{first}\n       → {self.do}" if self.do else first


def fine(part: str, says: str) -> Finding:
    """All is well."""
    return Finding(Weight.FINE, part, says)


def notice(part: str, says: str, do: str) -> Finding:
    """Worth knowing; nothing is broken."""
    return Finding(Weight.NOTICE, part, says, do)


def wrong(part: str, says: str, do: str) -> Finding:
    """Something does not work, or is about to."""
    return Finding(Weight.WRONG, part, says, do)
