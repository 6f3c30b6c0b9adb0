"""Moving a ticket to another company, or to a requester from elsewhere: only after saying what that hides."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from usher.base.refusals import Forbidden, Invalid, NotFound, Refused
from usher.frame.scoping import MemberRequest, scoped
from usher.people.models import Company, Contact
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.tickets.models import Ticket
from usher.web.tickets.answering import done, words_of
from usher.web.tickets.asking import ask
from usher.web.tickets.reading import row_named
from usher.web.tickets.requesters import contacts_like

MOST = 6  # companies offered


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def move_company(request: MemberRequest, number: int) -> HttpResponse:
    """Move it to what is `chosen`: contact-7 (and their company), company-3, or none."""
    ticket = get_ticket(request.actor, to="move_company", number=number)
    if request.method != "POST":
        return _ask(request, ticket, request.GET.get("chosen", ""))
    chosen = request.POST.get("chosen", "")
    try:
        with transaction.atomic():
            company, requester = _chosen(chosen)
            actions.move_to_company(ticket, to=company, requester=requester, by=request.actor, at=timezone.now())
    except (Forbidden, NotFound):
        raise
    except Refused as refusal:
        return _ask(request, ticket, chosen, words_of(refusal))
    return done(request, number, toast=_("The ticket has moved; what was public is internal now"))


@require_safe
@scoped
def find(request: MemberRequest, number: int) -> HttpResponse:
    """People and companies that fit the words `q`, to choose from."""
    get_ticket(request.actor, to="move_company", number=number)
    return render(request, "tickets/_companies.html", _offers(request.GET.get("q", ""), request.GET.get("chosen", "")))


def _chosen(text: str) -> tuple[Company | None, Contact | None]:
    kind, _dash, key = text.partition("-")
    if kind == "contact":
        contact: Contact | None = row_named(Contact, key, "chosen")
        return (contact.company if contact else None), contact
    if kind == "company":
        return row_named(Company, key, "chosen"), None
    if kind == "none":
        return None, None
    raise Invalid({"chosen": _("Choose who it goes to.")})


def _offers(words: str, chosen: str) -> dict[str, object]:
    text = words.replace("\x00", "").strip()[:100]
    people = contacts_like(text)
    kind, _dash, key = chosen.partition("-")
    if kind == "contact" and key.isascii() and key.isdigit() and len(key) < 19:
        kept = Contact.objects.select_related("company").filter(pk=int(key))
        people = list(dict.fromkeys([*kept, *people]))
    companies = Company.objects.filter(name__icontains=text).order_by("name", "pk")[:MOST] if text else []
    return {"people": people, "companies": list(companies), "chosen": chosen}


def _ask(request: MemberRequest, ticket: Ticket, chosen: str, problem: str = "") -> HttpResponse:
    words = request.POST.get("q", "")
    context = {**_offers(words, chosen), "q": words, "public": ticket.messages.filter(is_public=True).count()}
    title = _("Move to another company")
    return ask(request, ticket, title=title, form="tickets/_company.html", context=context, problem=problem)
