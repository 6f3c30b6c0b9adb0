"""What stands in the composer when a ticket is opened: what was refused a moment ago, else what was kept, else nothing."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from usher.channels.email.leaving.signature import signature_shown
from usher.frame.times import clock
from usher.people.models import Member
from usher.tickets.models import Draft, Ticket
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.composed import KINDS
from usher.web.tickets.pictures import picture_address
from usher.web.tickets.rights import Rights
from usher.web.tickets.snooze_times import quick_choices


def composer_of(
    ticket: Ticket, rights: Rights, texts: Mapping[str, Draft], kept: Mapping[str, str], member: Member, slug: str
) -> dict[str, Any]:
    """Arguments of the macro `composer`. `texts` are the reader's own by kind, newest first; `kept` what was posted."""
    can_reply = rights.reply and not ticket.is_internal
    usable = {kind: row for kind, row in texts.items() if can_reply or kind != "reply"}
    given = {
        "can_reply": can_reply,
        "can_note": rights.note,
        "signature": signature_shown(member, ticket) if can_reply else "",
        "kept": {kind: _as_json(row, slug) for kind, row in usable.items()},
        "later": [choice for choice in quick_choices(timezone.now()) if choice.code != "later"] if can_reply else [],
        "files": [part for row in usable.values() for part in row.files.all() if not part.content_id],
    }
    if kept.get("kind") in KINDS:
        kind, is_public = KINDS[kept["kind"]]
        return given | {
            "mode": kind, "inner": kind == "update" and not is_public, "text": kept.get("text", ""),
            "version": kept.get("draft_version", ""),
            "other": kept.get("other", ""), "cc": kept.get("cc"),
        }  # fmt: skip
    newest = next(iter(usable.values()), None)
    if newest is None:
        return given | {"mode": "reply" if can_reply else "note"}
    return given | {
        "mode": newest.kind, "inner": newest.kind == "update" and not newest.is_public, "text": newest.text,
        "html": _with_pictures(newest, slug),
        "version": newest.version, "saved": clock(newest.updated_at), "cc": newest.cc,
    }  # fmt: skip


def _as_json(row: Draft, slug: str) -> dict[str, Any]:
    return {
        "text": row.text, "html": _with_pictures(row, slug), "inner": row.kind == "update" and not row.is_public,
        "version": row.version, "at": clock(row.updated_at),
    }  # fmt: skip


def _with_pictures(row: Draft, slug: str) -> str:
    """The HTML with the pictures of a reply that came back under addresses that its author may read."""
    html = row.html
    for part in row.files.all():
        if part.content_id:
            address = picture_address(part.file, row.member_id, addresses_of(slug, row.ticket))
            html = html.replace(f"cid:{part.content_id}", address)
    return html
