"""Signing the mail of a mailbox (DKIM): its key, the record to publish, and whether it is there."""

from itertools import zip_longest

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.mail.models import Mailbox
from usher.mail.outgoing.dkim_looking import Published, look_up
from usher.mail.outgoing.dkim_signing import Record, domain_of, records_of
from usher.web.settings.mailbox.page import section_page
from usher.web.settings.mailboxes import mailbox_of
from usher.web.settings.sections import done

PAGE = "mailbox-signing"


class _Records(HttpResponse):
    """Carries what to ask DNS for out of the transaction."""

    records: list[Record]


@scoped
@require_safe
def signing(request: MemberRequest, id: int) -> HttpResponse:
    """Whether mail is signed, and what to publish."""
    return _drawn(request, mailbox_of(request, id), [])


@scoped
@require_POST
def make_key(request: MemberRequest, id: int) -> HttpResponse:
    """A new key; nothing is signed until its record is published."""
    mailbox = actions.make_dkim_key(mailbox_of(request, id), by=request.actor, at=timezone.now())
    return done(request, PAGE, _("The key is there. Publish its record now."), mailbox.pk)


def check(request: HttpRequest, slug: str, id: int) -> HttpResponse:
    """Ask DNS for the records, outside of the transaction, and begin to sign when the first is right."""
    wanted = _wanted(request, slug=slug, id=id)
    if not isinstance(wanted, _Records):
        return wanted
    found = [look_up(record.name, record.value) for record in wanted.records]
    return _told(request, slug=slug, id=id, found=found)


@scoped
@require_POST
def start(request: MemberRequest, id: int) -> HttpResponse:
    """Sign from now on, also where nobody can ask DNS from here."""
    mailbox = actions.start_signing(mailbox_of(request, id), by=request.actor, at=timezone.now())
    return done(request, PAGE, _("What leaves is signed from now on."), mailbox.pk)


@scoped
@require_POST
def stop(request: MemberRequest, id: int) -> HttpResponse:
    """Sign nothing any more."""
    mailbox = actions.stop_signing(mailbox_of(request, id), by=request.actor, at=timezone.now())
    return done(request, PAGE, _("Nothing is signed any more."), mailbox.pk)


@scoped
@require_POST
def _wanted(request: MemberRequest, id: int) -> HttpResponse:
    mailbox = mailbox_of(request, id)
    found = _Records()
    found.records = records_of(mailbox)
    if not found.records:
        raise actions.NoKey("Make a key first and publish its record.")
    return found


@scoped
def _told(request: MemberRequest, id: int, found: list[Published]) -> HttpResponse:
    mailbox = mailbox_of(request, id)
    began = actions.sign_as_published(mailbox, [each.is_right for each in found], by=request.actor, at=timezone.now())
    if began.dkim_domain and not mailbox.dkim_domain:
        return done(request, PAGE, _("The record is right: what leaves is signed from now on."), mailbox.pk)
    return _drawn(request, began, found)


def _drawn(request: MemberRequest, mailbox: Mailbox, found: list[Published]) -> HttpResponse:
    records = records_of(mailbox)
    context = {
        "records": list(zip_longest(records, found)), "signs": bool(records and mailbox.dkim_domain),
        "is_unreadable": bool(mailbox.dkim_key) and not records, "domain": domain_of(mailbox),
    }  # fmt: skip
    return section_page(request, mailbox, PAGE, "settings/mailbox/signing.html", context)
