"""The key pairs with which a mailbox's mail is signed (RFC 6376, RFC 8463), and what DNS must say of them."""

import base64
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

BITS = 2048  # RFC 8301 §3.2; longer keys do not fit into one DNS string and some verifiers refuse them


def new_key() -> str:
    """A fresh private RSA key as PEM."""
    key = generate_private_key(65537, BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()


def new_ed25519_key() -> str:
    """A fresh private Ed25519 key in base64. Only beside an RSA one: large receivers do not verify it yet."""
    return base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()


def selector_for(at: datetime) -> str:
    """The name under which the public key is published; a new key gets a new one, so that old mail stays verifiable."""
    return f"usher{at:%Y%m%d%H%M}"


def ed25519_selector(selector: str) -> str:
    """The name of the second key: each needs a record of its own (RFC 8463 §3)."""
    return f"{selector}-ed25519"


def record_name(selector: str, domain: str) -> str:
    """The name of the TXT record."""
    return f"{selector}._domainkey.{domain}"


def record_value(pem: str) -> str:
    """What the TXT record of an RSA key must say."""
    public = load_pem_private_key(pem.encode(), None).public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}"


def ed25519_record_value(key: str) -> str:
    """What the TXT record of an Ed25519 key must say."""
    public = Ed25519PrivateKey.from_private_bytes(base64.b64decode(key)).public_key()
    return f"v=DKIM1; k=ed25519; p={base64.b64encode(public.public_bytes_raw()).decode()}"
