"""The sidebar's links again, with the counts of now."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.web.shell import live_src, live_topics, nav_groups


@scoped
@require_safe
def nav(request: MemberRequest) -> HttpResponse:
    """The piece that a hint refreshes; `current` names what is marked."""
    current = request.GET.get("current", "")[:40]
    context = {
        "groups": nav_groups(request, current),
        "live": live_topics(request),
        "live_src": live_src(request.organization.slug, current),
    }
    return answer(request, page="inbox/_nav.html", context=context)
