"""Sending a mail once more to somebody it did not, or perhaps did not, reach."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.mail.models.outgoing import RecipientState
from usher.realtime import publish
from usher.web.mail.outbox import recipient_of
from usher.web.settings.sections import done


@scoped
@require_POST
def resend(request: MemberRequest, id: int) -> HttpResponse:
    """Queue it again. Whether it arrived is unknown: then only who has read that it may arrive twice (`sure`)."""
    recipient = recipient_of(request, id)
    if recipient.state == RecipientState.UNKNOWN and not request.POST.get("sure"):
        raise Invalid({"sure": _("It may have arrived. Say that you are sure, for it may arrive twice.")})
    actions.resend(recipient, by=request.actor, at=timezone.now())
    publish("mail")
    return done(request, "outbox", _("It is sent once more to %(address)s.") % {"address": recipient.address})
