"""Ed25519 signatures (RFC 8463) for dkimpy: the few names that it wants of PyNaCl, made of cryptography's.

Importing this is enough. Without it a mail that is signed both ways, the new one first, would count as forged.
"""

import base64
from types import SimpleNamespace

import dkim
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class _VerifyKey:
    def __init__(self, text: bytes, encoder: object) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(base64.b64decode(text))

    def verify(self, digest: bytes, signature: bytes) -> None:
        self._key.verify(signature, digest)


class _SigningKey:
    def __init__(self, text: bytes, encoder: object) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))

    def sign(self, digest: bytes) -> SimpleNamespace:
        return SimpleNamespace(signature=self._key.sign(digest))


dkim.nacl = SimpleNamespace(  # its only way to be given another library
    signing=SimpleNamespace(VerifyKey=_VerifyKey, SigningKey=_SigningKey),
    encoding=SimpleNamespace(Base64Encoder=None),
    exceptions=SimpleNamespace(BadSignatureError=InvalidSignature, ValueError=ValueError),
)
