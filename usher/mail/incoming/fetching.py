"""One look into a mailbox by IMAP: everything that the ledger does not have yet (RFC 9051)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone
from imap_tools import BaseMailBox

from usher.base.tenancy import entered
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import WHERE

LARGEST = 50 * 1024 * 1024  # bytes; of larger messages only the header is taken
AT_ONCE = 500  # messages whose dates are asked for in one command

_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DATE = re.compile(rb'\bINTERNALDATE "([^"]+)"')


@dataclass(frozen=True, slots=True)
class Listed:
    """A message on the server: its UID, its size in bytes, when the server got it."""

    uid: int
    size: int
    arrived_at: datetime


def fetch_new(organization_id: int, mailbox: Mailbox, box: BaseMailBox) -> int:
    """Take every message that is new since the last look; returns how many.

    Flags are neither read nor set: colleagues may use the same mailbox. New are the UIDs above the highest one known.
    When the server renumbered its folder (UIDVALIDITY), all are looked at again and recognised by their content.
    Each message is committed before the next one is fetched.
    """
    box.client.noop()  # some servers show what is new only after it
    folder = box.folder.status(mailbox.imap_folder, ["UIDVALIDITY", "UIDNEXT", "MESSAGES"])
    validity = int(folder["UIDVALIDITY"])
    is_first = mailbox.uid_validity is None
    is_rescan = mailbox.uid_validity != validity
    known = 0 if is_rescan else mailbox.last_uid
    found = list(_listed(box, known))
    wanted, skipped = found, 0
    if is_rescan:
        start = (mailbox.start_at or mailbox.created_at).replace(microsecond=0)
        wanted = sorted((each for each in found if each.arrived_at >= start), key=lambda each: (each.arrived_at, each.uid))
        skipped = len(found) - len(wanted)
    for each in wanted:
        _take(organization_id, mailbox, box, validity, each, moves_on=not is_rescan)
    highest = max((each.uid for each in found), default=known)
    changes: dict[str, object] = {"uid_validity": validity, "last_uid": highest, "server_count": folder["MESSAGES"]}
    if is_rescan:
        changes["skipped_count"] = skipped
    if is_first and mailbox.start_at is None:
        changes["start_at"] = mailbox.created_at
    _remember(organization_id, mailbox, **changes)
    return len(wanted)


def _listed(box: BaseMailBox, above: int) -> Iterator[Listed]:
    # "n:*" also finds the last message when its UID is below n, so ask for all and compare (RFC 9051 §6.4.4).
    uids = [int(uid) for uid in box.uids(f"UID {above + 1}:*") if int(uid) > above]
    for start in range(0, len(uids), AT_ONCE):
        yield from _asked(box, uids[start : start + AT_ONCE])


def _asked(box: BaseMailBox, uids: Sequence[int]) -> Iterator[Listed]:
    status, lines = box.client.uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE INTERNALDATE)")
    if status != "OK":
        raise OSError(f"FETCH was answered with {status}")
    for line in lines:
        text = line if isinstance(line, bytes) else line[0] if line else b""
        uid, size, date = _UID.search(text), _SIZE.search(text), _DATE.search(text)
        if uid and int(uid[1]) in uids:
            yield Listed(int(uid[1]), int(size[1]) if size else 0, _moment(date[1].decode() if date else ""))


def _take(
    organization_id: int, mailbox: Mailbox, box: BaseMailBox, validity: int, listed: Listed, *, moves_on: bool
) -> None:
    is_large = listed.size > LARGEST
    raw = _content(box, listed.uid, "HEADER" if is_large else "")
    if raw is None:  # deleted by somebody since it was listed
        return
    delivery = Delivery("imap", uid_validity=validity, uid=listed.uid, size=listed.size if is_large else None)
    with entered(organization_id):
        take(mailbox, raw, delivery, at=timezone.now())
        if moves_on:
            mailbox.last_uid = listed.uid
            mailbox.save(update_fields=["last_uid"])


def _content(box: BaseMailBox, uid: int, part: str) -> bytes | None:
    status, lines = box.client.uid("FETCH", str(uid), f"(BODY.PEEK[{part}])")
    if status != "OK":
        raise OSError(f"FETCH of message {uid} was answered with {status}")
    return next((bytes(line[1]) for line in lines if isinstance(line, tuple) and len(line) > 1), None)


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text.strip(), "%d-%b-%Y %H:%M:%S %z")
    except ValueError:
        return datetime.now(UTC)


def _remember(organization_id: int, mailbox: Mailbox, **changes: object) -> None:
    # Only while we looked where we should have: another folder or start, set meanwhile, is to be looked at from the top.
    looked = {name: getattr(mailbox, name) for name in WHERE}
    with entered(organization_id):
        Mailbox.objects.filter(pk=mailbox.pk, **looked).update(**changes)
    for name, value in changes.items():
        setattr(mailbox, name, value)
