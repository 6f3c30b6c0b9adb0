"""From what a request brought to files of a message."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from usher.api.models import Upload
from usher.base.refusals import Invalid
from usher.files.accepting import offered, refuse_files
from usher.files.actions import store
from usher.files.models import StoredFile
from usher.tickets.actions.writing import Attached

PART = "files"  # the name of a form's file parts


def stored(request: HttpRequest, at: datetime, *, name: str = PART, already: int = 0) -> list[StoredFile]:
    """Keep the files of the form's parts called `name`; Invalid for other parts and for files that may not come."""
    if others := sorted(set(request.FILES) - {name}):
        raise Invalid(dict.fromkeys(others, f"is no field for files here; the one for files is called “{name}”."))
    files = list(_uploaded(request, name))
    those = [offered(file) for file in files]
    refuse_files(those, name, already)
    return [
        store(name=file.name or "file", content=file.read(), content_type=each.content_type, at=at)
        for file, each in zip(files, those, strict=True)
    ]


def attached(request: HttpRequest, token_id: int, ids: Sequence[int], at: datetime) -> list[Attached]:
    """The files of a new message: those uploaded before under these ids by the same token, then those of the form.

    An uploaded file goes with one message only. Invalid names ids that are none of the token's.
    """
    uploads = {upload.pk: upload for upload in Upload.objects.filter(token_id=token_id, pk__in=ids).select_related("file")}
    if unknown := [str(upload_id) for upload_id in ids if upload_id not in uploads]:
        text = f"There is no uploaded file {', '.join(unknown)} of this token that waits; POST /api/files makes one."
        raise Invalid({PART: text})
    before = [uploads[upload_id].file for upload_id in dict.fromkeys(ids)]
    new = stored(request, at, already=sum(file.size for file in before))
    Upload.objects.filter(pk__in=uploads).delete()
    return [Attached(file) for file in (*before, *new)]


def _uploaded(request: HttpRequest, name: str) -> Iterator["UploadedFile[Any]"]:
    return (file for file in request.FILES.getlist(name) if isinstance(file, UploadedFile))
