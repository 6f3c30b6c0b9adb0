"""What each provider posts when mail has come, signed as it signs."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from tests.world import NOON

SENDER, RECIPIENT = "carl@bakery.example", "help+t.1@pine.example"
BOUNDARY = "xYzZY"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Post:
    """One request: a body, its type, and headers as Django's test client takes them."""

    body: bytes
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


Build = Callable[[bytes, str, str], Post]  # of the message, the secret and the address


def multipart(fields: dict[str, bytes], **headers: str) -> Post:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"
        for name, value in fields.items()
    ]
    return Post(b"".join(parts) + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}", headers)


def mailgun(raw: bytes, secret: str, url: str) -> Post:
    signature = hmac.new(secret.encode(), b"1700000000" + b"token", hashlib.sha256).hexdigest()
    return multipart({
        "sender": SENDER.encode(), "recipient": RECIPIENT.encode(), "body-mime": raw, "stripped-text": b"not the truth",
        "timestamp": b"1700000000", "token": b"token", "signature": signature.encode(),
    })  # fmt: skip


def mailgun_pieces(raw: bytes, secret: str, url: str) -> Post:
    """As a route without "mime" at its end posts."""
    signature = hmac.new(secret.encode(), b"1700000000" + b"token", hashlib.sha256).hexdigest()
    headers = [["From", SENDER], ["To", RECIPIENT], ["Subject", "Oven"], ["Message-Id", "<1@bakery.example>"]]
    pieces = {
        "sender": SENDER, "recipient": RECIPIENT, "body-plain": "The big oven stays cold.", "timestamp": "1700000000",
        "message-headers": json.dumps(headers), "token": "token", "signature": signature,
    }  # fmt: skip
    return Post(urlencode(pieces).encode(), "application/x-www-form-urlencoded")


def sendgrid(raw: bytes, secret: str, url: str) -> Post:
    envelope = json.dumps({"to": [RECIPIENT], "from": SENDER}).encode()
    return multipart({"email": raw, "envelope": envelope, "subject": b"x"}, **basic(secret))


def mandrill(raw: bytes, secret: str, url: str) -> Post:
    inbound = {"event": "inbound", "ts": 1, "msg": {"raw_msg": raw.decode("utf-8", "surrogateescape"), "email": RECIPIENT}}
    events = json.dumps([inbound, {"event": "open", "msg": {}}])
    signature = base64.b64encode(
        hmac.new(secret.encode(), (url + "mandrill_events" + events).encode(), hashlib.sha1).digest()
    )
    body = urlencode({"mandrill_events": events}).encode()
    return Post(body, "application/x-www-form-urlencoded", {"HTTP_X_MANDRILL_SIGNATURE": signature.decode()})


def postmark(raw: bytes, secret: str, url: str) -> Post:
    posted = {
        "Headers": [{"Name": "Return-Path", "Value": f"<{SENDER}>"}], "OriginalRecipient": RECIPIENT,
        "RawEmail": raw.decode("utf-8", "surrogateescape"), "StrippedTextReply": "not the truth",
    }  # fmt: skip
    return Post(json.dumps(posted).encode(), headers=basic(secret))


def sparkpost(raw: bytes, secret: str, url: str) -> Post:
    content = {"email_rfc822": base64.b64encode(raw).decode(), "email_rfc822_is_base64": True}
    relay = {"content": content, "msg_from": SENDER, "rcpt_to": RECIPIENT, "protocol": "smtp"}
    return Post(json.dumps([{"msys": {"relay_message": relay}}, {"msys": {}}]).encode(), headers=basic(secret))


def mailersend(raw: bytes, secret: str, url: str) -> Post:
    data = {"raw": raw.decode("utf-8", "surrogateescape"), "sender": {"email": SENDER}}
    data["recipients"] = {"rcptTo": [{"email": RECIPIENT}]}  # type: ignore[assignment]
    body = json.dumps({"type": "inbound.message", "data": data}).encode()
    return Post(body, headers={"HTTP_SIGNATURE": hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()})


def postal(raw: bytes, secret: str, url: str) -> Post:
    posted = {"mail_from": SENDER, "rcpt_to": RECIPIENT, "message": base64.b64encode(raw).decode(), "base64": True}
    body = json.dumps(posted).encode()
    signature = KEY.sign(body + (b"" if secret == public_key() else b"x"), padding.PKCS1v15(), hashes.SHA1())
    return Post(body, headers={"HTTP_X_POSTAL_SIGNATURE": base64.b64encode(signature).decode()})


def mailjet(raw: bytes, secret: str, url: str) -> Post:
    """Only pieces; the message is put together again."""
    posted = {
        "Sender": SENDER, "Recipient": RECIPIENT, "Text-part": "The big oven stays cold.",
        "Headers": {"From": SENDER, "To": RECIPIENT, "Subject": "Oven", "Message-ID": "<1@bakery.example>"},
    }  # fmt: skip
    return Post(json.dumps(posted).encode(), headers=basic(secret))


def amazon(raw: bytes, secret: str, url: str, **changes: Any) -> Post:
    """By way of SNS; the secret is the topic."""
    message = {
        "notificationType": "Received", "content": base64.b64encode(raw).decode(), "mail": {"source": SENDER},
        "receipt": {"recipients": [RECIPIENT], "action": {"type": "SNS", "encoding": "BASE64"}},
    }  # fmt: skip
    posted = {
        "Type": "Notification", "MessageId": "7", "TopicArn": secret, "Message": json.dumps(message), "Timestamp": "now",
        "SignatureVersion": "2", "SigningCertURL": "https://sns.eu-west-1.amazonaws.com/cert.pem", **changes,
    }  # fmt: skip
    names = ["Message", "MessageId", "SubscribeURL", "Subject", "Timestamp", "Token", "TopicArn", "Type"]
    signed = "".join(f"{name}\n{posted[name]}\n" for name in names if name in posted)
    posted["Signature"] = base64.b64encode(KEY.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()
    return Post(json.dumps(posted).encode(), "text/plain; charset=UTF-8")


def basic(secret: str) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Basic {base64.b64encode(secret.encode()).decode()}"} if secret else {}


def public_key() -> str:
    kind, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return "".join(KEY.public_key().public_bytes(kind, form).decode().splitlines()[1:-1])


def certificate() -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(KEY.public_key()).serial_number(7)
    signed = built.not_valid_before(NOON).not_valid_after(NOON.replace(year=2030)).sign(KEY, hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.PEM)


# Provider → what it posts, a good secret.
POSTS: dict[str, tuple[Build, str]] = {
    "amazon": (amazon, "arn:aws:sns:eu-west-1:1:mail"),
    "mailersend": (mailersend, "route secret"),
    "mailgun": (mailgun, "signing key"),
    "mailjet": (mailjet, "usher:pass"),
    "mandrill": (mandrill, "webhook key"),
    "postal": (postal, public_key()),
    "postmark": (postmark, "usher:pass"),
    "sendgrid": (sendgrid, "usher:pass"),
    "sparkpost": (sparkpost, "usher:pass"),
}
