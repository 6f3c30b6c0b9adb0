"""Idempotency-Key: a change that is sent twice happens once.

The answer is kept in the transaction of the change, so both exist or neither does, also after a crash. Refusals are not
kept: they changed nothing, and what they refused may be right by now.
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse

from usher.api.models import KeptAnswer
from usher.base.refusals import Invalid, Refused
from usher.base.secrets import Unreadable, decrypt, encrypt
from usher.base.tenancy import current_id

KEPT = timedelta(hours=24)
KEY = re.compile(r"[\x21-\x7e]{1,255}\Z")
HEADERS = ("Location", "ETag", "Link", "Content-Type")
HEADER = "Idempotency-Key"
RUNNING = "The first request with this Idempotency-Key is still running. Ask again in a second."
LOOK = """SELECT pg_try_advisory_xact_lock(%s), (SELECT id FROM api_keptanswer
    WHERE organization_id = %s AND token_id = %s AND key = %s AND at > %s)"""
KEEP = """INSERT INTO api_keptanswer AS kept
    (organization_id, token_id, key, fingerprint, at, status, headers, content) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (organization_id, token_id, key) DO UPDATE SET fingerprint = excluded.fingerprint, at = excluded.at,
        status = excluded.status, headers = excluded.headers, content = excluded.content
    WHERE kept.at <= %s RETURNING id"""


class StillRunning(Refused):
    """The first request with the key has not ended yet; ask again in a second."""

    code = "idempotency_key_in_use"


class KeyReused(Invalid):
    """The key was used for something else."""

    code = "idempotency_key_reused"


def once(request: HttpRequest, token_id: int, at: datetime, change: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of `change`, or the kept one of an earlier request with the same key and content.

    Runs inside the transaction of the change. Refuses a key that is malformed or meant something else (422), and one whose
    first request is still under way (409).
    """
    key = request.headers[HEADER].strip().removeprefix('"').removesuffix('"')  # the draft writes it as a quoted string
    if not KEY.match(key):
        raise Invalid({HEADER: "is 1 to 255 visible ASCII characters, best a random UUID."})
    wanted = fingerprint(request)
    if kept := _held(token_id, key, at):
        if kept.fingerprint != wanted:
            raise KeyReused({HEADER: "was used for another request in the last 24 hours; take a new one."})
        return _again(kept)
    response = change()
    _keep(token_id, key, wanted, at, response)
    return response


def forget(at: datetime) -> int:
    """Delete the answers of the organization that are older than a day; how many they were."""
    return KeptAnswer.objects.filter(at__lte=at - KEPT).delete()[0]


def fingerprint(request: HttpRequest) -> str:
    """The same for requests that mean the same: the parts of a form count, not the boundary between them."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type != "multipart/form-data":
        digest.update(request.body)
        return digest.hexdigest()
    digest.update(repr(sorted(request.POST.lists())).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            if isinstance(file, UploadedFile):
                digest.update(f"\n{name} {file.name} {file.content_type} {file.size}\n".encode())
                for chunk in file.chunks():
                    digest.update(chunk)
                file.seek(0)
    return digest.hexdigest()


def lock_of(token_id: int, key: str) -> int:
    """The number that PostgreSQL locks while a request with this key runs."""
    digest = hashlib.blake2b(f"{current_id()} {token_id} {key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def _held(token_id: int, key: str, at: datetime) -> KeptAnswer | None:
    """Hold the key until the transaction ends, and read what is kept under it; one statement, because most keys are new."""
    values: list[Any] = [lock_of(token_id, key), current_id(), token_id, key, at - KEPT]
    with connection.cursor() as cursor:
        cursor.execute(LOOK, values)
        is_ours, kept_id = cursor.fetchone()
    if not is_ours:
        raise StillRunning(RUNNING)
    return KeptAnswer.objects.get(pk=kept_id) if kept_id else None


def _keep(token_id: int, key: str, wanted: str, at: datetime, response: HttpResponse) -> None:
    """Refused where the first request ended between our look and our hold: then ours is undone."""
    headers = {name: response[name] for name in HEADERS if name in response}
    content = encrypt(response.content.decode())
    told: list[Any] = [current_id(), token_id, key, wanted, at, response.status_code, json.dumps(headers), content]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [*told, at - KEPT])
        if cursor.fetchone() is None:
            raise StillRunning(RUNNING)


def _again(kept: KeptAnswer) -> HttpResponse:
    try:
        content = decrypt(kept.content)
    except Unreadable as error:
        text = "This was done already, but its answer cannot be read any more, because the server's secret key changed."
        raise Refused(text) from error
    response = HttpResponse(content, status=kept.status, headers=kept.headers)
    if "Content-Type" not in kept.headers:
        del response["Content-Type"]
    response["Idempotency-Replayed"] = "true"
    return response
