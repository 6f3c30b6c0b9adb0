"""Storing bytes, and letting go of them.

Equal contents lie in one place. Whoever stores one holds the place until the row is there, and whoever erases holds it
alone: otherwise a file could be erased in the moment in which somebody sends it again.
"""

import hashlib
import re
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import QuerySet

from usher.base.tenancy import current_id
from usher.files.models import StoredFile

UNSAFE = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')
NAME_BYTES = 200  # file systems allow 255; some room for what downloads add


def store(*, name: str, content: bytes, content_type: str, at: datetime) -> StoredFile:
    """Keep the bytes and return their row. The content is written before the row: a row never lacks its file."""
    digest = hashlib.sha256(content).hexdigest()
    key = f"{current_id()}/{digest[:2]}/{digest}"
    _hold(key, shared=True)
    # A process that was killed while writing leaves a part behind: another size is not this file, and `save` then
    # chooses another place.
    if not default_storage.exists(key) or default_storage.size(key) != len(content):
        key = default_storage.save(key, ContentFile(content))
    return StoredFile.objects.create(
        name=safe_name(name), content_type=content_type.lower(), size=len(content), sha256=digest, key=key, created_at=at
    )


def discard(files: QuerySet[StoredFile]) -> None:
    """Forget these files. Their bytes go after the commit, unless another file holds the same ones."""
    from usher.files import jobs

    keys = sorted(set(files.values_list("key", flat=True)))
    files.delete()
    if keys:
        jobs.erase.defer(organization_id=current_id(), keys=keys)


@transaction.atomic
def erase(key: str) -> None:
    """Delete the bytes at this place if no file holds them any more; safe to repeat."""
    _hold(key, shared=False)
    if not StoredFile.objects.filter(key=key).exists():
        default_storage.delete(key)


def _hold(key: str, *, shared: bool) -> None:
    with connection.cursor() as cursor:
        lock = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [key])


def safe_name(name: str) -> str:
    """The last part of a path without control, bidi and reserved characters, never empty, never hidden."""
    last = re.split(r"[\\/]", name)[-1]
    clean = UNSAFE.sub("", last).strip(" .") or "file"
    while len(clean.encode()) > NAME_BYTES:
        stem, dot, ending = clean.rpartition(".")
        clean = f"{stem[:-1]}.{ending}" if dot and stem and len(ending) < 20 else clean[:-1]
    return clean


def content_of(file: StoredFile) -> bytes:
    """The bytes of a stored file."""
    with default_storage.open(file.key) as stream:
        return bytes(stream.read())
