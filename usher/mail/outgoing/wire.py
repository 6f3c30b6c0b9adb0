"""One message over one SMTP session (RFC 5321), knowing at every step whether it may have arrived."""

import re
import smtplib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from usher.base.text import one_line
from usher.mail.outgoing.header_lines import ascii_domain

_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_DOT = re.compile(rb"(?m)^\.")


class Fate(Enum):
    """What became of one recipient in one attempt."""

    ACCEPTED = "accepted"
    LATER = "later"  # refused for now, or never handed over: may be tried again
    REFUSED = "refused"  # for good
    UNKNOWN = "unknown"  # handed over, and the answer was lost


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said about one recipient; `status` is RFC 3463's code or the reply code."""

    fate: Fate
    detail: str
    status: str = ""


def transmit(
    session: smtplib.SMTP,
    *,
    sender: str,
    recipients: Sequence[str],
    content: bytes,
    about_to_hand_over: Callable[[Sequence[str]], None],
) -> dict[str, Answer]:
    """Send the message to whom the server takes; each recipient gets an answer of its own.

    `about_to_hand_over` is called with the recipients taken when everything but the final dot has been sent: until
    then nothing has arrived, from then on it may have. If it raises, the session must be cut, and nothing arrives.
    """
    answers: dict[str, Answer] = {}
    try:
        accepted = _envelope(session, sender, recipients, answers)
        if not accepted:
            session.rset()
            return answers
        code, said = session.docmd("DATA")
        if code != 354:
            return answers | {address: _answer(code, said) for address in accepted}
        session.send(_stuffed(content))
    except (smtplib.SMTPException, OSError) as error:
        lost = Answer(Fate.LATER, f"The connection was lost before the message was handed over: {_said(error)}.")
        return {address: answers.get(address, lost) for address in recipients}
    about_to_hand_over(accepted)
    try:
        session.send(b".\r\n")
        code, said = session.getreply()
    except (smtplib.SMTPException, OSError) as error:
        lost = Answer(Fate.UNKNOWN, f"The connection was lost after the message was handed over: {_said(error)}.")
        return answers | dict.fromkeys(accepted, lost)
    return answers | {address: _answer(code, said) for address in accepted}


def _envelope(session: smtplib.SMTP, sender: str, recipients: Sequence[str], answers: dict[str, Answer]) -> list[str]:
    options = ["SMTPUTF8"] if _needs_utf8(session, [sender, *recipients]) else []
    code, said = session.mail(_wired(sender), options)
    if 500 <= code < 600 and "+" in sender:
        # Some servers let a login send only as itself: without the detail, then.
        session.rset()
        local, _, domain = sender.rpartition("@")
        code, said = session.mail(_wired(f"{local.partition('+')[0]}@{domain}"), options)
    if code != 250:
        answers.update((address, _answer(code, said)) for address in recipients)
        return []
    accepted = []
    for address in recipients:
        code, said = session.rcpt(_wired(address))
        if code in (250, 251):
            accepted.append(address)
        else:
            answers[address] = _answer(code, said)
        if code == 421:
            raise smtplib.SMTPServerDisconnected(one_line(said.decode("utf-8", "replace"), 200))
    return accepted


def _needs_utf8(session: smtplib.SMTP, addresses: Sequence[str]) -> bool:
    return session.has_extn("smtputf8") and not all(_wired(each).isascii() for each in addresses)


def _wired(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{ascii_domain(domain)}"


def _stuffed(content: bytes) -> bytes:
    """With CRLF at every line's end and dots doubled (RFC 5321 §4.5.2), lacking only the final dot."""
    lines = re.sub(rb"\r?\n|\r", b"\r\n", content)
    return _DOT.sub(b"..", lines if lines.endswith(b"\r\n") else lines + b"\r\n")


def _answer(code: int, said: bytes) -> Answer:
    text = one_line(said.decode("utf-8", "replace"), 400)
    enhanced = _ENHANCED.search(text)
    fate = Fate.ACCEPTED if 200 <= code < 300 else Fate.REFUSED if 500 <= code < 600 else Fate.LATER
    return Answer(fate, f"{code} {text}".strip(), enhanced[1] if enhanced else str(code))


def _said(error: Exception) -> str:
    return one_line(str(error) or type(error).__name__, 200)
