"""Connecting a mailbox with Google or Microsoft: to the provider's page and back (RFC 6749 §4.1, RFC 7636)."""

import secrets
import time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from usher.base.refusals import NotFound, Refused
from usher.base.text import one_line
from usher.frame.errors import refused
from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import SignIn
from usher.mail.oauth.asking import Grant, ProviderAway, SignInRefused, consent_url, exchange
from usher.web.settings.mailbox.sign_in import redirect_uri, told
from usher.web.settings.mailboxes import mailbox_of
from usher.web.settings.sections import done

PENDING = "mailbox_consent"  # in the session: what we asked for, until they come back
PATIENCE = 30 * 60  # seconds a person may take at the provider


class NothingAsked(NotFound):
    """Nobody in this browser asked for it, or too long ago."""

    code = "nothing_asked"


class _Found(HttpResponse):
    """Carries the mailbox out of the transaction."""

    mailbox: Mailbox


@scoped
@require_safe
def connect(request: MemberRequest, id: int) -> HttpResponse:
    """Lead to the provider's page. A link and no form: pages' forms may lead to nobody else (our CSP)."""
    mailbox = mailbox_of(request, id)
    if mailbox.sign_in == SignIn.PASSWORD or not mailbox.oauth_client_id:
        return told(request, mailbox, _("Choose the provider and write the client ID first, and save them."))
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    request.session[PENDING] = {
        "state": state, "verifier": verifier, "slug": request.organization.slug, "id": id, "at": int(time.time()),
    }  # fmt: skip
    url = consent_url(mailbox, redirect_uri=redirect_uri(), state=state, verifier=verifier)
    return HttpResponseRedirect(url)


@login_required
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """The provider sent them back, with a code or a refusal; only who was sent there by us is heard."""
    pending: dict[str, Any] = request.session.pop(PENDING, None) or {}
    is_ours = constant_time_compare(request.GET.get("state", ""), pending.get("state") or secrets.token_hex())
    if not is_ours or time.time() - pending["at"] > PATIENCE:
        return refused(request, NothingAsked(_("This sign-in was not asked for here, or too long ago. Connect again.")))
    where = {"slug": pending["slug"], "id": pending["id"]}
    found = _mailbox(request, **where)
    if not isinstance(found, _Found):
        return found
    try:
        # Outside of the transaction: a provider that does not answer must not hold one of our database's.
        grant = _granted(request, found.mailbox, pending["verifier"])
    except (SignInRefused, ProviderAway) as refusal:
        return _told(request, **where, problem=str(refusal))
    return _kept(request, **where, grant=grant)


def _granted(request: HttpRequest, mailbox: Mailbox, verifier: str) -> Grant:
    if error := request.GET.get("error"):
        said = one_line(request.GET.get("error_description") or error, 300)
        raise SignInRefused(_("The provider did not agree: %(said)s") % {"said": said})
    return exchange(mailbox, code=request.GET.get("code", ""), verifier=verifier, redirect_uri=redirect_uri())


@scoped
def _mailbox(request: MemberRequest, id: int) -> HttpResponse:
    found = _Found()
    found.mailbox = mailbox_of(request, id)
    return found


@scoped
def _told(request: MemberRequest, id: int, problem: str) -> HttpResponse:
    return told(request, mailbox_of(request, id), problem)


@scoped
def _kept(request: MemberRequest, id: int, grant: Grant) -> HttpResponse:
    mailbox = mailbox_of(request, id)
    try:
        actions.connect_account(mailbox, grant, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return told(request, mailbox, str(refusal))
    messages.success(request, _("Connected. What has come meanwhile is read now."))
    return HttpResponseRedirect(reverse("mailbox-sign-in", args=[request.organization.slug, id]))


@scoped
@require_POST
def disconnect(request: MemberRequest, id: int) -> HttpResponse:
    """Forget the tokens."""
    actions.disconnect_account(mailbox_of(request, id), by=request.actor, at=timezone.now())
    return done(request, "mailbox-sign-in", _("Disconnected."), id)
