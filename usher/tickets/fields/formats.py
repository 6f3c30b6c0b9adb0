"""What a text may have to look like: a named format, or a pattern that people can read.

Patterns are no regular expressions: `#` stands for a digit, `@` for a letter, `*` for either, everything else for itself
(`\\#` for a real `#`). So no pattern can run long, and everybody who can fill in a form can write one.
"""

import ipaddress
import re
from collections.abc import Callable, Iterator

LONGEST = 60  # characters of a pattern
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()./-]{3,28}[0-9]")
_MARKS: dict[str, Callable[[str], bool]] = {"#": str.isdecimal, "@": str.isalpha, "*": str.isalnum}


def _is_ip(text: str) -> bool:
    try:
        return bool(ipaddress.ip_address(text))
    except ValueError:
        return False


# Name → (what fits, what would be right).
FORMATS: dict[str, tuple[Callable[[str], bool], str]] = {
    "ip": (_is_ip, "is not an IP address; write one like 192.0.2.17 or 2001:db8::17."),
    "phone": (lambda text: bool(_PHONE.fullmatch(text)), "is not a telephone number; write one like +49 30 5550 177."),
    "digits": (lambda text: text.isascii() and text.isdecimal(), "may hold digits only."),
}


def fits(text: str, pattern: str) -> bool:
    """Whether the text has the shape of the pattern; case does not count."""
    places = list(_places(pattern))
    return len(text) == len(places) and all(
        _MARKS[place](letter) if is_mark else place.lower() == letter.lower()
        for letter, (place, is_mark) in zip(text, places, strict=True)
    )


def example_of(pattern: str) -> str:
    """A text that fits: “AB-1234” for `@@-####`."""
    digits, letters = iter("1234567890" * LONGEST), iter("ABCDEFGHJKLMNPQRSTUVWXYZ" * LONGEST)
    return "".join(
        (next(letters) if place == "@" else next(digits)) if is_mark else place for place, is_mark in _places(pattern)
    )


def _places(pattern: str) -> Iterator[tuple[str, bool]]:
    letters = iter(pattern)
    for letter in letters:
        if letter == "\\":
            yield next(letters, "\\"), False
        else:
            yield letter, letter in _MARKS
