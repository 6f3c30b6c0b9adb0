"""Comparing a mailbox with its server once more."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.realtime import publish
from usher.web.settings.mailboxes import mailbox_of
from usher.web.settings.sections import done


@scoped
@require_POST
def recount(request: MemberRequest, id: int) -> HttpResponse:
    """Count with the next look, within a minute."""
    actions.recount(mailbox_of(request, id), by=request.actor, at=timezone.now())
    publish("mail")
    return done(request, "ledger", _("It is counted with the next look, within a minute."))
