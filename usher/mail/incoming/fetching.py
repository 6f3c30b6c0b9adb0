"""One look into a mailbox by IMAP: everything that the ledger does not have yet (RFC 9051)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone
from imap_tools import BaseMailBox

from usher.base.tenancy import entered
from usher.mail.incoming.ledger import Delivery, take_all
from usher.mail.models import IncomingMail, Mailbox
from usher.mail.models.mailbox import WHERE

LARGEST = 50 * 1024 * 1024  # bytes; of larger messages only the header is taken
AT_ONCE = 500  # messages whose dates are asked for in one command
BATCH = 50  # messages that are fetched in one command and stored in one transaction …
BATCH_BYTES = 4 * 1024 * 1024  # … unless they are larger than this together

_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DATE = re.compile(rb'\bINTERNALDATE "([^"]+)"')


@dataclass(frozen=True, slots=True)
class Listed:
    """A message on the server: its UID, its size in bytes, when the server got it."""

    uid: int
    size: int
    arrived_at: datetime


def fetch_new(organization_id: int, mailbox: Mailbox, box: BaseMailBox, *, recounts: bool = False) -> int:
    """Take every message that is new since the last look; returns how many.

    Flags are neither read nor set: colleagues may use the same mailbox. New are the UIDs above the highest one known.
    When the server renumbered its folder (UIDVALIDITY), all are looked at again and recognised by their content. With
    `recounts`, too: what the ledger lacks, for whatever reason, is taken, and the balance is exact again.
    Each batch is committed before the next one is fetched.
    """
    box.client.noop()  # some servers show what is new only after it
    folder = box.folder.status(mailbox.imap_folder, ["UIDVALIDITY", "UIDNEXT", "MESSAGES"])
    validity = int(folder["UIDVALIDITY"])
    is_first, is_renumbered = mailbox.uid_validity is None, mailbox.uid_validity != validity
    looks_at_all = is_renumbered or recounts
    known = 0 if is_renumbered else mailbox.last_uid
    uids = _uids(box, 0 if looks_at_all else known)
    # Also after a look that was cut short: what it brought need not come again.
    there = _placed(organization_id, mailbox, validity) if looks_at_all else frozenset()
    wanted = found = list(_listed(box, [uid for uid in uids if uid not in there]))
    if looks_at_all:
        start = (mailbox.start_at or mailbox.created_at).replace(microsecond=0)
        # Above what is known all is new, whatever its date: somebody may have moved it into the folder.
        due = [each for each in found if each.arrived_at >= start or (each.uid > known and not is_renumbered)]
        wanted = sorted(due, key=lambda each: (each.arrived_at, each.uid))
    for batch in _batches(wanted):
        _take(organization_id, mailbox, box, validity, batch, moves_on=not looks_at_all)
    changes: dict[str, object] = {"uid_validity": validity, "last_uid": max([*uids, known])}
    changes["server_count"] = folder["MESSAGES"]
    if looks_at_all:
        changes |= {"skipped_count": len(found) - len(wanted), "gone_count": len(there.difference(uids))}
    if is_first and mailbox.start_at is None:
        changes["start_at"] = mailbox.created_at
    _remember(organization_id, mailbox, **changes)
    return len(wanted)


def _placed(organization_id: int, mailbox: Mailbox, validity: int) -> frozenset[int]:
    with entered(organization_id):
        rows = IncomingMail.objects.filter(mailbox=mailbox, uid_validity=validity)
        return frozenset(uid for uid in rows.values_list("uid", flat=True) if uid is not None)


def _uids(box: BaseMailBox, above: int) -> list[int]:
    # "n:*" also finds the last message when its UID is below n, so ask for all and compare (RFC 9051 §6.4.4).
    return [int(uid) for uid in box.uids(f"UID {above + 1}:*") if int(uid) > above]


def _listed(box: BaseMailBox, uids: Sequence[int]) -> Iterator[Listed]:
    for start in range(0, len(uids), AT_ONCE):
        yield from _asked(box, uids[start : start + AT_ONCE])


def _asked(box: BaseMailBox, uids: Sequence[int]) -> Iterator[Listed]:
    status, lines = box.client.uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE INTERNALDATE)")
    if status != "OK":
        raise OSError(f"FETCH was answered with {status}")
    asked = frozenset(uids)
    for line in lines:
        text = line if isinstance(line, bytes) else line[0] if line else b""
        uid, size, date = _UID.search(text), _SIZE.search(text), _DATE.search(text)
        if uid and int(uid[1]) in asked:
            yield Listed(int(uid[1]), int(size[1]) if size else 0, _moment(date[1].decode() if date else ""))


def _batches(listed: Sequence[Listed]) -> Iterator[list[Listed]]:
    """In order, as many as fit together; a giant, of which only the header is taken, goes alone."""
    batch: list[Listed] = []
    size = 0
    for each in listed:
        is_full = len(batch) == BATCH or size + each.size > BATCH_BYTES
        if batch and (is_full or max(batch[-1].size, each.size) > LARGEST):
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += each.size
    if batch:
        yield batch


def _take(
    organization_id: int, mailbox: Mailbox, box: BaseMailBox, validity: int, batch: Sequence[Listed], *, moves_on: bool
) -> None:
    is_giant = batch[0].size > LARGEST
    contents = _contents(box, [each.uid for each in batch], "HEADER" if is_giant else "")
    # Those that are missing were deleted by somebody since they were listed.
    found = [(contents[each.uid], _delivery(each, validity, is_giant)) for each in batch if each.uid in contents]
    with entered(organization_id):
        at = timezone.now()
        take_all(mailbox, found, at=at)
        # Told batch by batch: the first look into a full mailbox may take an hour.
        mailbox.last_fetch_at, mailbox.last_uid = at, batch[-1].uid if moves_on else mailbox.last_uid
        mailbox.save(update_fields=["last_fetch_at", "last_uid"])


def _delivery(listed: Listed, validity: int, is_giant: bool) -> Delivery:
    size = listed.size if is_giant else None
    return Delivery("imap", uid_validity=validity, uid=listed.uid, size=size, arrived_at=listed.arrived_at)


def _contents(box: BaseMailBox, uids: Sequence[int], part: str) -> dict[int, bytes]:
    status, lines = box.client.uid("FETCH", ",".join(map(str, uids)), f"(UID BODY.PEEK[{part}])")
    if status != "OK":
        raise OSError(f"FETCH of messages {uids[0]} to {uids[-1]} was answered with {status}")
    contents: dict[int, bytes] = {}
    for line, following in zip(lines, [*lines[1:], b""], strict=True):
        if isinstance(line, tuple) and len(line) > 1:
            # The UID stands before the bytes or, by some servers, behind them.
            uid = _UID.search(line[0]) or _UID.search(following if isinstance(following, bytes) else b"")
            if uid and int(uid[1]) in uids:
                contents[int(uid[1])] = bytes(line[1])
    return contents


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
