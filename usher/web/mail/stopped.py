"""Addresses to which no mail, or no automatic mail, is sent; and lifting that."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from usher.base.refusals import NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.mail.models import Suspension
from usher.mail.outgoing.suspending import stopped_page
from usher.mail.queries import PAGE
from usher.people.access import require
from usher.web.mail.asking import before_of
from usher.web.mail.stops import stop_of
from usher.web.people.asking import words_of
from usher.web.settings.sections import done, settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """What is stopped now, newest first, fifty a page."""
    require(request.actor, "mailboxes")
    words, before = words_of(request), before_of(request)
    rows = stopped_page(timezone.now(), text=words, before=before)
    context = {
        "stops": [stop_of(row) for row in rows],
        "asked": {"q": words},
        "next": urlencode({"q": words, "before": rows[-1].pk}) if len(rows) == PAGE else "",
    }
    return settings_page(request, "stopped-mail", "mail/stopped.html", context)


@scoped
@require_POST
def lift(request: MemberRequest, id: int) -> HttpResponse:
    """Let mail go there again."""
    require(request.actor, "mailboxes")
    row = Suspension.objects.filter(pk=id).first()
    if row is None:
        raise NotFound(_("Mail to this address is not stopped any more."))
    actions.lift(row, by=request.actor, at=timezone.now())
    return done(request, "stopped-mail", _("Mail goes there again."))
