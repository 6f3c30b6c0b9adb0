"""How another helpdesk's answer to an automatic mail of ours is known when a relay took every mark of it away."""

import re
from collections.abc import Sequence

from usher.tickets.models import Ticket

_CODES = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d+\b|\d+")
# [ELSE-7], [#123], [Ticket#123] anywhere, ELSE-7: at the beginning: people's subjects have product names, not these.
_NAMED = re.compile(r"\[(?:\w{0,20}[#-])?\d{1,12}\]|^[A-Z][A-Z0-9]{1,9}-\d{1,12}(?=:)", re.IGNORECASE)
LONGEST_SUBJECT = 1000  # characters in which a code is looked for


def acknowledges_us(subject: str, told: Sequence[str]) -> str:
    """Why a mail with this subject reads like a machine's answer to what we `told` its sender; empty when it does not.

    Codes of our own tickets are no sign: who writes again about a closed one names it.
    """
    if bare(subject) in {bare(each) for each in told}:
        return "this one says what ours said"
    named = {found[0].strip("[]").upper() for found in _NAMED.finditer(subject[:LONGEST_SUBJECT])}
    if named and not Ticket.objects.filter(code__in=named).exists():
        return "this one carries the code of another helpdesk's ticket"
    return ""


def bare(text: str) -> str:
    """The text in small letters, without what machines count up."""
    return " ".join(_CODES.sub("#", text).split()).lower()
