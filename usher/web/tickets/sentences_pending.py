"""What happened to replies that wait to be sent, told in sentences."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from usher.frame.times import at
from usher.tickets import events
from usher.web.tickets.saying import say


def _planned(who: str, data: dict[str, Any]) -> tuple[str, SafeString]:
    if not data.get("to"):
        return "clock", say(_("{who} wrote a reply that leaves later"), who=who)
    time = at(datetime.fromisoformat(data["to"]))
    if data.get("from"):
        return "clock", say(_("{who} put the reply off until {time}"), who=who, time=time)
    return "clock", say(_("{who} wrote a reply that leaves on {time}"), who=who, time=time)


def _called_back(who: str, data: dict[str, Any]) -> tuple[str, SafeString]:
    return "undo-2", say(_("{who} called the planned reply back"), who=who)


def _held(who: str, data: dict[str, Any]) -> tuple[str, SafeString]:
    return "triangle-alert", say(_("A planned reply was held: {why}"), why=data.get("why") or "—")


TELLERS: dict[str, Callable[[str, dict[str, Any]], tuple[str, SafeString]]] = {
    events.REPLY_PLANNED: _planned,
    events.REPLY_CALLED_BACK: _called_back,
    events.REPLY_HELD: _held,
}
