"""A stretch of numbers or times."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high`; None is no bound, `with_…` whether the bound itself belongs to it."""

    low: Any = None
    high: Any = None
    with_low: bool = True
    with_high: bool = True

    def __contains__(self, item: Any) -> bool:
        above = self.low is None or item > self.low or (self.with_low and item == self.low)
        return above and (self.high is None or item < self.high or (self.with_high and item == self.high))

    def whole(self, scale: int = 1) -> "Span":
        """The same stretch among whole numbers, each `scale` times as large, with both bounds in it."""
        return Span(_up(self.low, scale, self.with_low), _down(self.high, scale, self.with_high))

    def lookups(self) -> dict[str, Any]:
        """As lookups of a column: {"gte": low, "lt": high}."""
        bounds = {"gte" if self.with_low else "gt": self.low, "lte" if self.with_high else "lt": self.high}
        return {name: bound for name, bound in bounds.items() if bound is not None}


def _up(bound: Decimal | None, scale: int, inclusive: bool) -> int | None:
    if bound is None:
        return None
    least = int((bound * scale).to_integral_value(ROUND_CEILING))
    return least if inclusive or least != bound * scale else least + 1


def _down(bound: Decimal | None, scale: int, inclusive: bool) -> int | None:
    if bound is None:
        return None
    most = int((bound * scale).to_integral_value(ROUND_FLOOR))
    return most if inclusive or most != bound * scale else most - 1
