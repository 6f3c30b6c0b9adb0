"""Taking back what one has just done to one or several tickets."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid, Refused
from usher.events.models import Event
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.web.inbox.asked import read
from usher.web.inbox.selection import MOST, changed_rows


@scoped
@require_POST
def undo(request: MemberRequest) -> HttpResponse:
    """`events` in the address: their ids, joined by dashes. Each is taken back on its own; what cannot be is told."""
    now = timezone.now()
    done: list[int] = []
    refused: list[str] = []
    for event in _events(request):
        try:
            with transaction.atomic():
                done.append(actions.undo(event, by=request.actor, at=now).pk)
        except Refused as refusal:
            refused.append(str(refusal))
    sentence = ngettext("Taken back on %(n)d ticket.", "Taken back on %(n)d tickets.", len(done)) % {"n": len(done)}
    asked = read(request.organization.slug, "open", request.GET)
    return answer(
        request,
        page="inbox/changed.swap.html",
        swap="inbox/changed.swap.html",
        context=changed_rows(request, asked, done, now) | {"gone": []},
        to=asked.url(),
        toast=" ".join([sentence, *refused[:1]] if done else refused[:1]),
    )


def _events(request: MemberRequest) -> list[Event]:
    numbers = request.GET.get("events", "").split("-")
    if len(numbers) > MOST or not all(number.isascii() and number.isdecimal() and len(number) < 19 for number in numbers):
        raise Invalid({"events": _("Nothing to take back is named.")})
    found = Event.objects.filter(pk__in=map(int, numbers), subject_type="ticket").order_by("subject_id", "-pk")
    return list(found)
