"""/api/files: files that wait for their message."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
from django.db.models import QuerySet
from dmr import Path, modify
from dmr.openapi.objects import MediaTypeMetadata

from usher.api.fields import IdPath, row_named
from usher.api.files.shape import address_of
from usher.api.files.uploading import stored
from usher.api.forms import FORMS, FormBody
from usher.api.models import Upload
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import REPLY, require_scope
from usher.base.refusals import Invalid
from usher.files.actions import discard
from usher.files.models import StoredFile


class UploadShape(msgspec.Struct, rename="camel", frozen=True):
    """An uploaded file; name its id in the `files` of a comment. The link works for about an hour without signing in."""

    id: int
    name: str
    content_type: str
    size: int
    url: str
    created_at: datetime
    expires_at: datetime


class UploadPage(msgspec.Struct, frozen=True):
    """A page of files that wait."""

    files: list[UploadShape]
    pagination: Pagination


class NewUpload(msgspec.Struct, forbid_unknown_fields=True):
    """One file, in the part `file`."""


NewUploadBody = Annotated[NewUpload, FormBody(), MediaTypeMetadata(example={"file": "(the bytes of the file)"})]


class Files(Resource):
    """Files that this token uploaded and no message has yet."""

    @modify(tags=["Files"])
    def get(self, parsed_query: Query[Paged]) -> UploadPage:
        """List the token's waiting files.

        They are kept for a day; those that a comment took are its attachments.
        """
        require_scope(self.actor, REPLY)
        uploads, where = page_of(_rows(self).order_by("id"), parsed_query)
        return UploadPage([_shape(upload, self.at) for upload in uploads], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Files"], parsers=FORMS)
    def post(self, parsed_body: NewUploadBody) -> UploadShape:
        """Upload a file for a comment to come.

        Send a form (multipart/form-data) with one part called `file`, at most 30 MB. Programs are refused. Then name the
        answer's id in the `files` of a comment, within a day.
        """
        require_scope(self.actor, REPLY)
        files = stored(self.request, self.at, name="file")
        if len(files) != 1:
            raise Invalid({"file": "is required: send exactly one file, as multipart/form-data."})
        return _shape(Upload.objects.create(token_id=self.caller.token_id, file=files[0], created_at=self.at), self.at)


class OneFile(Resource):
    """One waiting file."""

    @modify(tags=["Files"])
    def get(self, parsed_path: Path[IdPath]) -> UploadShape:
        """Read what is known of a waiting file.

        With a fresh link to its content.
        """
        require_scope(self.actor, REPLY)
        return _shape(row_named(_rows(self), parsed_path.id, "waiting file"), self.at)

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Files"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Delete a waiting file.

        Files of a message are deleted as attachments.
        """
        require_scope(self.actor, REPLY)
        upload: Upload = row_named(_rows(self), parsed_path.id, "waiting file")
        upload.delete()
        discard(StoredFile.objects.filter(pk=upload.file_id))


def _rows(resource: Resource) -> QuerySet[Upload]:
    return Upload.objects.filter(token_id=resource.caller.token_id).select_related("file")


def _shape(upload: Upload, at: datetime) -> UploadShape:
    file = upload.file
    return UploadShape(
        upload.pk, file.name, file.content_type, file.size, address_of(file, at), upload.created_at, upload.expires_at
    )
