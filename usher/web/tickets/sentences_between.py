"""What happened between tickets, told in sentences: merges, splits, links, companies, visibility."""

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from usher.tickets import events
from usher.web.tickets.saying import say

Told = tuple[str, SafeString]  # icon, sentence


def _merged(who: str, data: dict[str, Any]) -> Told:
    return "merge", say(_("{who} merged this ticket into {code}"), who=who, code=data.get("code"))


def _absorbed(who: str, data: dict[str, Any]) -> Told:
    code, hidden = data.get("code"), data.get("hidden") or 0
    if hidden:
        sentence = ngettext(
            "{who} merged {code} into this ticket; {count} message of another requester turned internal",
            "{who} merged {code} into this ticket; {count} messages of another requester turned internal",
            hidden,
        )
        return "merge", say(sentence, who=who, code=code, count=hidden)
    return "merge", say(_("{who} merged {code} into this ticket"), who=who, code=code)


def _unmerged(who: str, data: dict[str, Any]) -> Told:
    return "undo-2", say(_("{who} took the merge into {code} back"), who=who, code=data.get("code"))


def _released(who: str, data: dict[str, Any]) -> Told:
    return "undo-2", say(_("{who} took the merge of {code} back"), who=who, code=data.get("code"))


def _split(who: str, data: dict[str, Any]) -> Told:
    count, code = data.get("messages") or 0, data.get("code")
    if data.get("is_copy"):
        sentence = ngettext("{who} copied {count} message to {code}", "{who} copied {count} messages to {code}", count)
    else:
        sentence = ngettext("{who} split {count} message off to {code}", "{who} split {count} messages off to {code}", count)
    return "split", say(sentence, who=who, count=count, code=code)


def _split_off(who: str, data: dict[str, Any]) -> Told:
    return "split", say(_("{who} split this ticket off {code}"), who=who, code=data.get("code"))


def _message_moved(who: str, data: dict[str, Any]) -> Told:
    return "move-right", say(_("{who} moved a message to {code}"), who=who, code=data.get("code"))


def _message_brought(who: str, data: dict[str, Any]) -> Told:
    return "move-right", say(_("{who} moved a message here from {code}"), who=who, code=data.get("code"))


def _sender_accepted(who: str, data: dict[str, Any]) -> Told:
    return "user-check", say(_("{who} accepted {email} as a participant"), who=who, email=data.get("email"))


def _linked(who: str, data: dict[str, Any]) -> Told:
    sentences = {
        "relates": _("{who} linked {code}"),
        "blocks": _("{who} noted that this ticket blocks {code}"),
        "blocked_by": _("{who} noted that {code} blocks this ticket"),
        "duplicates": _("{who} marked this ticket as a duplicate of {code}"),
        "duplicated_by": _("{who} marked {code} as a duplicate of this ticket"),
        "follow_up": _("This ticket follows up {code}"),
        "followed_up": _("{code} follows this ticket up"),
    }
    return "link", say(sentences.get(str(data.get("kind")), sentences["relates"]), who=who, code=data.get("code"))


def _unlinked(who: str, data: dict[str, Any]) -> Told:
    return "unlink", say(_("{who} removed the link to {code}"), who=who, code=data.get("code"))


def _company_changed(who: str, data: dict[str, Any]) -> Told:
    hidden, name = data.get("hidden") or 0, data.get("to_name")
    if not name:
        return "building-2", say(_("{who} took the ticket out of {name}"), who=who, name=data.get("from_name") or "—")
    if not hidden:
        return "building-2", say(_("{who} moved the ticket to {name}"), who=who, name=name)
    sentence = ngettext(
        "{who} moved the ticket to {name}; {count} message turned internal",
        "{who} moved the ticket to {name}; {count} messages turned internal",
        hidden,
    )
    return "building-2", say(sentence, who=who, name=name, count=hidden)


def _shown(who: str, data: dict[str, Any]) -> Told:
    if data.get("to") == "internal":
        return "eye-off", say(_("{who} made the ticket internal"), who=who)
    return "eye", say(_("{who} made the ticket public"), who=who)


def _purged(who: str, data: dict[str, Any]) -> Told:
    return "trash-2", say(_("{who} removed {code} for good"), who=who, code=data.get("code"))


TELLERS: dict[str, Callable[[str, dict[str, Any]], Told]] = {
    events.MERGED: _merged,
    events.ABSORBED: _absorbed,
    events.UNMERGED: _unmerged,
    events.RELEASED: _released,
    events.SPLIT: _split,
    events.SPLIT_OFF: _split_off,
    events.MESSAGE_MOVED: _message_moved,
    events.MESSAGE_BROUGHT: _message_brought,
    events.SENDER_ACCEPTED: _sender_accepted,
    events.LINKED: _linked,
    events.UNLINKED: _unlinked,
    events.COMPANY_CHANGED: _company_changed,
    events.VISIBILITY_CHANGED: _shown,
    events.PURGED: _purged,
}
