"""Rows of ticket lists, drawn once: most rows of a list are what they were the last time somebody looked."""

from functools import lru_cache

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from jinja2 import pass_environment
from jinja2.environment import Environment

from usher.frame import times
from usher.frame.pieces import TicketRow

KEPT = 4000  # drawn rows of about 2 kB, per process


@pass_environment
def drawn_row(env: Environment, row: TicketRow) -> SafeString:
    """The macro `ticket_row` for this row, from memory when nothing it shows has changed."""
    return _drawn(env, row, get_language(), timezone.get_current_timezone_name(), times.short(row.updated_at))


@lru_cache(maxsize=KEPT)
def _drawn(env: Environment, row: TicketRow, language: str | None, zone: str, age: str) -> SafeString:
    return SafeString(env.get_template("frame/tickets.html").module.ticket_row(row))  # type: ignore[attr-defined]
