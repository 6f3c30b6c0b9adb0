"""Pictures pasted into the composer: stored at once, seen by their author alone until the message is sent."""

import re

import filetype
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from usher.base.refusals import Invalid, NotFound
from usher.files.actions import store
from usher.files.models import StoredFile
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets.access import Deed, get_ticket, may
from usher.web.files.downloading import PICTURES, address_of
from usher.web.tickets.addresses import Addresses, addresses_of

MOST_BYTES = 10_000_000
SALT = "usher.composer.picture"
_ADDRESS = re.compile(r"/[\w-]+/tickets/[0-9]{1,18}/pictures/([\w:-]{10,300})\Z", re.ASCII)


@require_POST
@scoped
def add_picture(request: MemberRequest, number: int) -> HttpResponse:
    """Store the file `picture` and give its address, for those who may write here. Invalid for what is no picture."""
    ticket = get_ticket(request.actor, number=number)
    writes: Deed = "note" if may(request.actor, "note", ticket).allowed else "reply"
    get_ticket(request.actor, to=writes, pk=ticket.pk)
    file = request.FILES.get("picture")
    if not isinstance(file, UploadedFile) or (file.size or 0) > MOST_BYTES:
        raise Invalid({"picture": _("Send one picture of at most 10 MB.")})
    content = file.read()
    kind = filetype.guess_mime(content[:300])
    if kind not in PICTURES:
        raise Invalid({"picture": _("Only PNG, JPEG, GIF and WebP pictures stand in a text; attach other files.")})
    row = store(name=file.name or "picture", content=content, content_type=kind, at=timezone.now())
    own = addresses_of(request.organization.slug, ticket)
    return JsonResponse({"src": picture_address(row, request.membership.pk, own)}, status=201)


@require_safe
@scoped
def show_picture(request: MemberRequest, number: int, token: str) -> HttpResponse:
    """The picture, to the member who pasted it."""
    get_ticket(request.actor, number=number)
    file = file_at(request.path, request.membership.pk)
    if file is None:
        raise NotFound(_("There is no such picture."))
    response = HttpResponseRedirect(address_of(file))
    response["Cache-Control"] = "private, max-age=600"  # shorter than the link lives
    return response


def picture_address(file: StoredFile, member_id: int, ticket: Addresses) -> str:
    """Where the member alone sees the picture; as long as it stands in a text, it is the one that `file_at` finds."""
    return ticket.at("picture", token=signing.dumps([file.organization_id, file.pk, member_id], salt=SALT))


def file_at(address: str, member_id: int) -> StoredFile | None:
    """The picture that the member pasted and that has this address; None for any other address."""
    found = _ADDRESS.match(address)
    try:
        told = signing.loads(found[1], salt=SALT) if found else None
    except signing.BadSignature:
        return None
    if not told or told[2] != member_id:
        return None
    return StoredFile.objects.filter(pk=told[1], organization_id=told[0]).first()
