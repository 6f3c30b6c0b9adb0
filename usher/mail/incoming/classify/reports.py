"""Reports in standard form: DSN (RFC 3464, 6533), read receipts (RFC 8098) and complaints (RFC 5965)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from usher.mail.message import FailedRecipient
from usher.mail.mime.charsets import decode
from usher.mail.mime.tree import Part
from usher.mail.mime.words import decode_words, flatten

STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status", "text/delivery-status")
RECEIPT_TYPES = ("message/disposition-notification", "message/global-disposition-notification")
MAX_REPORT = 200_000
MOST_RECIPIENTS = 500
"""Of one report: each is looked for among ours."""
RECIPIENTS = ("final-recipient", "original-recipient")
OF_RECIPIENT = ("action", "status", "diagnostic-code")
ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")

_COMPLAINT = re.compile(r"\s*complaint about message from [\da-f]{1,4}[.:][\da-f:]", re.IGNORECASE)
_FIELD = re.compile(r"^([A-Za-z][\w-]{1,60})[ \t]*:[ \t]*(.*)$")
_BLANK = re.compile(r"\n[ \t]*\n")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_ADDRESS = re.compile(r"[^\s<>;,\"()]{1,320}@[^\s<>;,\"()]{1,255}")
_XTEXT = re.compile(r"\+([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Report:
    """The machine-readable part of a report: blocks of fields by lower-case name."""

    blocks: tuple[dict[str, str], ...]


def find_report(parts: list[Part], *types: str) -> Report | None:
    """Return the first part of one of the types, as blocks."""
    part = next((each for each in parts if each.content_type in types), None)
    return Report(tuple(read_blocks(decode(part.content()[:MAX_REPORT], "utf-8")))) if part else None


def read_blocks(text: str) -> list[dict[str, str]]:
    """Read blocks of `Name: value` lines with folded continuations, separated by blank lines."""
    blocks: list[dict[str, str]] = []
    for chunk in _BLANK.split(text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")):
        fields: dict[str, str] = {}
        name = ""
        for line in chunk.split("\n"):
            match = _FIELD.match(line)
            if match:
                name = match[1].lower()
                if name in RECIPIENTS and name in fields:  # the next recipient, without the blank line before it
                    blocks.append(_decoded(fields))
                    fields = {}
                fields.setdefault(name, match[2].strip())
            elif name and line[:1] in " \t":
                fields[name] += f" {line.strip()}"
        if fields:
            blocks.append(_decoded(fields))
    return blocks


def _decoded(fields: dict[str, str]) -> dict[str, str]:
    return {key: flatten(decode_words(value)) for key, value in fields.items()}


def is_feedback(root: Part, parts: list[Part]) -> bool:
    """Tell whether this is an abuse report in the Abuse Reporting Format."""
    if _report_type(root) == "feedback-report" or any(each.content_type == "message/feedback-report" for each in parts):
        return True
    encloses = any(each.content_type == "message/rfc822" for each in parts)
    return encloses and bool(_COMPLAINT.match(root.headers.text("subject")))  # Microsoft's, without a report


def is_receipt(root: Part, parts: list[Part]) -> bool:
    """Tell whether this is a message disposition notification."""
    return _report_type(root) == "disposition-notification" or any(each.content_type in RECEIPT_TYPES for each in parts)


def read_recipients(root: Part, parts: list[Part]) -> tuple[FailedRecipient, ...]:
    """Return the recipients of a delivery report; empty when there is none or it names nobody."""
    report = find_report(parts, *STATUS_TYPES)
    if report is None:
        return ()
    found = [each for block in _whole(report.blocks) if (each := to_recipient(block))]
    return tuple(found[:MOST_RECIPIENTS])


def _whole(blocks: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Join what stray blank lines cut off a recipient's block; what stands above all of them holds for each."""
    common: dict[str, str] = {}
    found: list[dict[str, str]] = []
    for block in blocks:
        if any(name in block for name in RECIPIENTS):
            found.append(dict(block))
        elif found:
            found[-1] = block | found[-1]
        else:
            common |= {name: block[name] for name in OF_RECIPIENT if name in block}
    return [common | block for block in found] if found else [common]


def to_recipient(block: dict[str, str]) -> FailedRecipient | None:
    """Read one per-recipient block (RFC 3464 §2.3); the original recipient is the one we wrote to."""
    if not any(name in block for name in ("final-recipient", "original-recipient", "action", "status")):
        return None
    recipient = typed_address(block.get("original-recipient", "")) or typed_address(block.get("final-recipient", ""))
    diagnostic = block.get("diagnostic-code") or block.get("x-notes") or None
    found = _STATUS.search(block.get("status", "")) or _STATUS.search(diagnostic or "")
    status = found[1] if found else None
    words = re.findall(r"[a-z]+", block.get("action", "").lower())
    action = next((word for word in words if word in ACTIONS), None) or action_of(status)
    return FailedRecipient(recipient, action, status, diagnostic)


def typed_address(value: str) -> str | None:
    """Return the address of a typed value such as `rfc822; a@example.com`, xtext decoded (RFC 3461 §4)."""
    address = value.partition(";")[2] if ";" in value else value
    if "@" not in address:
        address = _XTEXT.sub(lambda match: chr(int(match[1], 16)), address)
    found = _ADDRESS.search(address)
    return found[0].strip("'.") if found else None


def action_of(status: str | None) -> str:
    """Return the action that a status code's class means (RFC 3463 §3.1)."""
    return {"2": "delivered", "4": "delayed"}.get((status or "5")[0], "failed")


def _report_type(root: Part) -> str:
    return root.parameters.get("report-type", "").lower() if root.content_type == "multipart/report" else ""
