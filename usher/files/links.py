"""Links to stored files: signed, so that nobody can guess one, and short-lived, so that a leaked one dies by itself.

Whoever makes a link has checked that its reader may have the file; the link itself asks nobody.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer

from usher.base.refusals import NotFound
from usher.files.models import StoredFile

LIFETIME = 3600  # seconds that a link works at least; at most twice as long
_SIGNER = Signer(salt="usher.files.links")


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link names: the organization to enter and the file in it."""

    organization_id: int
    file_id: int


def token_for(file: StoredFile, *, at: datetime) -> str:
    """The signed part of a link to the file.

    The end is rounded up to full hours: a page that is drawn again names the same address, and browsers keep the file.
    """
    expires = (int(at.timestamp()) // LIFETIME + 2) * LIFETIME
    return _SIGNER.sign(f"{file.organization_id}.{file.pk}.{expires}")


def opened(token: str, *, at: datetime) -> Linked:
    """What the token names. NotFound when it was not made by us or is over."""
    try:
        organization_id, file_id, expires = map(int, _SIGNER.unsign(token).split("."))
    except (BadSignature, ValueError) as error:
        raise NotFound("This link is not complete. Open the file again from its ticket.") from error
    if expires <= at.timestamp():
        raise NotFound("This link has expired. Open the file again from its ticket.")
    return Linked(organization_id, file_id)
