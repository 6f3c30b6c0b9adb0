"""What happened to a contact or a company, told in sentences, the newest first."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from usher.events.models import Event
from usher.frame.pieces import Happening
from usher.people import events

MOST = 20  # lines
Told = tuple[str, str]  # icon, what was done


def history_of(subject: str, id: int) -> list[Happening]:
    """The newest happenings to the subject ("contact", "company"); one query."""
    found = Event.objects.filter(subject_type=subject, subject_id=id).order_by("-id")[:MOST]
    return [Happening(icon, _sentence(event.actor_name, text), event.at) for event in found for icon, text in [_told(event)]]


def _sentence(who: str, did: str) -> SafeString:
    return format_html("<b>{}</b> {}", who, did)


def _told(event: Event) -> Told:
    data = event.data
    match event.name:
        case events.CONTACT_CREATED | events.COMPANY_CREATED:
            return "plus", _("added this")
        case events.ADDRESS_ADDED:
            return "mail-plus", _("added the address %(email)s") % {"email": data["email"]}
        case events.ADDRESS_REMOVED:
            return "mail-minus", _("removed the address %(email)s") % {"email": data["email"]}
        case events.CONTACT_MERGED | events.COMPANY_MERGED:
            return "merge", _merged(data["was"])
        case events.COMPANY_JOINED:
            joined = ngettext(
                "linked %(num)s contact at %(domain)s", "linked %(num)s contacts at %(domain)s", data["contacts"]
            )
            return "link", joined % {"num": data["contacts"], "domain": data["domain"]}
    return "pencil", _changed(data)


def _merged(was: dict[str, Any]) -> str:
    known = [was["name"], *was.get("addresses", []), *was.get("domains", [])]
    return _("merged in: %(what)s") % {"what": ", ".join(filter(None, known))}


def _changed(data: dict[str, Any]) -> str:
    names = field_names()
    told = [names.get(field, field) for field in data]
    if len(told) == 1:
        ((before, after),) = data.values()
        if isinstance(after, str) and max(len(str(before)), len(after)) <= 60 and "\n" not in after:
            values = {"field": told[0], "before": before or _("nothing"), "after": after or _("nothing")}
            return _("changed %(field)s from %(before)s to %(after)s") % values
    return _("changed %(fields)s") % {"fields": ", ".join(told)}


def field_names() -> dict[str, str]:
    """The fields of contacts and companies in the middle of a sentence."""
    return {
        "name": _("name"), "email": _("primary address"), "phone": _("phone"), "company": _("company"),
        "manager": _("manager"), "is_primary": _("primary contact"), "language": _("language"),
        "time_zone": _("time zone"), "notes": _("notes"), "tier": _("tier"), "hourly_rate": _("hourly rate"),
        "currency": _("currency"), "prefix": _("prefix"), "domains": _("domains"),
    }  # fmt: skip
