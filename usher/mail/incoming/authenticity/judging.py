"""What the ledger's row says of the sender, before anything is decided about the mail."""

import logging
from dataclasses import replace

from usher.mail.incoming.authenticity.asking import Asking, Resolver, system
from usher.mail.incoming.authenticity.checks import Came, check
from usher.mail.incoming.authenticity.results import read_results
from usher.mail.incoming.authenticity.senders import is_outside, sender_domain
from usher.mail.incoming.authenticity.spam import is_spam
from usher.mail.incoming.authenticity.trusting import believed
from usher.mail.incoming.authenticity.verdict import Verdict, judged
from usher.mail.message import ParsedMessage
from usher.mail.mime import headers as header_block
from usher.mail.mime.headers import Headers
from usher.mail.models import IncomingMail

log = logging.getLogger(__name__)

HEADER = b"authentication-results"
MOST_HEADER = 2_000_000  # bytes in which it is looked for


def judge(mail: IncomingMail, message: ParsedMessage, raw: bytes, *, resolver: Resolver = system) -> None:
    """Write `authentication`, `is_verified` and `is_spam` into the (unsaved) row; never raises.

    Mail that a host outside gave to our port is checked by ourselves, and its headers are the sender's: the DNS is
    asked, so call it outside of any transaction. Everything else went through a server that the mailbox's settings may
    trust; without one, nothing but a failure is believed. Mail from a relay of our own may still be proven by its
    signature.
    """
    mail.is_spam = is_spam(message)
    mail.authentication, mail.is_verified = {}, None
    if not mail.client_ip and HEADER not in raw[:MOST_HEADER].lower():
        return
    headers, _ = header_block.split(raw)
    domain = sender_domain(headers)
    verdict = None if is_outside(mail.client_ip) else _by_others(mail, headers, domain)
    if verdict is None and mail.client_ip:
        verdict = _by_us(mail, raw, domain, resolver)
    if verdict and not domain:
        # Several From addresses, or none: no domain answers for it, which is what a forger wants (RFC 7489 §6.6.1).
        verdict = replace(verdict, dmarc="fail", is_verified=False)
    if verdict:
        mail.authentication, mail.is_verified = verdict.as_row(), verdict.is_verified


def fails_dmarc(mail: IncomingMail) -> bool:
    """Whether whoever checked found that the domain in From disowns this mail; unknown is no failure."""
    return mail.is_disowned


def _by_others(mail: IncomingMail, headers: Headers, domain: str) -> Verdict | None:
    written = headers.raw_all("authentication-results")
    if results := believed(mail.mailbox, mail.source, written):
        return judged(results, domain)
    # Nobody writes into their own mail that it is forged: a failure is believed whoever tells it, a pass never.
    topmost = judged(read_results(written[0]), domain) if written else None
    return Verdict(topmost.by, dmarc="fail", is_verified=False) if topmost and topmost.dmarc == "fail" else None


def _by_us(mail: IncomingMail, raw: bytes, domain: str, resolver: Resolver) -> Verdict | None:
    outside = mail.client_ip if is_outside(mail.client_ip) else ""
    try:
        return check(Came(raw, outside, mail.helo, mail.envelope_from.strip("<> "), domain), Asking(resolver))
    except Exception:  # whatever strangers publish or write: the mail itself must come in
        log.exception("the sender of message %s could not be checked", mail.pk)
        return None
