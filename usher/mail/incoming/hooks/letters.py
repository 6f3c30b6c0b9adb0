"""The message as it was sent, taken from what a provider posts; each provider has a shape of its own."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from usher.base.refusals import Refused


class NotUnderstood(Refused):
    """This is not what the provider posts when mail has come."""

    status = 400
    code = "not_understood"


@dataclass(frozen=True, slots=True)
class Letter:
    """The bytes of one message and its envelope, as far as the provider tells it."""

    raw: bytes
    sender: str = ""
    recipient: str = ""


Fields = Mapping[str, bytes]


def mailgun(request: HttpRequest, fields: Fields) -> Sequence[Letter]:
    """A route's `forward()` with an address that ends in "mime" brings the whole message."""
    return [Letter(fields["body-mime"], _text(fields.get("sender")), _text(fields.get("recipient")))]


def sendgrid(request: HttpRequest, fields: Fields) -> Sequence[Letter]:
    """Inbound Parse with "post the raw, full MIME message"."""
    envelope = json.loads(fields.get("envelope") or b"{}")
    return [Letter(fields["email"], str(envelope.get("from") or ""), str(next(iter(envelope.get("to") or ()), "")))]


def mandrill(request: HttpRequest, fields: Fields) -> Sequence[Letter]:
    """Several at once; other events than mail that came in are passed over."""
    events = [each["msg"] for each in json.loads(fields["mandrill_events"]) if each.get("event") == "inbound"]
    return [Letter(_bytes(each["raw_msg"]), recipient=str(each.get("email") or "")) for each in events]


def postmark(request: HttpRequest, fields: Fields) -> Sequence[Letter]:
    """With "include raw email content"."""
    posted = json.loads(request.body)
    first: dict[str, str] = next(iter(posted.get("Headers") or ()), {})
    sender = str(first.get("Value") or "").strip("<>") if first.get("Name", "").lower() == "return-path" else ""
    return [Letter(_bytes(posted["RawEmail"]), sender, str(posted.get("OriginalRecipient") or ""))]


def sparkpost(request: HttpRequest, fields: Fields) -> Sequence[Letter]:
    """Relay webhooks: a list of events; an empty one is a test."""
    events = [each["msys"]["relay_message"] for each in json.loads(request.body) if each["msys"]]
    return [
        Letter(
            _bytes(each["content"]["email_rfc822"], is_base64=bool(each["content"].get("email_rfc822_is_base64"))),
            str(each.get("msg_from") or ""), str(each.get("rcpt_to") or ""),
        )
        for each in events
    ]  # fmt: skip


def mailersend(request: HttpRequest, fields: Fields) -> Sequence[Letter]:
    """Inbound routes."""
    data = json.loads(request.body)["data"]
    recipients = (data.get("recipients") or {}).get("rcptTo") or [{}]
    return [
        Letter(_bytes(data["raw"]), str((data.get("sender") or {}).get("email") or ""), recipients[0].get("email") or "")
    ]


def postal(request: HttpRequest, fields: Fields) -> Sequence[Letter]:
    """HTTP endpoints that take the raw message."""
    posted = json.loads(request.body)
    raw = _bytes(posted["message"], is_base64=posted.get("base64") is True)
    return [Letter(raw, str(posted.get("mail_from") or ""), str(posted.get("rcpt_to") or ""))]


def amazon(request: HttpRequest, fields: Fields) -> Sequence[Letter]:
    """SES receipt rules with the action SNS; what SES only put into S3 is not there to be read."""
    outer = json.loads(request.body)
    if outer.get("Type") != "Notification":
        return []
    posted = _read(outer.get("Message"))
    if posted.get("notificationType") != "Received":
        return []
    if "content" not in posted:
        raise NotUnderstood("The message itself is missing: let the receipt rule publish it to SNS, not to S3.")
    action = posted["receipt"]["action"]
    recipient = next(iter(posted["receipt"].get("recipients") or ()), "")
    raw = _bytes(posted["content"], is_base64=action.get("encoding", "").upper() == "BASE64")
    return [Letter(raw, str(posted["mail"].get("source") or ""), str(recipient))]


def _read(text: Any) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (TypeError, ValueError):  # Amazon's own words, "Successfully validated SNS topic …"
        return {}
    return found if isinstance(found, dict) else {}


def _bytes(text: str, *, is_base64: bool = False) -> bytes:
    return base64.b64decode(text) if is_base64 else text.encode("utf-8", "surrogateescape")


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
