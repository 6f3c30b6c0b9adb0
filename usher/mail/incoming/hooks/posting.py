"""The body of a provider's request, whole and exact: Django's own limits and decoding are made for people's forms."""

import re
from email.message import Message
from urllib.parse import parse_qsl

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from usher.base.refusals import Refused

LARGEST = 72 * 1024 * 1024  # bytes: a message of 50 MB in base64, and what stands around it
MOST_PARTS = 1000


class TooLarge(Refused):
    """More than a message may have."""

    status = 413
    code = "too_large"


def prepare(request: HttpRequest) -> dict[str, bytes]:
    """Read the body, set what Django would (`body`, `POST`, `FILES`), and return the form's fields as they came."""
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise TooLarge("This is more than a message may have.")
    request._body = body
    fields: dict[str, bytes] = {}
    files: MultiValueDict[str, SimpleUploadedFile] = MultiValueDict()
    if request.content_type == "multipart/form-data":
        fields, files = _parts(body, (request.content_params or {}).get("boundary", ""))
    elif request.content_type == "application/x-www-form-urlencoded":
        pairs = parse_qsl(body.decode("latin-1"), keep_blank_values=True, encoding="latin-1", max_num_fields=MOST_PARTS)
        fields = {name: value.encode("latin-1") for name, value in pairs}
    posted = QueryDict(mutable=True)
    for name, value in fields.items():
        posted[name] = value.decode("utf-8", "replace")
    request._post, request._files = posted, files  # type: ignore[attr-defined]
    return fields


def _parts(body: bytes, boundary: str) -> tuple[dict[str, bytes], "MultiValueDict[str, SimpleUploadedFile]"]:
    """Fields and files of a form (RFC 7578)."""
    fields: dict[str, bytes] = {}
    files: MultiValueDict[str, SimpleUploadedFile] = MultiValueDict()
    if not boundary:
        return fields, files
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:MOST_PARTS]:
        head, _, content = part.lstrip(b" \t").removeprefix(b"\r\n").partition(b"\r\n\r\n")
        described = Message()
        for line in re.split(rb"\r\n(?![ \t])", head):
            name, _, value = line.decode("utf-8", "replace").partition(":")
            described[name.strip() or "x"] = value.strip()
        field = described.get_param("name", header="content-disposition")
        if not isinstance(field, str):
            continue
        filename = described.get_filename()
        if filename is None:
            fields[field] = content
        else:
            files.appendlist(field, SimpleUploadedFile(filename or "file", content, described.get_content_type()))
    return fields, files
