"""Merging a duplicate into a company: choose it, see what comes of it, confirm."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from usher.base.refusals import Refused
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.actions.merging_companies import merged_company
from usher.people.domains import own_letters
from usher.people.lists import companies_found, contact_counts
from usher.people.models import Company
from usher.web.people.asking import ids_in, words_of
from usher.web.people.company import get_company
from usher.web.people.editing import done
from usher.web.shell import shell

OFFERED = 12  # companies that a search offers


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: MemberRequest, id: int) -> HttpResponse:
    """GET offers what `q` finds; with `see` it shows what merging the chosen one (`with`) makes; POST merges."""
    require(request.actor, "contacts")
    kept = get_company(id)
    given = request.POST if request.method == "POST" else request.GET
    chosen = Company.objects.prefetch_related("domains").filter(pk__in=ids_in(given.getlist("with"), 1)).first()
    if chosen is None:
        asked = request.method == "POST" or "see" in given
        return _offer(request, kept, None, _("Choose the company that is the same.") if asked else "")
    try:
        if request.method == "POST":
            return _merged(request, kept, chosen)
        return _seen(request, kept, chosen) if "see" in given else _offer(request, kept, chosen)
    except Refused as refusal:
        return _offer(request, kept, None, str(refusal))


def _merged(request: MemberRequest, kept: Company, chosen: Company) -> HttpResponse:
    with transaction.atomic():
        actions.merge_companies(kept, chosen, by=request.actor, at=timezone.now())
    return done(request, "company", _("%(gone)s was merged into %(name)s.") % {"gone": chosen, "name": kept}, kept.pk)


def _offer(request: MemberRequest, kept: Company, chosen: Company | None, problem: str = "") -> HttpResponse:
    words = words_of(request)
    found = [row for row in companies_found(words)[: OFFERED + 1] if row.pk != kept.pk][:OFFERED] if words else []
    offered = list(dict.fromkeys([*([chosen] if chosen else []), *found]))
    context = {
        "shell": shell(request, "contacts"), "kept": kept, "offered": offered, "chosen": chosen, "asked": words,
        "problem": problem, "counts": contact_counts(offered),
    }  # fmt: skip
    return answer(request, page="people/merge_company.html", context=context, status=422 if problem else 200)


def _seen(request: MemberRequest, kept: Company, chosen: Company) -> HttpResponse:
    fields = merged_company(kept, chosen)
    domains = sorted(own_letters(each.domain) for company in (kept, chosen) for each in company.domains.all())
    rate = "" if fields["hourly_rate"] is None else f"{fields['hourly_rate']} {fields['currency']}".strip()
    lines = [
        (_("Name"), kept.name), (_("Mail domains"), "\n".join(domains)), (_("Tier"), fields["tier"]),
        (_("Prefix of ticket codes"), fields["prefix"]), (_("Hourly rate"), rate), (_("Notes"), fields["notes"]),
    ]  # fmt: skip
    context = {
        "shell": shell(request, "contacts"), "kept": kept, "chosen": chosen,
        "lines": [(name, value) for name, value in lines if value], "counts": contact_counts([kept, chosen]),
    }  # fmt: skip
    return answer(request, page="people/merge_company_preview.html", context=context)
