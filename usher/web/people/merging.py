"""Merging duplicates into a contact: choose them, see what comes of it, confirm."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from usher.base.refusals import Forbidden, Invalid, Refused
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.actions.merging_contacts import MOST, Merged, merged_view
from usher.people.lists import contacts_found, probable_duplicates
from usher.people.models import Contact
from usher.tickets.queries.counting import tickets_of
from usher.web.people.asking import ids_in, words_of
from usher.web.people.contact import get_contact
from usher.web.people.editing import done
from usher.web.shell import shell

OFFERED = 12  # contacts that a search offers


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: MemberRequest, id: int) -> HttpResponse:
    """GET offers likely ones and what `q` finds; with `see` it shows what merging the chosen (`with`) makes; POST merges."""
    require(request.actor, "contacts")
    kept = get_contact(id)
    given = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(kept, ids_in(given.getlist("with"), MOST + 1))
    try:
        if request.method == "POST":
            return _merged(request, kept, chosen)
        return _seen(request, kept, chosen) if "see" in given else _offer(request, kept, chosen)
    except Forbidden:
        raise
    except Refused as refusal:
        problem = " ".join(refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal)
        return _offer(request, kept, chosen, problem)


def _chosen(kept: Contact, ids: list[int]) -> list[Contact]:
    rows = Contact.objects.filter(pk__in=ids).exclude(pk=kept.pk)
    return list(rows.select_related("company", "manager").order_by("pk"))


def _merged(request: MemberRequest, kept: Contact, chosen: list[Contact]) -> HttpResponse:
    with transaction.atomic():
        actions.merge_contacts(kept, chosen, by=request.actor, at=timezone.now())
    toast = ngettext("%(num)s contact was merged into %(name)s.", "%(num)s contacts were merged into %(name)s.", len(chosen))
    return done(request, "contact", toast % {"num": len(chosen), "name": kept.shown_name}, kept.pk)


def _offer(request: MemberRequest, kept: Contact, chosen: list[Contact], problem: str = "") -> HttpResponse:
    words = words_of(request)
    likely = [] if words else probable_duplicates(kept)
    found = [row for row in contacts_found(words)[: OFFERED + 1] if row.pk != kept.pk][:OFFERED] if words else []
    offered = list(dict.fromkeys([*chosen, *likely, *found]))
    context = {
        "shell": shell(request, "contacts"), "kept": kept, "offered": offered, "chosen": {row.pk for row in chosen},
        "asked": words, "problem": problem, "is_likely": bool(likely),
        "tickets": tickets_of(request.actor, [row.pk for row in offered]),
    }  # fmt: skip
    return answer(request, page="people/merge.html", context=context, status=422 if problem else 200)


def _seen(request: MemberRequest, kept: Contact, chosen: list[Contact]) -> HttpResponse:
    result = merged_view(kept, chosen)
    counts = tickets_of(request.actor, [kept.pk, *(row.pk for row in chosen)])
    context = {
        "shell": shell(request, "contacts"), "kept": kept, "chosen": chosen, "lines": _lines(result),
        "tickets": counts, "moving": sum(counts.get(row.pk, 0) for row in chosen),
    }  # fmt: skip
    return answer(request, page="people/merge_preview.html", context=context)


def _lines(result: Merged) -> list[tuple[str, str]]:
    fields = result.fields
    lines = [
        (_("Name"), fields["name"]), (_("Addresses"), "\n".join(result.addresses)), (_("Phone"), fields["phone"]),
        (_("Company"), str(fields["company"] or "")), (_("Reports to"), str(fields["manager"] or "")),
        (_("Language"), fields["language"]), (_("Time zone"), fields["time_zone"]), (_("Notes"), fields["notes"]),
    ]  # fmt: skip
    return [(name, value) for name, value in lines if value]
