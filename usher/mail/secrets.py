"""Keys of the mail room, all derived from SECRET_KEY: for passwords at rest and for the marks of outgoing mail."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from usher.base.refusals import Refused
from usher.base.tenancy import current_id


class Unreadable(Refused):
    """A stored password was encrypted with another SECRET_KEY."""

    code = "password_unreadable"


def encrypt(password: str) -> bytes:
    """The password as it may lie in the database; empty stays empty."""
    return _box(*_secrets()).encrypt(password.encode()) if password else b""


def decrypt(stored: bytes | memoryview) -> str:
    """The password again. Raises Unreadable when SECRET_KEY changed and the old one is not in SECRET_KEY_FALLBACKS."""
    if not stored:
        return ""
    try:
        return _box(*_secrets()).decrypt(bytes(stored)).decode()
    except InvalidToken as error:
        raise Unreadable("The stored password cannot be read with this USHER_SECRET_KEY; enter it again.") from error


def signing_key() -> bytes:
    """The key that signs reply addresses and Message-IDs of the organization we are in: another tenant's are foreign."""
    return _derived(settings.SECRET_KEY, f"usher mail marks {current_id()}")


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *(str(each) for each in settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _box(*secrets: str) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(secret, "usher mail passwords"))) for secret in secrets])


@lru_cache(maxsize=1024)
def _derived(secret: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())
