"""The outbox: who got their mail, who waits for it, and who did not get it."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from usher.base.refusals import NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.models import Recipient
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.again import AGAIN
from usher.mail.outgoing.codes import in_words
from usher.mail.queries import PAGE, TROUBLE, outbox_page, outbox_trouble
from usher.people.access import require
from usher.web.mail.asking import before_of, state_of
from usher.web.mail.states import recipient_states
from usher.web.mail.tickets import tickets_of
from usher.web.people.asking import words_of
from usher.web.settings.sections import settings_page

FIRST = 10  # of those who need a look and of those who wait, above the newest of the others
ABOVE = (*TROUBLE, RecipientState.QUEUED)


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """What needs a look and what waits first, then the newest of the others; or one state alone."""
    require(request.actor, "mailboxes")
    state, words, before = state_of(request, RecipientState), words_of(request), before_of(request)
    whole = not state and not words and before is None
    trouble = list(outbox_trouble(FIRST)) if whole else []
    waiting = list(outbox_page(state=RecipientState.QUEUED))[:FIRST] if whole else []
    rows = outbox_page(state=state, without=() if state or words else ABOVE, text=words, before=before)
    context = {
        "lists": {"trouble": trouble, "waiting": waiting, "rows": rows},
        "states": recipient_states(),
        "tickets": tickets_of(request, [row.mail.ticket_id for row in (*trouble, *waiting, *rows)]),
        "state": state,
        "asked": words,
        "in_words": in_words,
        "again": AGAIN,
        "next": urlencode({"state": state, "q": words, "before": rows[-1].pk}) if len(rows) == PAGE else "",
    }
    return settings_page(request, "outbox", "mail/outbox.html", context)


def recipient_of(request: MemberRequest, id: int) -> Recipient:
    """One recipient; Forbidden without the permission, NotFound when there is none."""
    require(request.actor, "mailboxes")
    recipient: Recipient | None = Recipient.objects.filter(pk=id).first()
    if recipient is None:
        raise NotFound("There is no such recipient in the outbox.")
    return recipient
