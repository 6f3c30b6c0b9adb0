"""Making and changing a type."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import NotFound, Refused
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.models import Ticket, TicketType
from usher.web.settings.sections import done, settings_page
from usher.web.settings.type_form import FIELDS, TypeForm, asks_of, lines_of


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A new type, with the fields it asks for."""
    require(request.actor, "organization")
    form = TypeForm(request.POST or None)

    def deed(values: dict[str, Any]) -> TicketType:
        told = {name: values[name] for name in FIELDS if name != "is_active"}
        return _asking(request, actions.create_type(**told, by=request.actor, at=timezone.now()))

    made = saved(form, deed) if request.method == "POST" else None
    if made:
        return done(request, "types", _("The type %(name)s is there.") % {"name": made.name})
    return _form(request, form, _("New type"), None)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Change a type and the fields it asks for."""
    require(request.actor, "organization")
    type = _type(id)
    form = TypeForm(request.POST or None, type=type)

    def deed(values: dict[str, Any]) -> TicketType:
        return _asking(request, actions.change_type(type, **values, by=request.actor, at=timezone.now()))

    if request.method == "POST" and saved(form, deed) is not None:
        return done(request, "types", _("Saved."))
    return _form(request, form, type.name, type)


@scoped
@require_POST
def delete(request: MemberRequest, id: int) -> HttpResponse:
    """Remove a type that no ticket has."""
    require(request.actor, "organization")
    type = _type(id)
    try:
        actions.delete_type(type, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _form(request, TypeForm(type=type), type.name, type, problem=str(refusal), status=refusal.status)
    return done(request, "types", _("The type %(name)s is gone.") % {"name": type.name})


def _asking(request: MemberRequest, type: TicketType) -> TicketType:
    if "fields" in request.POST:  # the table was there
        actions.set_type_fields(type, asks=asks_of(request.POST), by=request.actor, at=timezone.now())
    return type


def _type(id: int) -> TicketType:
    type = TicketType.objects.select_related("team", "category", "lifecycle").filter(pk=id).first()
    if type is None:
        raise NotFound("There is no such type.")
    return type


def _form(
    request: MemberRequest, form: TypeForm, title: str, type: TicketType | None, *, problem: str = "",
    status: int | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "title": title, "type": type, "problem": problem,
        "lines": lines_of(type, request.POST if form.is_bound and "fields" in request.POST else None),
        "unused": type is not None and not Ticket.objects.filter(type=type).exists(),
    }  # fmt: skip
    return settings_page(request, "types", "settings/type.html", context, status=status or (422 if form.errors else 200))
