"""What a webhook may be told."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.conditions import parse
from usher.webhooks.models import Webhook
from usher.webhooks.register import event_names, kind_of_event

CHANGEABLE = {"name", "url", "events", "condition", "includes_internal", "is_active"}
LONGEST_URL = 2000


def checked(fields: Mapping[str, Any], present: Webhook | None = None) -> dict[str, Any]:
    """The fields as they are stored; Invalid names every wrong one."""
    errors: dict[str, str] = {}
    values = {name: value for name, value in fields.items() if name in CHANGEABLE}
    if "name" in values or present is None:
        values["name"] = one_line(str(values.get("name") or ""), 120)
        others = Webhook.objects.filter(name=values["name"]).exclude(pk=present.pk if present else 0)
        if not values["name"]:
            errors["name"] = "Give it a name."
        elif others.exists():
            errors["name"] = "There is a webhook of this name already."
    if "url" in values or present is None:
        values["url"] = str(values.get("url") or "").strip()
        if trouble := _trouble_with(values["url"]):
            errors["url"] = trouble
    if "events" in values:
        values["events"] = list(dict.fromkeys(values["events"]))
        if unknown := [name for name in values["events"] if name not in event_names()]:
            errors["events"] = f"There is no event “{unknown[0][:60]}”; choose from {', '.join(event_names())}."
    _check_condition(values, present, errors)
    if errors:
        raise Invalid(errors)
    return values


def _trouble_with(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is no address; write one like https://example.com/hooks."
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > LONGEST_URL or not url.isprintable():
        return "is no address; write one like https://example.com/hooks."
    if parts.username or parts.password:
        return "carries a password, which would stand in logs; requests are signed instead."
    if port == 0:
        return "names a port that does not exist."
    return ""


def _check_condition(values: dict[str, Any], present: Webhook | None, errors: dict[str, str]) -> None:
    condition = values.get("condition", present.condition if present else None)
    if condition in (None, {}, [], ""):
        if "condition" in values:
            values["condition"] = None
        return
    events = values.get("events", present.events if present else [])
    kinds = {kind.subject_type: kind for name in (events or event_names()) if (kind := kind_of_event(name))}
    asked = [kind for kind in kinds.values() if kind.facts is not None]
    if len(kinds) != 1 or not asked or asked[0].facts is None:
        errors["condition"] = "needs events of one kind, for instance of tickets only: choose them first."
        return
    try:
        parse(condition, asked[0].facts, "condition")
    except Invalid as invalid:
        errors |= invalid.errors
