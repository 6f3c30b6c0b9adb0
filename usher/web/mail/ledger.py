"""The ledger: every message that reached us, and that the account balances."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from usher.frame.scoping import MemberRequest, scoped
from usher.mail.models.incoming import State
from usher.mail.queries import PAGE, ledger_page
from usher.people.access import require
from usher.web.mail.asking import before_of, mailbox_id_of, state_of
from usher.web.mail.days import columns
from usher.web.mail.health import mailboxes_shown
from usher.web.mail.states import incoming_states
from usher.web.mail.tickets import tickets_of, told
from usher.web.people.asking import words_of
from usher.web.settings.sections import settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """The balance of each mailbox, the last days, and the messages, fifty a page."""
    require(request.actor, "mailboxes")
    words, state, mailbox_id, before = (
        words_of(request),
        state_of(request, State),
        mailbox_id_of(request),
        before_of(request),
    )
    rows = ledger_page(mailbox_id=mailbox_id, state=state, text=words, before=before)
    asked = {"q": words, "state": state, "mailbox": mailbox_id or ""}
    tickets = tickets_of(request, [row.ticket_id for row in rows])
    at = timezone.now()
    context = {
        "mailboxes": mailboxes_shown(at),
        "columns": columns(at),
        "rows": rows,
        "states": incoming_states(),
        "reasons": {row.pk: told(row.reason, tickets.get(row.ticket_id or 0)) for row in rows},
        "asked": asked,
        "is_filtered": any(asked.values()),
        "is_first": before is None,
        "next": urlencode({**asked, "before": rows[-1].pk}) if len(rows) == PAGE else "",
    }
    return settings_page(request, "ledger", "mail/ledger.html", context)
