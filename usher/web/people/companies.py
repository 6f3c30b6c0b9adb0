"""All companies."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.lists import companies_page
from usher.people.models import Company
from usher.web.people.asking import after_of, words_of
from usher.web.shell import shell


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Companies by name, fifty a page, found by words."""
    words = words_of(request)
    context = {
        "shell": shell(request, "contacts"),
        "asked": words,
        "page": companies_page(words, after_of(request)),
        "total": Company.objects.count() if not words else None,
        "can_edit": "contacts" in request.actor.permissions,
    }
    return answer(request, page="people/companies.html", context=context)
