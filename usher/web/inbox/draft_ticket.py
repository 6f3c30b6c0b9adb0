"""A request that is begun: kept by "Save as draft", taken up again, opened when it is finished."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import Invalid
from usher.frame.answer import answer, wants_piece
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.access import get_ticket, require_to_give
from usher.tickets.fields import fields
from usher.tickets.models import Priority, Ticket
from usher.tickets.queries import opening_of
from usher.web.inbox.new_ticket import (
    as_typed,
    mailed,
    new_ticket,
    open_or_tell,
    refuse_silence,
    shown,
)
from usher.web.inbox.new_ticket_form import NewTicketForm, fields_for, typed
from usher.web.inbox.opening import opened, place_of, shown_waiting
from usher.web.inbox.requesters import requester_named
from usher.web.tickets.composed import composed
from usher.web.tickets.fields_form import FieldsForm

CHOSEN = ("assignee", "team", "type", "visibility")


def new_or_kept(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a new ticket; its button "Save as draft" begins a draft instead."""
    view = keep_new if "keep" in request.POST else new_ticket
    return view(request, slug=slug)


@scoped
@require_POST
def keep_new(request: MemberRequest) -> HttpResponse:
    """Begin a draft of what the form says, whatever is still missing."""
    require(request.actor, "create")
    return _keep(request, None)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def draft_ticket(request: MemberRequest, number: int) -> HttpResponse:
    """The draft in the form of a new ticket: `keep` saves it again, without it the ticket is opened."""
    draft = get_ticket(request.actor, to="finish", number=number)
    if draft.state != "draft" and request.method != "POST":
        here = place_of(request, draft)
        return HttpResponse(headers={"HX-Redirect": here}) if wants_piece(request) else HttpResponseRedirect(here)
    if draft.state != "draft":
        raise actions.NotADraft(_("%(code)s is open already.") % {"code": draft.code})
    waiting = opening_of(draft)
    if request.method != "POST":
        if waiting and not waiting.held_at:
            return shown_waiting(request, draft, waiting)
        asked = FieldsForm(fields().of_type(draft.type_id), stored=draft.custom_fields)
        form, held = NewTicketForm(request.actor, initial=_kept(draft)), waiting.held_because if waiting else ""
        return shown(request, form, asked, draft=draft, held=held)
    if request.POST.get("step") == "fields":
        form = NewTicketForm(request.actor, initial=typed(request.POST))
        return shown(request, form, fields_for(form["type"].value(), request.POST), draft=draft)
    if "keep" in request.POST:
        return _keep(request, draft)

    def finish(request: MemberRequest, wanted: dict[str, Any], values: dict[str, Any], at: datetime) -> Ticket:
        refuse_silence(composed(request), has_files=_has_files(draft))
        return opened(request, _save(request, draft, wanted, values, at, is_final=True), at)

    return open_or_tell(request, finish, draft)


def _keep(request: MemberRequest, draft: Ticket | None) -> HttpResponse:
    form = NewTicketForm(request.actor, request.POST)
    form.is_valid()  # what is wrong or missing may stay so for now
    asked = fields_for(form["type"].value(), request.POST)
    wanted = {**typed(request.POST), **dict.fromkeys(CHOSEN), "visibility": "public", "labels": (), **form.cleaned_data}
    try:
        with transaction.atomic():
            kept = _save(request, draft, wanted, asked.values(), timezone.now())
    except Invalid as refusal:
        for name, text in asked.tell(refusal.errors).items():
            form.add_error(name if name in form.fields else None, text)
        return shown(request, form, asked, status=422, draft=draft)
    here = reverse("draft-ticket", args=[request.organization.slug, kept.number])
    return answer(request, page="", context={}, to=here, toast=_("%(code)s is kept as a draft.") % {"code": kept.code})


def _save(
    request: MemberRequest, draft: Ticket | None, wanted: dict[str, Any], values: dict[str, Any], at: datetime,
    is_final: bool = False,
) -> Ticket:  # fmt: skip
    require_to_give(request.actor, assignee=wanted["assignee"], team=wanted["team"])
    requester = requester_named(wanted["requester"], wanted["name"], by=request.actor, at=at)
    changes = {name: wanted[name] for name in CHOSEN} | {
        "subject": wanted["subject"], "requester": requester, "labels": list(wanted["labels"]), "custom_fields": values,
        "priority": Priority(int(wanted["priority"] or Priority.MEDIUM)), "written": composed(request).written(at),
        "notifies": mailed(wanted, requester) if is_final else bool(wanted["notifies"]),
    }  # fmt: skip
    if draft:  # what was emptied is taken away
        changes["custom_fields"] = {**dict.fromkeys(draft.custom_fields), **values}
    return actions.save_draft(draft, wanted=changes, by=request.actor, at=at)


def _kept(draft: Ticket) -> dict[str, Any]:
    message = draft.messages.order_by("id").first()
    return {
        "requester": as_typed(draft.requester) if draft.requester else "", "subject": draft.subject,
        "text": message.text if message else "", "html": message.html if message else "",
        "notifies": message.notifies if message else True, "priority": draft.priority, "type": draft.type_id,
        "team": draft.team_id, "assignee": draft.assignee_id, "visibility": draft.visibility,
        "labels": [label.pk for label in draft.labels.all()],
    }  # fmt: skip


def _has_files(draft: Ticket) -> bool:
    message = draft.messages.order_by("id").first()
    return bool(message and message.files.exists())
