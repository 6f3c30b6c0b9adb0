"""Several tickets about one thing become one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.access import get_ticket
from usher.tickets.actions.absorbing import Options, absorb
from usher.tickets.actions.carrying import COUNTED, STAMPED, recount, restamp
from usher.tickets.actions.locking import locked_together, save
from usher.tickets.actions.writing import Written, refuse_closed, write
from usher.tickets.models import Merge, Message, Ticket, description_of

MOST = 50  # tickets at once
LONGEST_DETAILS = 5_000  # characters of a description told in the note


class MergeRefused(Refused):
    """These two cannot become one."""

    code = "merge_refused"


@dataclass
class Merged:
    """What came of it: the merges made, and why the others were refused (by ticket id)."""

    target: Ticket
    merges: list[Merge] = field(default_factory=list)
    refused: dict[int, Refused] = field(default_factory=dict)
    note: Message | None = None
    messages: int = 0
    files: int = 0
    closed: int = 0
    hidden: int = 0  # public messages that turned internal


@transaction.atomic
def merge(target: Ticket, *, sources: Sequence[int], by: Actor, at: datetime, options: Options | None = None) -> Merged:
    """Merge the tickets with the ids `sources` into `target`, each or not at all, and tell which and why not.

    Messages move (`Options` say what else does) and the sources close with `merged_into`; labels and followers join
    those of the target. Messages of a requester from elsewhere turn internal (`absorbing.mixes`). Refuses as a whole when
    the target is closed, merged itself, a draft, or in the bin. `unmerging.unmerge` takes it back, whenever.
    """
    options = options or Options()
    wanted = list(dict.fromkeys(sources))
    if not 1 <= len(wanted) <= MOST:
        raise Invalid({"sources": f"Name one ticket to merge, or up to {MOST}."})
    rows = locked_together([target.pk, *wanted])
    row = rows[target.pk]
    _refuse_target(row)
    done = Merged(row)
    found: list[Ticket] = []
    for source_id in wanted:
        try:
            get_ticket(by, to="merge", pk=source_id)
            _refuse_source(rows[source_id], row)
            found.append(rows[source_id])
        except Refused as refusal:
            done.refused[source_id] = refusal
    if found:
        done.note = _note(row, found, by, at, options)
        _absorb_all(done, found, by, at, options)
    return done


def _absorb_all(done: Merged, sources: list[Ticket], by: Actor, at: datetime, options: Options) -> None:
    row = done.target
    for source in sources:
        taken = absorb(source, into=row, note=done.note, by=by, at=at, options=options)
        done.merges.append(taken.merge)
        done.messages += len(taken.merge.message_ids)
        done.files += taken.files
        done.hidden += taken.hidden
        done.closed += taken.closed
        told = {"source": source.pk, "code": source.code, "messages": len(taken.merge.message_ids), "hidden": taken.hidden}
        record(events.ABSORBED, row, by=by, at=at, data=told)
    recount(row)
    restamp(row)
    save(row, at, *COUNTED, *STAMPED)


def _note(row: Ticket, sources: list[Ticket], by: Actor, at: datetime, options: Options) -> Message | None:
    """What was merged and why, for members; with the subject and, when messages stay where they are, the details."""
    if not options.note and not options.copies_files:
        return None
    lines = [f"Merged into this ticket: {source.code} “{source.subject}”" for source in sources]
    if options.comment.strip():
        lines.append(options.comment.strip())
    if not options.comments:
        told = [(source, description_of(source)) for source in sources]
        lines += [f"{source.code}:\n{first.text[:LONGEST_DETAILS]}" for source, first in told if first]
    return write(row, Written(text="\n\n".join(lines)), kind="note", is_public=False, by=by, at=at, source="web")


def _refuse_target(row: Ticket) -> None:
    if row.merged_into_id:
        raise MergeRefused(f"{row.code} was merged into {row.merged_into.code}; merge into that one.")
    if row.state == "draft":
        raise MergeRefused(f"{row.code} is a draft that was never finished.")
    if row.deleted_at:
        raise MergeRefused(f"{row.code} lies in the bin; restore it first.")
    refuse_closed(row)


def _refuse_source(source: Ticket, row: Ticket) -> None:
    if source.pk == row.pk:
        raise MergeRefused("A ticket cannot be merged into itself.")
    if source.merged_into_id:
        raise MergeRefused(f"{source.code} was merged into {source.merged_into.code} already.")
    if source.state == "draft":
        raise MergeRefused(f"{source.code} is a draft that was never finished.")
