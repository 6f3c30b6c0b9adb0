"""Calling back a mail that has not left."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.realtime import publish
from usher.web.mail.outbox import recipient_of
from usher.web.settings.sections import done


@scoped
@require_POST
def cancel(request: MemberRequest, id: int) -> HttpResponse:
    """Cancel the mail for everybody for whom it still waits."""
    recipient = recipient_of(request, id)
    actions.cancel(recipient.mail, by=request.actor, at=timezone.now())
    publish("mail")
    return done(request, "outbox", _("The mail is cancelled."))
