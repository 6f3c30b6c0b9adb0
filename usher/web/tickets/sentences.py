"""What happened to a ticket, told in sentences."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from usher.events.models import Event
from usher.frame.pieces import Happening
from usher.frame.times import at
from usher.tickets import events
from usher.tickets.models import STATUSES, priority_named
from usher.web.tickets import sentences_between, sentences_pending
from usher.web.tickets.saying import say

LONGEST_VALUE = 80  # characters of a custom field's value
Told = tuple[str, SafeString]  # icon, sentence


def happening_of(event: Event) -> Happening:
    """One line for the thread or the timeline; an event of a kind unknown here is told as a change."""
    tell = _TELLERS.get(event.name, _other)
    icon, html = tell(event.actor_name, event.data)
    return Happening(icon, html, event.at)


def _list(values: list[str]) -> SafeString:
    return format_html_join(", ", "{}", ((value,) for value in values))


def _status(data: dict[str, Any]) -> str:
    if data.get("to_name"):
        return _(data["to_name"])
    code = data.get("to")
    return _(STATUSES[code].name) if code in STATUSES else str(code)


def _opened(who: str, data: dict[str, Any]) -> Told:
    return "ticket", say(_("{who} opened the ticket"), who=who)


def _replied(who: str, data: dict[str, Any]) -> Told:
    return "reply", say(_("{who} replied"), who=who)


def _received(who: str, data: dict[str, Any]) -> Told:
    return "mail", say(_("{who} wrote"), who=who)


def _members_told(who: str, data: dict[str, Any]) -> Told:
    names = data.get("names") or []
    return "mail", say(ngettext("{names} was told by mail", "{names} were told by mail", len(names)), names=_list(names))


def _noted(who: str, data: dict[str, Any]) -> Told:
    return "sticky-note", say(_("{who} added a note"), who=who)


def _updated(who: str, data: dict[str, Any]) -> Told:
    if data.get("is_public"):
        return "file-text", say(_("{who} added an update"), who=who)
    return "file-text", say(_("{who} added an internal update"), who=who)


def _moved(who: str, data: dict[str, Any]) -> Told:
    return "circle-dot", say(_("{who} set the status to {to}"), who=who, to=_status(data))


def _reopened(who: str, data: dict[str, Any]) -> Told:
    return "rotate-ccw", say(_("{who} reopened the ticket: {to}"), who=who, to=_status(data))


def _assigned(who: str, data: dict[str, Any]) -> Told:
    if not data.get("to_name"):
        return "user-minus", say(_("{who} took the ticket from {name}"), who=who, name=data.get("from_name") or "—")
    if data["to_name"] == who:
        return "user-check", say(_("{who} took the ticket"), who=who)
    return "user-check", say(_("{who} assigned it to {name}"), who=who, name=data["to_name"])


def _joined(who: str, data: dict[str, Any]) -> Told:
    if data.get("name") == who:
        return "user-plus", say(_("{who} joined the ticket"), who=who)
    return "user-plus", say(_("{who} added {name} to the ticket"), who=who, name=data.get("name") or "—")


def _left(who: str, data: dict[str, Any]) -> Told:
    if data.get("name") == who:
        return "user-minus", say(_("{who} left the ticket"), who=who)
    return "user-minus", say(_("{who} took {name} off the ticket"), who=who, name=data.get("name") or "—")


def _snoozed(who: str, data: dict[str, Any]) -> Told:
    until = data.get("to")
    if not until:
        return "alarm-clock", say(_("{who} snoozed the ticket"), who=who)
    return "alarm-clock", say(_("{who} snoozed the ticket until {time}"), who=who, time=at(datetime.fromisoformat(until)))


def _woken(who: str, data: dict[str, Any]) -> Told:
    if data.get("why") == "time":
        return "alarm-clock-check", say(_("The snooze is over: {who} put the ticket back"), who=who)
    if data.get("why") == "answer":
        return "alarm-clock-check", say(_("{who} wrote: the snooze is over"), who=who)
    return "alarm-clock-off", say(_("{who} ended the snooze"), who=who)


def _drafted(who: str, data: dict[str, Any]) -> Told:
    return "file-pen", say(_("{who} began a draft"), who=who)


def _teamed(who: str, data: dict[str, Any]) -> Told:
    if not data.get("to_name"):
        return "users", say(_("{who} took it out of the team {name}"), who=who, name=data.get("from_name") or "—")
    return "users", say(_("{who} gave it to the team {name}"), who=who, name=data["to_name"])


def _prioritised(who: str, data: dict[str, Any]) -> Told:
    priority = priority_named(str(data.get("to", "")))
    return "flag", say(_("{who} set the priority to {to}"), who=who, to=priority.label if priority else data.get("to"))


def _edited(who: str, data: dict[str, Any]) -> Told:
    names = {
        "subject": _("the subject"), "type": _("the type"), "category": _("the category"),
        "requester": _("the requester"),
    }  # fmt: skip
    if len(data) != 1:
        return "pencil", say(_("{who} changed {names}"), who=who, names=_list([names.get(key, key) for key in data]))
    key, (_before, after) = next(iter(data.items()))
    shown = after.get("name", "") if isinstance(after, dict) else after
    if not shown:
        return "pencil", say(_("{who} changed {names}"), who=who, names=names.get(key, key))
    return "pencil", say(_("{who} changed {name} to {to}"), who=who, name=names.get(key, key), to=shown)


def _filled(who: str, data: dict[str, Any]) -> Told:
    changes, names = data.get("changes") or {}, data.get("names") or {}
    if len(changes) != 1:
        return "text-cursor-input", say(
            _("{who} changed {names}"), who=who, names=_list([names.get(key, key) for key in changes])
        )
    key, (_before, after) = next(iter(changes.items()))
    if after is None:
        return "text-cursor-input", say(_("{who} emptied {name}"), who=who, name=names.get(key, key))
    return "text-cursor-input", say(_("{who} set {name} to {to}"), who=who, name=names.get(key, key), to=_value(after))


def _value(value: Any) -> str:
    """A custom field's value in a sentence."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _labelled(who: str, data: dict[str, Any]) -> Told:
    added, removed = data.get("added") or [], data.get("removed") or []
    if added and removed:
        return "tag", say(
            _("{who} added {added} and removed {removed}"), who=who, added=_list(added), removed=_list(removed)
        )
    if added:
        return "tag", say(ngettext("{who} added the label {names}", "{who} added the labels {names}", len(added)),
                           who=who, names=_list(added))  # fmt: skip
    return "tag", say(ngettext("{who} removed the label {names}", "{who} removed the labels {names}", len(removed)),
                       who=who, names=_list(removed))  # fmt: skip


def _followed(who: str, data: dict[str, Any]) -> Told:
    return "bell", say(_("{name} follows the ticket"), name=data.get("name") or who)


def _unfollowed(who: str, data: dict[str, Any]) -> Told:
    return "bell-off", say(_("{name} no longer follows the ticket"), name=data.get("name") or who)


def _copied(who: str, data: dict[str, Any]) -> Told:
    added, removed = data.get("added") or [], data.get("removed") or []
    if added and not removed:
        return "user-plus", say(_("{who} added {names} in copy"), who=who, names=_list(added))
    if removed and not added:
        return "user-minus", say(_("{who} took {names} out of the copy"), who=who, names=_list(removed))
    return "users", say(_("{who} changed who gets a copy"), who=who)


def _file_removed(who: str, data: dict[str, Any]) -> Told:
    return "trash-2", say(_("{who} deleted the file {name}"), who=who, name=data.get("name") or "—")


def _deleted(who: str, data: dict[str, Any]) -> Told:
    return "trash-2", say(_("{who} put the ticket into the bin"), who=who)


def _restored(who: str, data: dict[str, Any]) -> Told:
    return "undo-2", say(_("{who} took the ticket out of the bin"), who=who)


def _other(who: str, data: dict[str, Any]) -> Told:
    return "history", say(_("{who} changed the ticket"), who=who)


_TELLERS: dict[str, Callable[[str, dict[str, Any]], Told]] = {
    events.OPENED: _opened,
    events.REPLIED: _replied,
    events.RECEIVED: _received,
    events.NOTED: _noted,
    events.UPDATE_ADDED: _updated,
    events.STATUS_CHANGED: _moved,
    events.REOPENED: _reopened,
    events.ASSIGNED: _assigned,
    events.ASSIGNEE_ADDED: _joined,
    events.ASSIGNEE_REMOVED: _left,
    events.SNOOZED: _snoozed,
    events.WOKEN: _woken,
    events.DRAFTED: _drafted,
    events.TEAM_CHANGED: _teamed,
    events.PRIORITY_CHANGED: _prioritised,
    events.EDITED: _edited,
    events.LABELLED: _labelled,
    events.FIELDS_CHANGED: _filled,
    events.FOLLOWED: _followed,
    events.UNFOLLOWED: _unfollowed,
    events.PARTICIPANTS_CHANGED: _copied,
    events.DELETED: _deleted,
    events.FILE_REMOVED: _file_removed,
    events.RESTORED: _restored,
    **sentences_between.TELLERS,
    **sentences_pending.TELLERS,
    events.MEMBERS_TOLD: _members_told,
}
