"""One company: its facts, its contacts, all their tickets."""

from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from usher.base.refusals import NotFound
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.lists import contacts_page
from usher.people.models import Company, Contact
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
    """The company's page."""
    company = get_company(id)
    context = {
        "shell": shell(request, "contacts"),
        "company": company,
        "domains": sorted(domain.domain for domain in company.domains.all()),
        "currency": company.currency or request.organization.currency,
        "contacts": contacts_page(company=company),
        "contact_count": Contact.objects.filter(company=company).count(),
        "tickets": tickets_where(request, Q(company=company), timezone.now()),
        "can_edit": "contacts" in request.actor.permissions,
    }
    return answer(request, page="people/company.html", context=context)
