"""What may stand in a mailbox's section "Who may write"."""

from collections.abc import Mapping, Sequence
from typing import Any

from usher.base.text import one_line
from usher.mail.models.mailbox import UnknownSenders
from usher.people.domains import problem_with, wire_form

NAMES = ("unknown_senders", "trusted_authserv_id", "welcome_domains", "believes_member_addresses")
MOST = 500  # domains


def checked(fields: Mapping[str, Any], errors: dict[str, str]) -> dict[str, Any]:
    """The given fields as the model takes them; what is wrong is added to `errors`."""
    values = dict(fields)
    if "trusted_authserv_id" in values:
        values["trusted_authserv_id"] = one_line(str(values["trusted_authserv_id"] or ""), 320).lower()
    if values.get("unknown_senders", UnknownSenders.CREATE) not in UnknownSenders.values:
        errors["unknown_senders"] = "Choose create, known_domains or review."
    if "welcome_domains" in values:
        values["welcome_domains"] = _domains(values["welcome_domains"], errors)
    return values


def _domains(given: str | Sequence[str], errors: dict[str, str]) -> list[str]:
    """Each once and in order, in their wire form; given as a list, or as text separated by blanks or commas."""
    words = given.replace(",", " ").split() if isinstance(given, str) else list(given)
    domains = sorted({wire_form(word) for word in words})
    wrong = [problem for domain in domains if (problem := problem_with(domain))]
    if wrong or len(domains) > MOST:
        errors["welcome_domains"] = wrong[0] if wrong else f"Name at most {MOST} domains."
    return domains
