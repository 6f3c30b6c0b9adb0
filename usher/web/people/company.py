"""One company: its facts, its contacts, all their tickets."""

from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from usher.base.refusals import NotFound
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.domains import own_letters
from usher.people.lists import contacts_page
from usher.people.models import Company, Contact
from usher.tickets.queries.counting import open_tickets_of
from usher.web.people.asking import after_of, words_of
from usher.web.people.history import history_of
from usher.web.people.naming import company_told
from usher.web.people.tickets import tickets_where
from usher.web.shell import shell


def get_company(id: int) -> Company:
    """The company with its domains; NotFound for strangers' ids."""
    found = Company.objects.prefetch_related("domains").filter(pk=id).first()
    if found is None:
        raise NotFound("There is no such company.")
    return found


@scoped
@require_safe
def show(request: MemberRequest, id: int) -> HttpResponse:
    """The company's page; `q` and `contacts_after` are of the list of contacts."""
    return company_page(request, get_company(id))


def company_page(request: MemberRequest, company: Company, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The page; `problem` says what was refused."""
    words = words_of(request)
    contacts = contacts_page(words, after_of(request, "contacts_after"), company=company)
    context = {
        "shell": shell(request, "contacts"),
        "company": company,
        "named": company_told(company),
        "domains": sorted(own_letters(domain.domain) for domain in company.domains.all()),
        "currency": company.currency or request.organization.currency,
        "contacts": contacts,
        "contacts_url": f"?{urlencode({'q': words, 'contacts_after': contacts.next_after})}" if contacts.next_after else "",
        "open_tickets": open_tickets_of(request.actor, [contact.pk for contact in contacts.rows]),
        "contact_count": Contact.objects.filter(company=company).count(),
        "asked": words,
        "tickets": tickets_where(request, Q(company=company), timezone.now()),
        "history": history_of("company", company.pk),
        "can_edit": "contacts" in request.actor.permissions,
        "problem": problem,
    }
    return answer(request, page="people/company.html", context=context, status=status)
