"""A file that should not have come goes."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.models import MessageFile, Ticket
from usher.web.tickets.answering import change


@require_POST
@scoped
def remove_file(request: MemberRequest, number: int, file: int) -> HttpResponse:
    """Delete a file of this ticket for good; its message stays."""

    def verb(ticket: Ticket, at: datetime) -> None:
        part = MessageFile.objects.select_related("file", "message").filter(pk=file, message__ticket=ticket).first()
        if part is None:
            raise NotFound(_("There is no such file on this ticket."))
        actions.remove_file(part, by=request.actor, at=at)

    return change(request, number, verb, to="delete", control="thread", toast=_("The file is deleted"))
