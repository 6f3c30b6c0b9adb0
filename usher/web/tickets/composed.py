"""What the composer posts, read and checked before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from usher.base.html import clean_composed, html_to_text, tidy
from usher.base.refusals import Invalid
from usher.files.accepting import offered, refuse_files
from usher.files.actions import store
from usher.files.models import StoredFile
from usher.frame.scoping import MemberRequest
from usher.tickets.access import Deed
from usher.tickets.actions import Written
from usher.tickets.actions.writing import Attached
from usher.tickets.models import DraftFile, Ticket
from usher.web.tickets.pictures import file_at
from usher.web.tickets.reading import addresses_in
from usher.web.tickets.snooze_times import time_chosen

# As posted → kind of message, whether it is public.
KINDS = {
    "reply": ("reply", True),
    "note": ("note", False),
    "update": ("update", True),
    "internal_update": ("update", False),
}
THEN = {"": None, "resolve": "resolved", "wait": "waiting_customer"}


@dataclass(frozen=True)
class Composed:
    """A reply, a note or an update as it was typed. `then` is the status to move to afterwards.

    `added` and `left_out` are the copies that its author changed beside those that the ticket has.
    """

    kind: str
    is_public: bool
    text: str
    html: str
    then: str | None
    added: tuple[str, ...]
    left_out: frozenset[str]
    files: Sequence["UploadedFile[Any]"]  # a generic for mypy only
    pictures: Mapping[str, StoredFile]  # those pasted into the text, by the address they have there
    kept: Sequence[StoredFile]  # files that came back with a reply and are still wanted
    send_at: datetime | None
    holds_on_answer: bool = True  # what is sent later

    def written(self, at: datetime) -> Written:
        """Store the files and give the message; call it inside the transaction that writes it."""
        parts = [
            Attached(store(name=file.name or "file", content=file.read(), content_type=file.content_type or "", at=at))
            for file in self.files
        ]
        parts += [Attached(file) for file in self.kept]
        html = self.html
        for address, file in self.pictures.items():
            content_id = f"{uuid4().hex}@picture"
            html = html.replace(f'src="{address}"', f'src="cid:{content_id}"')
            parts.append(Attached(file, is_inline=True, content_id=content_id))
        return Written(text=self.text, html=html, files=parts)

    def recipients(self, ticket: Ticket) -> tuple[str, ...]:
        """The addresses of this reply if its author chose others than the ticket's; empty: as always.

        Invalid when everybody was left out: empty would mean all of them.
        """
        if not self.left_out:
            return ()
        copies = list(ticket.participants.order_by("id").values_list("email", flat=True))
        asking = [ticket.requester.email] if ticket.requester and ticket.requester.email else []
        kept = [email for email in (*copies, *self.added) if email not in self.left_out]
        chosen = tuple(dict.fromkeys((*asking, *kept)))
        if not chosen:
            raise Invalid({"cc": _("Nobody would get this reply. Leave an address in, or write a note.")})
        return chosen


def composed(request: MemberRequest) -> Composed:
    """Read the form. Invalid for an unknown kind or follow-up, and for files that may not come."""
    kind, is_public = kind_of(request)
    then = request.POST.get("then", "")
    if then not in THEN:
        raise Invalid({"then": _("After sending, a ticket is resolved or waits for an answer.")})
    files = [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
    refuse_files(map(offered, files))
    rich, pictures = rich_text(request)
    text = html_to_text(rich) if rich else tidy(request.POST.get("text", ""))
    added, left_out = _copies(request) if kind == "reply" and "cc" in request.POST else ((), frozenset())
    return Composed(
        kind, is_public, text, rich if text or pictures else "", THEN[then], added, left_out, files, pictures,
        kept=_kept(request), send_at=_send_at(request, kind), holds_on_answer=holds(request) is not False,
    )  # fmt: skip


def _kept(request: MemberRequest) -> list[StoredFile]:
    wanted = [int(each) for each in request.POST.getlist("kept") if each.isascii() and each.isdigit() and len(each) < 19]
    if not wanted:
        return []
    own = DraftFile.objects.filter(pk__in=wanted, draft__member=request.membership, content_id="")
    return [part.file for part in own.select_related("file").order_by("id")]


def _send_at(request: MemberRequest, kind: str) -> datetime | None:
    chosen = request.POST.get("send_at", "")
    if not chosen:
        return None
    if kind != "reply":
        raise Invalid({"send_at": _("Only a reply can be sent later.")})
    return time_chosen(request.POST.get("send_at_own", "") if chosen == "own" else chosen, timezone.now())


def holds(request: MemberRequest) -> bool | None:
    """Whether a planned reply waits for a person when the requester writes first; None where the form does not ask."""
    return "holds_on_answer" in request.POST if "asks_holding" in request.POST else None


def rich_text(request: MemberRequest) -> tuple[str, dict[str, StoredFile]]:
    """The formatted text, cleaned, and the pictures in it that its author pasted."""
    pictures: dict[str, StoredFile] = {}

    def is_own(address: str) -> bool:
        file = pictures.get(address) or file_at(address, request.membership.pk)
        if file:
            pictures[address] = file
        return file is not None

    return clean_composed(request.POST.get("body_html", ""), is_own_image=is_own), pictures


def kind_of(request: MemberRequest) -> tuple[str, bool]:
    """The kind of message that the composer posts, and whether the requester may see it. Invalid for any other."""
    kind = KINDS.get(request.POST.get("kind", "reply"))
    if kind is None:
        raise Invalid({"kind": _("Choose whether this is a reply, a note or an update.")})
    return kind


def deed_of(kind: tuple[str, bool]) -> Deed:
    """What one must be allowed to write it."""
    name, is_public = kind
    return "note" if not is_public else "update" if name == "update" else "reply"


def _copies(request: MemberRequest) -> tuple[tuple[str, ...], frozenset[str]]:
    # Against what the composer showed, not against what the ticket has by now: somebody whom a mail brought in
    # while the author was writing was not left out by them.
    shown, wanted = addresses_in(request.POST.get("cc_before", "")), addresses_in(request.POST["cc"])
    return tuple(each for each in wanted if each not in shown), frozenset(shown) - frozenset(wanted)
