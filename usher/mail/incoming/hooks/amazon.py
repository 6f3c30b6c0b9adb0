"""Amazon SNS signs what it posts, and asks once whether it may post at all."""

import base64
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.x509 import load_pem_x509_certificate

from usher.base.outside import fetch

SECONDS = 10.0
MOST_BYTES = 64 * 1024
# Only Amazon's own hosts: whoever posts could name a certificate of theirs.
HOST = re.compile(r"sns\.[a-z0-9-]{3,40}\.amazonaws\.com(\.cn)?")
SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
    "UnsubscribeConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}


def is_genuine(body: bytes, topic: str) -> bool:
    """Whether SNS signed this, for the topic if one is named."""
    try:
        posted = json.loads(body)
        names = SIGNED[posted["Type"]]
        signed = "".join(f"{name}\n{posted[name]}\n" for name in names if posted.get(name) is not None)
        key = _key(_checked(posted["SigningCertURL"]))
        hashing = SHA256() if str(posted.get("SignatureVersion")) == "2" else SHA1()  # noqa: S303  version 1 is SHA-1
        key.verify(base64.b64decode(posted["Signature"]), signed.encode(), PKCS1v15(), hashing)
    except (InvalidSignature, ValueError, KeyError, TypeError, AttributeError):
        return False
    return not topic or posted["TopicArn"] == topic


def confirm(body: bytes) -> None:
    """Answer SNS's question whether it may post, if this is one. Raises Unreachable."""
    posted: Mapping[str, Any] = json.loads(body)
    if posted.get("Type") == "SubscriptionConfirmation":
        fetch(_checked(posted["SubscribeURL"]), most_bytes=MOST_BYTES, seconds=SECONDS)


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" or not HOST.fullmatch(parts.netloc):
        raise ValueError("not an address of Amazon SNS")
    return url


@lru_cache(maxsize=16)
def _key(url: str) -> RSAPublicKey:
    key = load_pem_x509_certificate(fetch(url, most_bytes=MOST_BYTES, seconds=SECONDS)).public_key()
    if not isinstance(key, RSAPublicKey):
        raise ValueError("not the kind of key that SNS signs with")
    return key
