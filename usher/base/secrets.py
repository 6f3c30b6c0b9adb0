"""Secrets that must be read again (passwords of mailboxes, secrets of webhooks), as they lie in the database."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from usher.base.refusals import Refused


class Unreadable(Refused):
    """What is stored was encrypted with another SECRET_KEY."""

    code = "password_unreadable"


def encrypt(secret: str) -> bytes:
    """The secret as it may lie in the database; empty stays empty."""
    return _box(*_secrets()).encrypt(secret.encode()) if secret else b""


def decrypt(stored: bytes | memoryview) -> str:
    """The secret again. Raises Unreadable when SECRET_KEY changed and the old one is not in SECRET_KEY_FALLBACKS."""
    if not stored:
        return ""
    try:
        return _box(*_secrets()).decrypt(bytes(stored)).decode()
    except InvalidToken as error:
        raise Unreadable("The stored password cannot be read with this USHER_SECRET_KEY; enter it again.") from error


@lru_cache(maxsize=1024)
def derived(secret: str, purpose: str) -> bytes:
    """A key of 32 bytes for this purpose alone (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *(str(each) for each in settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _box(*secrets: str) -> MultiFernet:
    # The purpose is as old as the first stored password; another word would make all of them unreadable.
    return MultiFernet([Fernet(base64.urlsafe_b64encode(derived(secret, "usher mail passwords"))) for secret in secrets])
