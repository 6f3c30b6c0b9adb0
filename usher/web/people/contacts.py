"""All contacts."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.lists import contacts_page
from usher.people.models import Contact
from usher.tickets.queries.counting import open_tickets_of
from usher.web.people.asking import after_of, words_of
from usher.web.shell import shell


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Contacts by name, fifty a page, found by words."""
    words = words_of(request)
    page = contacts_page(words, after_of(request))
    context = {
        "shell": shell(request, "contacts"),
        "asked": words,
        "page": page,
        "open_tickets": open_tickets_of(request.actor, [contact.pk for contact in page.rows]),
        "total": Contact.objects.count() if not words else None,
        "can_edit": "contacts" in request.actor.permissions,
    }
    return answer(request, page="people/contacts.html", context=context)
