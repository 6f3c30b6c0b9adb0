"""A member opens a ticket, for a contact or for the team itself."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from usher.base.refusals import Invalid
from usher.channels.email.leaving.undoing import undo_window
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.people.models import Contact
from usher.tickets import actions
from usher.tickets.access import require_to_give
from usher.tickets.models import Priority, Ticket
from usher.web.inbox.new_ticket_form import NewTicketForm, fields_for, typed
from usher.web.inbox.opening import opened, place_of
from usher.web.inbox.requesters import requester_named
from usher.web.shell import shell
from usher.web.tickets.composed import Composed, composed
from usher.web.tickets.fields_form import FieldsForm

Opening = Callable[[MemberRequest, dict[str, Any], dict[str, Any], datetime], Ticket]


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new_ticket(request: MemberRequest) -> HttpResponse:
    """The form, and what it posts. `?requester=7` chooses the contact beforehand.

    Another type asks other things: `step=fields` draws the form again with what was typed, and opens nothing.
    """
    require(request.actor, "create")
    if request.method != "POST" or request.POST.get("step") == "fields":
        form = NewTicketForm(request.actor, initial=_initial(request) if request.method != "POST" else typed(request.POST))
        return shown(request, form, fields_for(form["type"].value(), request.POST))
    return open_or_tell(request, _open)


def open_or_tell(request: MemberRequest, opens: Opening, draft: Ticket | None = None) -> HttpResponse:
    """Open what the form says by `opens` and go there; or draw the form again with what is wrong."""
    form = NewTicketForm(request.actor, request.POST)
    asked = fields_for(form["type"].value(), request.POST)
    problems: dict[str, str] = {}
    if form.is_valid():
        try:
            with transaction.atomic():
                ticket = opens(request, form.cleaned_data, asked.values(), timezone.now())
        except Invalid as refusal:
            problems = asked.tell(refusal.errors)
        else:
            toast = None if ticket.state == "draft" else _("%(code)s is open.") % {"code": ticket.code}
            return answer(request, page="", context={}, to=place_of(request, ticket), toast=toast)
    else:
        asked.check(form.cleaned_data.get("type"), timezone.now())
    for name, text in problems.items():
        form.add_error({"body": "text"}.get(name, name) if name in form.fields or name == "body" else None, text)
    return shown(request, form, asked, status=422, draft=draft)


def _open(request: MemberRequest, wanted: dict[str, Any], fields: dict[str, Any], at: datetime) -> Ticket:
    message = composed(request)
    refuse_silence(message)
    require_to_give(request.actor, assignee=wanted["assignee"], team=wanted["team"])
    requester = requester_named(wanted["requester"], wanted["name"], by=request.actor, at=at)
    same: Any = {
        "subject": wanted["subject"], "written": message.written(at), "requester": requester,
        "priority": Priority(int(wanted["priority"])), "assignee": wanted["assignee"], "team": wanted["team"],
        "type": wanted["type"], "labels": list(wanted["labels"]), "visibility": wanted["visibility"],
        "notifies": mailed(wanted, requester), "custom_fields": fields,
    }  # fmt: skip
    if same["notifies"] and undo_window(Ticket()):
        return opened(request, actions.save_draft(None, wanted=same, by=request.actor, at=at, is_kept=False), at)
    ticket = actions.open_ticket(by=request.actor, at=at, source="web", **same)
    actions.see(ticket, member=request.membership, at=at)
    return ticket


def refuse_silence(message: Composed, *, has_files: bool = False) -> None:
    """Raise Invalid for a message without text and files."""
    if not message.text.strip() and not message.files and not has_files:
        raise Invalid({"text": _("The message is empty. Write what the request is about.")})


def mailed(wanted: dict[str, Any], requester: Contact | None) -> bool:
    """Whether the message goes to the requester; Invalid when it is to go and nobody is there to get it."""
    notifies = bool(wanted["visibility"] == "public" and wanted["notifies"])
    if notifies and (requester is None or not requester.email):
        raise Invalid({"requester": _("Write whom to send it to, or switch off sending.")})
    return notifies


def _initial(request: MemberRequest) -> dict[str, object]:
    contact = requester_named(request.GET.get("requester", ""))
    return {"requester": as_typed(contact)} if contact else {}


def as_typed(contact: Contact) -> str:
    """A contact as one would type them: Carl Crumb <carl@bakery.example>."""
    return f"{contact.name} <{contact.email}>" if contact.name and contact.email else contact.shown_name


def shown(
    request: MemberRequest, form: NewTicketForm, asked: FieldsForm, status: int = 200, draft: Ticket | None = None,
    held: str = "",
) -> HttpResponse:  # fmt: skip
    """The page of the form, for a new ticket or for one that was begun; or the pieces of it that changed.

    `held` says why it was not opened.
    """
    context = {
        "form": form,
        "asked": asked,
        "shell": shell(request),
        "lost_files": bool(request.FILES),
        "draft": draft,
        "held": held,
    }
    swap = "inbox/new_fields.swap.html" if request.POST.get("step") == "fields" else "inbox/new.swap.html"
    return answer(request, page="inbox/new.html", swap=swap, context=context, status=status)
