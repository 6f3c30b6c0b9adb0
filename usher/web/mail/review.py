"""Mail of unknown senders that a mailbox's policy set aside: accept it, or leave it."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from usher.base.refusals import Invalid, Refused
from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.mail.models import IncomingMail
from usher.mail.queries import PAGE, review_page
from usher.people.access import require
from usher.people.domains import own_letters, problem_with
from usher.realtime import publish
from usher.web.mail.asking import before_of
from usher.web.mail.message import message_of
from usher.web.mail.proofs import proof_of
from usher.web.settings.sections import done, settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """What waits, newest first, fifty a page."""
    require(request.actor, "mailboxes")
    return _drawn(request)


@scoped
@require_POST
def accept(request: MemberRequest, id: int) -> HttpResponse:
    """Make the sender a contact and open their tickets; with `always` everybody of their domain may write."""
    mail = message_of(request, id)
    try:
        count = actions.accept(mail, by=request.actor, at=timezone.now(), always="always" in request.POST)
    except Refused as refusal:
        return _drawn(request, refusal)
    publish("mail")
    one, many = "%(sender)s is accepted; %(num)s mail is read.", "%(sender)s is accepted; %(num)s mails are read."
    sentence = ngettext(one, many, count)
    return done(request, "review-mail", sentence % {"sender": mail.sender, "num": count})


@scoped
@require_POST
def dismiss(request: MemberRequest, id: int) -> HttpResponse:
    """Leave it in the ledger without a ticket."""
    mail = message_of(request, id)
    try:
        actions.dismiss(mail, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _drawn(request, refusal)
    publish("mail")
    return done(request, "review-mail", _("Dismissed. The ledger keeps it."))


def _drawn(request: MemberRequest, refusal: Refused | None = None) -> HttpResponse:
    before = before_of(request)
    rows = review_page(before=before)
    words = " ".join(refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal or "")
    context = {
        "rows": [(mail, proof_of(mail), _domain(mail)) for mail in rows],
        "problem": words,
        "is_first": before is None,
        "next": f"before={rows[-1].pk}" if len(rows) == PAGE else "",
    }
    return settings_page(request, "review-mail", "mail/review.html", context, status=refusal.status if refusal else 200)


def _domain(mail: IncomingMail) -> str:
    """The domain that may be let in as a whole; empty where anybody can have an address."""
    domain = mail.sender.rpartition("@")[2]
    return "" if problem_with(domain) else own_letters(domain)
