"""What a member has begun to write, kept until it is sent. Only its author ever sees it, so nothing is recorded."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from usher.base.html import text_to_html
from usher.base.refusals import Invalid, Refused
from usher.people.models import Member
from usher.realtime import publish
from usher.tickets.actions.writing import refuse_closed
from usher.tickets.models import Draft, Ticket

KINDS = ("reply", "note", "update")
LONGEST = 1_000_000  # characters
# Colleagues see who is writing: told when somebody begins, then no oftener than this.
PULSE = timedelta(seconds=30)


class KeptElsewhere(Refused):
    """Another window or device of the same member changed the text since this one read it.

    `other` is what is kept now; None when it was sent or discarded there.
    """

    code = "kept_elsewhere"

    def __init__(self, other: Draft | None) -> None:
        changed = "changed in another window" if other else "sent or discarded in another window"
        super().__init__(f"This text was {changed}. Choose which one to keep.")
        self.other = other


@transaction.atomic
def keep_text(
    ticket: Ticket, *, member: Member, kind: str, text: str, version: str, at: datetime, html: str = "",
    is_public: bool = True,
) -> Draft | None:  # fmt: skip
    """Keep the text of one kind of message; an empty one is dropped. None when nothing is kept.

    `version` is what the writer has read (Draft.version; empty for a text that is begun): KeptElsewhere when that is no
    longer what is kept, so that no window overwrites another unasked. Refuses closed tickets.
    """
    if kind not in KINDS or len(text) > LONGEST or len(html) > LONGEST:
        raise Invalid({"text": f"A text of at most {LONGEST} characters is kept, for one of {', '.join(KINDS)}."})
    refuse_closed(ticket)
    draft = Draft.objects.select_for_update().filter(ticket=ticket, member=member, kind=kind).first()
    if version != (draft.version if draft else ""):
        raise KeptElsewhere(draft)
    if not text.strip() and not (draft and draft.files.exists()):
        _drop(draft)
        return None
    is_news = draft is None or at - draft.updated_at > PULSE
    draft = draft or Draft(ticket=ticket, member=member, kind=kind)
    draft.text, draft.html, draft.is_public, draft.updated_at = text.replace("\x00", ""), html, is_public, at
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError as error:  # two windows began at the same moment
        raise KeptElsewhere(Draft.objects.filter(ticket=ticket, member=member, kind=kind).first()) from error
    if is_news:
        publish(f"typing:{ticket.pk}", f"member:{member.pk}")
    return draft


@transaction.atomic
def drop_text(ticket: Ticket, *, member: Member, kind: str, version: str, sent: str | None = None) -> None:
    """Forget the text, also on a closed ticket: it was sent or is not wanted.

    A version that another window wrote meanwhile stays, unless it says just what was `sent`.
    """
    draft = Draft.objects.select_for_update().filter(ticket=ticket, member=member, kind=kind).first()
    if draft and (draft.version == version or draft.text.strip() == (sent or "").strip()):
        _drop(draft)


@transaction.atomic
def keep_inside(ticket: Ticket, *, at: datetime) -> None:
    """Make notes of the replies and public updates begun on the ticket: other people than they were meant for will read it.

    A note that the same member has begun stands before what was to leave.
    """
    begun = ticket.drafts.filter(Q(kind="reply") | Q(kind="update", is_public=True))
    for draft in begun.select_for_update().order_by("pk"):
        note = ticket.drafts.filter(member_id=draft.member_id, kind="note").first()
        if note is None:
            draft.kind, draft.is_public, draft.cc, draft.updated_at = "note", False, None, at
            draft.save()
            continue
        if note.html or draft.html:
            note.html = (note.html or text_to_html(note.text)) + (draft.html or text_to_html(draft.text))
        note.text, note.updated_at = "\n\n".join(filter(None, [note.text, draft.text])), at
        note.save()
        draft.files.update(draft=note)
        draft.delete()


def _drop(draft: Draft | None) -> None:
    if draft:
        draft.delete()
        publish(f"typing:{draft.ticket_id}", f"member:{draft.member_id}")
