"""Does DNS hold the public key that a mailbox signs with?"""

import re
from dataclasses import dataclass

from usher.mail.incoming.authenticity.asking import NoDNS, Resolver, System

PATIENCE = 5.0  # seconds for a question
ROOT = "."


@dataclass(frozen=True, slots=True)
class Published:
    """`is_right`: None where nobody could tell; `sentence` says what was found and what to do."""

    is_right: bool | None
    sentence: str


def look_up(name: str, value: str, *, resolver: Resolver | None = None) -> Published:
    """Ask DNS for the record once. It may take `PATIENCE` twice: never call it inside a transaction."""
    ask = resolver or System()
    try:
        found = ask(name, "TXT", PATIENCE)
        # In a closed network the DNS denies every name: who does not know the root cannot tell of this one.
        if not found and not ask(ROOT, "NS", PATIENCE):
            raise NoDNS("the DNS does not know the root")
    except NoDNS:
        return Published(None, "DNS could not be asked from here just now.")
    texts = [bytes(each).decode("ascii", "replace") for each in found]
    if any(_key_in(text) == _key_in(value) for text in texts):
        return Published(True, "The record is there and right.")
    if not texts:
        return Published(False, "There is no TXT record of this name yet. A new one can take an hour until it is seen.")
    return Published(False, "The record of this name says something else. Replace it by the value shown here.")


def _key_in(text: str) -> str:
    found = re.search(r"(?:^|;)\s*p\s*=([^;]*)", text)
    return re.sub(r"\s+", "", found[1]) if found else ""
