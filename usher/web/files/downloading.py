"""Handing out a stored file to whoever holds its signed link."""

import filetype
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from usher.base.refusals import NotFound
from usher.base.tenancy import entered
from usher.files.links import LIFETIME, opened, token_for
from usher.files.models import StoredFile
from usher.files.ranges import Part, Unsatisfiable, part_asked
from usher.frame.errors import refused
from usher.people.actors import member_actor
from usher.people.queries import active_member
from usher.tickets.access import may_read_file

# Shown in the browser when the bytes say so; everything else, SVG and HTML above all, is only saved (osTicket#3764).
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
PDF = "application/pdf"
OTHER = "application/octet-stream"
# Chrome's PDF viewer refuses to start in a sandbox.
POLICIES = {PDF: "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"}
POLICY = "default-src 'none'; sandbox; frame-ancestors 'self'"


def address_of(file: StoredFile) -> str:
    """A link to the file that works for an hour or two. Whoever gives it away has checked the right to the file."""
    return reverse("stored-file", kwargs={"token": token_for(file, at=timezone.now()), "name": file.name})


@require_safe
def download(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """The file, or the part of it that was asked for. A link that is forged or over answers 404.

    Whoever is signed in is asked for their right once more: a link outlives the moment at which it was given.
    """
    try:
        linked = opened(token, at=timezone.now())
        with entered(linked.organization_id):
            _refuse_member(request, linked.file_id)
            file = StoredFile.objects.filter(pk=linked.file_id).first()
        if file is None or not default_storage.exists(file.key):
            raise NotFound("This file no longer exists.")
        return _handed_out(request, file)
    except (NotFound, Unsatisfiable) as refusal:
        return refused(request, refusal)


def _refuse_member(request: HttpRequest, file_id: int) -> None:
    if request.user.is_authenticated:
        member = active_member(request.user.pk)
        if member is None or not may_read_file(member_actor(member), file_id):
            raise NotFound("This file no longer exists.")


def _handed_out(request: HttpRequest, file: StoredFile) -> HttpResponse:
    etag = f'"{file.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return _labelled(HttpResponse(status=304), etag)
    fresh = request.headers.get("If-Range", etag) == etag
    part = part_asked(request.headers.get("Range", ""), file.size) if fresh else None
    shown, content = _read(file, part)
    response = HttpResponse(content, status=206 if part else 200, content_type=shown)
    if part:
        response["Content-Range"] = f"bytes {part.first}-{part.last}/{file.size}"
    response["Content-Disposition"] = content_disposition_header(shown == OTHER, file.name) or "attachment"
    response["Content-Security-Policy"] = POLICIES.get(shown, POLICY)
    return _labelled(response, etag)


def _read(file: StoredFile, part: Part | None) -> tuple[str, bytes]:
    with default_storage.open(file.key) as stream:
        found = filetype.guess_mime(stream.read(300))
        shown = found if found in PICTURES or found == PDF else OTHER
        stream.seek(part.first if part else 0)
        return shown, stream.read(part.size) if part else stream.read()


def _labelled(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = f"private, max-age={LIFETIME}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
