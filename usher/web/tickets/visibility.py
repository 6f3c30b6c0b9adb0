"""Making a ticket internal, or public."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.web.tickets.answering import done, words_of
from usher.web.tickets.asking import ask


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def set_visibility(request: MemberRequest, number: int) -> HttpResponse:
    """Set `visibility`; asked by GET, tell what that would show or hide."""
    ticket = get_ticket(request.actor, to="change_visibility", number=number)
    problem = ""
    if request.method == "POST":
        to = request.POST.get("visibility", "")
        try:
            with transaction.atomic():
                actions.set_visibility(ticket, to=to, by=request.actor, at=timezone.now())
            return done(
                request, number, toast=_("The ticket is internal") if to == "internal" else _("The ticket is public")
            )
        except Invalid as refusal:
            problem = words_of(refusal)
    public = ticket.messages.filter(is_public=True).count()
    context = {"public": public, "internal": ticket.messages.filter(is_public=False).count()}
    title = _("Make it public") if ticket.is_internal else _("Make it internal")
    return ask(request, ticket, title=title, form="tickets/_visibility.html", context=context, problem=problem)
