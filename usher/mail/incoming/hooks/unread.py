"""What a provider posted and nobody here could read: kept in quarantine, for the mail in it must not be lost."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from io import BytesIO

from django.core.handlers.wsgi import WSGIRequest
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from usher.base.refusals import Refused
from usher.base.secrets import decrypt
from usher.mail.incoming.fingerprint import fingerprint, message_id_of
from usher.mail.incoming.hooks.letters import Letter, NotUnderstood
from usher.mail.incoming.hooks.posting import prepare
from usher.mail.incoming.hooks.providers import PROVIDERS, Provider
from usher.mail.incoming.hooks.reading import letters_in
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import IncomingMail, Mailbox, RawMail
from usher.mail.models.incoming import State
from usher.realtime import publish

SOURCE = "post"
MOST = 100  # unread posts of one mailbox
MOST_BYTES = 256 * 1024 * 1024  # of them together
KEPT = "{why} What {name} posted is kept: try again after an update of Usher, or look into it."
HEAD = b"Content-Type: "


class TooManyUnread(Refused):
    """So many lie there unread that more are not taken; the provider keeps this one and posts it again."""

    status = 503
    code = "too_many_unread"


class StillUnread(Refused):
    """Trying again changed nothing."""

    code = "still_unread"


def keep(mailbox: Mailbox, provider: Provider, request: HttpRequest, *, why: str, at: datetime) -> None:
    """Store the post in quarantine, the same one once. Refuses beyond MOST, so that no flood fills the disk.

    One after the other for a mailbox, so that no two together go beyond it.
    """
    raw = HEAD + request.META.get("CONTENT_TYPE", "").encode("utf-8", "replace") + b"\r\n\r\n" + request.body
    mark = sha256(raw).hexdigest()
    Mailbox.objects.select_for_update(no_key=True).get(pk=mailbox.pk)
    if IncomingMail.objects.filter(mailbox=mailbox, fingerprint=mark).exists():
        return
    unread = IncomingMail.objects.filter(mailbox=mailbox, source=SOURCE, state=State.QUARANTINED)
    found = unread.aggregate(count=Count("id"), bytes=Coalesce(Sum("size"), 0))
    if found["count"] >= MOST or found["bytes"] + len(raw) > MOST_BYTES:
        raise TooManyUnread(f"{why} {found['count']} such posts lie in quarantine already, so this one was not taken.")
    row = IncomingMail.objects.create(
        mailbox=mailbox, source=SOURCE, fingerprint=mark, subject=f"What {provider.name} posted", size=len(raw),
        state=State.QUARANTINED, reason=KEPT.format(why=why, name=provider.name), received_at=at, settled_at=at,
    )  # fmt: skip
    RawMail.objects.create(mail=row, content=raw)
    publish("mail")


def read_again(mail: IncomingMail, *, at: datetime) -> None:
    """Take the messages out of a kept post: the first takes the place of its row. Raises StillUnread."""
    found = _found(mail)
    same = _already_here(mail, found[0], at) if found else None
    if found and same is None:
        _become(mail, found[0], at)
    else:
        mail.state, mail.settled_at, mail.duplicate_of = State.IGNORED, at, same
        mail.reason = "The message in it is already here." if same else "There is no message in it."
        mail.save(update_fields=["state", "settled_at", "duplicate_of", "reason"])
    for letter in found[1:]:
        take(mail.mailbox, letter.raw, Delivery("hook", letter.sender, letter.recipient), at=at)


def _already_here(mail: IncomingMail, letter: Letter, at: datetime) -> IncomingMail | None:
    rows = IncomingMail.objects.filter(mailbox_id=mail.mailbox_id, fingerprint=fingerprint(letter.raw, at))
    row: IncomingMail | None = rows.filter(duplicate_of=None).first()
    return row


def _found(mail: IncomingMail) -> Sequence[Letter]:
    provider = PROVIDERS.get(mail.mailbox.webhook_provider)
    if provider is None:
        raise StillUnread("Choose the provider in the mailbox's settings first, then try again.")
    head, _, body = bytes(RawMail.objects.get(mail=mail).content).partition(b"\r\n\r\n")
    request = WSGIRequest({
        "REQUEST_METHOD": "POST", "CONTENT_TYPE": head.removeprefix(HEAD).decode("utf-8", "replace"),
        "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body),
    })  # fmt: skip
    try:
        return letters_in(provider, decrypt(mail.mailbox.webhook_secret), request, prepare(request))
    except NotUnderstood as refusal:
        raise StillUnread(f"It still cannot be read: {refusal} Its bytes are kept.") from refusal


def _become(mail: IncomingMail, letter: Letter, at: datetime) -> None:
    """The row waits now as the message would that had been read at once."""
    RawMail.objects.filter(mail=mail).update(content=letter.raw)
    mail.source, mail.fingerprint, mail.message_id = "hook", fingerprint(letter.raw, at), message_id_of(letter.raw)
    mail.envelope_from, mail.envelope_to, mail.size = letter.sender[:998], letter.recipient[:998], len(letter.raw)
    mail.state, mail.reason, mail.subject, mail.settled_at = State.RECEIVED, "", "", None
    mail.save()
