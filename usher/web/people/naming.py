"""Companies and contacts by what people type: a name or an address, and an id where names are alike."""

import re
from email.utils import parseaddr

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from usher.base.refusals import Invalid
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.people.lists import companies_found, contacts_found
from usher.people.models import Company, Contact

MOST = 8  # suggestions
_COMPANY = re.compile(r"\(company (\d{1,18})\)\s*$")
_CONTACT = re.compile(r"\(contact (\d{1,18})\)\s*$")


@scoped
@require_safe
def suggest(request: MemberRequest) -> HttpResponse:
    """Options for what has been typed so far in the field `company` or `manager`."""
    require(request.actor, "contacts")
    company, manager = (request.GET.get(name, "").replace("\x00", "")[:200] for name in ("company", "manager"))
    values = [company_told(row) for row in companies_found(company)[:MOST]] if len(company) > 1 else []
    values += [contact_told(row) for row in contacts_found(manager)[:MOST]] if len(manager) > 1 else []
    return answer(request, page="people/_suggestions.html", context={"values": values})


def company_told(company: Company | None) -> str:
    """How the field names a company."""
    return f"{company.name} (company {company.pk})" if company else ""


def contact_told(contact: Contact | None) -> str:
    """How the field names a contact."""
    return f"{contact.shown_name} (contact {contact.pk})" if contact else ""


def company_named(text: str) -> Company | None:
    """The company that the text names; None for an empty one, Invalid for none and for several."""
    if not text.strip():
        return None
    if found := _COMPANY.search(text):
        rows = list(Company.objects.filter(pk=int(found[1])))
    else:
        rows = list(Company.objects.filter(name__iexact=text.strip())[:2])
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise Invalid({"company": _("Several companies have this name. Choose one from the list.")})
    raise Invalid({"company": _("There is no such company. Choose one from the list, or make it first.")})


def contact_named(text: str, field: str) -> Contact | None:
    """The contact that the text names; None for an empty one, Invalid (of `field`) for none and for several."""
    if not text.strip():
        return None
    address = parseaddr(text)[1].lower() if "@" in text else ""
    if found := _CONTACT.search(text):
        rows = list(Contact.objects.filter(pk=int(found[1])))
    elif address:
        rows = list(Contact.objects.filter(addresses__email=address))
    else:
        rows = list(Contact.objects.filter(name__iexact=text.strip())[:2])
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise Invalid({field: _("Several contacts have this name. Choose one from the list.")})
    raise Invalid({field: _("There is no such contact. Choose one from the list.")})
