"""The key pair with which a mailbox's mail is signed (RFC 6376), and what DNS must say of it."""

import base64
from datetime import datetime

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
    """A fresh private RSA key as PEM. Ed25519 (RFC 8463) is not offered: the large receivers do not verify it."""
    key = generate_private_key(65537, BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()


def selector_for(at: datetime) -> str:
    """The name under which the public key is published; a new key gets a new one, so that old mail stays verifiable."""
    return f"usher{at:%Y%m%d%H%M}"


def record_name(selector: str, domain: str) -> str:
    """The name of the TXT record."""
    return f"{selector}._domainkey.{domain}"


def record_value(pem: str) -> str:
    """What the TXT record must say."""
    public = load_pem_private_key(pem.encode(), None).public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}"
