"""Trying the connections of a mailbox with what stands in its form, saved or not."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.answer import answer, wants_piece
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.actions import Report, drafted, test_connection
from usher.mail.models import Mailbox
from usher.people.access import require
from usher.web.settings.mailbox.connection import drawn
from usher.web.settings.mailbox.connection_form import MailboxForm
from usher.web.settings.mailboxes import mailbox_of


class _Drafted(HttpResponse):
    """Carries the mailbox as the form describes it out of the transaction."""

    mailbox: Mailbox


def test(request: HttpRequest, slug: str, id: int | None = None) -> HttpResponse:
    """Sign in at both servers and tell, for each, whether it works or what fails."""
    drafted = _drafted(request, slug=slug, id=id)
    if not isinstance(drafted, _Drafted):
        return drafted
    # Outside of the transaction: a server that does not answer must not hold one of our database's.
    report = test_connection(drafted.mailbox)
    return _told(request, slug=slug, id=id, report=report)


@scoped
@require_POST
def _drafted(request: MemberRequest, id: int | None) -> HttpResponse:
    form, row = _form(request, id)
    if form.is_valid():
        try:
            found = _Drafted()
            found.mailbox = drafted(row, form.wanted())
            return found
        except Invalid as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name if name in form.fields else None, text)
    return _answered(request, form, row, None)


@scoped
def _told(request: MemberRequest, id: int | None, report: Report) -> HttpResponse:
    form, row = _form(request, id)
    return _answered(request, form, row, report)


def _form(request: MemberRequest, id: int | None) -> tuple[MailboxForm, Mailbox | None]:
    require(request.actor, "mailboxes")
    row = None if id is None else mailbox_of(request, id)
    return MailboxForm(request.POST, request.organization, row), row


def _answered(request: MemberRequest, form: MailboxForm, row: Mailbox | None, report: Report | None) -> HttpResponse:
    if not wants_piece(request):
        return drawn(request, form, row, report)
    context = {"form": form, "report": report}
    status = 422 if form.errors else 200
    return answer(request, page="", swap="settings/mailbox/tested.swap.html", context=context, status=status)
