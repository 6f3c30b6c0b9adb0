"""SPF, DKIM and DMARC of one mail that came to our own port (RFC 7208, RFC 6376, RFC 7489)."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import dkim
import spf

from usher.mail import ed25519  # noqa: F401  lets dkimpy verify such signatures
from usher.mail.incoming.authenticity.asking import Asking, NoDNS
from usher.mail.incoming.authenticity.domains import belongs_to, domain_in, registered
from usher.mail.incoming.authenticity.verdict import WORDS, Verdict

BY_US = "Usher"
MOST_SIGNATURES = 5  # of one mail

_asking: ContextVar[Asking] = ContextVar("asking")


@dataclass(frozen=True, slots=True)
class Came:
    """How a mail came: `client_ip` is empty when the host that gave it to us is a relay of our own."""

    raw: bytes
    client_ip: str
    helo: str
    envelope_from: str
    sender_domain: str  # of the one From address; empty where there are several


def check(came: Came, asking: Asking) -> Verdict:
    """Ask the DNS and judge. What it does not tell is unknown; DMARC never fails on a guess."""
    spf_word, spf_domain = _spf(came, asking)
    dkim_word, signers = _dkim(came.raw, asking)
    envelopes = [spf_domain] if spf_word == "pass" else []
    proven = any(belongs_to(domain, came.sender_domain) for domain in (*signers, *envelopes))
    dmarc = _dmarc(came.sender_domain, signers, envelopes, asking, is_sure="unknown" not in (spf_word, dkim_word))
    if dmarc == "pass" or (dmarc == "none" and proven):
        verified: bool | None = True
    else:
        verified = None if dmarc == "unknown" else False
    return Verdict(BY_US, spf_word, dkim_word, dmarc, verified)


def _spf(came: Came, asking: Asking) -> tuple[str, str]:
    """The word and the domain that was checked; a relay of ours sends for everybody, so its address says nothing."""
    domain = domain_in(came.envelope_from or came.helo)
    if not came.client_ip or not domain:
        return "unknown", domain
    token = _asking.set(asking)
    try:
        word, _, _ = spf.query(i=came.client_ip, s=came.envelope_from, h=came.helo or domain, querytime=5).check()
    except Exception:  # the library meets what strangers publish; whatever it trips over proves nothing
        return "unknown", domain
    finally:
        _asking.reset(token)
    return ("none" if word == "permerror" else WORDS.get(word, "unknown")), domain


def _dkim(raw: bytes, asking: Asking) -> tuple[str, list[str]]:
    """The word and the domains of the signatures that hold. One over a part of the body only (l=) proves nothing."""
    count = raw[:200_000].lower().count(b"dkim-signature:")
    if not count:
        return "none", []
    word, signers = "fail", []
    try:
        signed = dkim.DKIM(raw, timeout=5)
        for number in range(min(count, MOST_SIGNATURES)):
            try:
                holds = signed.verify(number, dnsfunc=lambda name, timeout=5: _key(name, asking))
            except NoDNS:
                word = "unknown"
                continue
            except dkim.DKIMException:  # of a kind that nobody here knows: another one may hold
                continue
            if holds and b"l" not in signed.signature_fields:
                signers.append(signed.domain.decode("ascii", "replace").lower())
    except Exception:  # likewise: a malformed signature is one that does not hold
        return ("pass" if signers else word), signers
    return ("pass" if signers else word), signers


def _key(name: bytes, asking: Asking) -> bytes | None:
    found = asking.texts(name.decode("ascii", "replace").rstrip("."))
    return found[0] if found else None


def _dmarc(domain: str, signers: list[str], envelopes: list[str], asking: Asking, *, is_sure: bool) -> str:
    if not domain:
        return "unknown"
    try:
        policy = _policy(domain, asking) or (_policy(registered(domain), asking) if registered(domain) != domain else None)
    except NoDNS:
        return "unknown"
    if policy is None:
        return "none"
    if any(belongs_to(each, domain, strictly=policy.get("adkim") == "s") for each in signers):
        return "pass"
    if any(belongs_to(each, domain, strictly=policy.get("aspf") == "s") for each in envelopes):
        return "pass"
    return "fail" if is_sure else "unknown"


def _policy(domain: str, asking: Asking) -> dict[str, str] | None:
    """The one DMARC record of a domain; several are none (RFC 7489 §6.6.3)."""
    texts = [each.decode("utf-8", "replace") for each in asking.texts(f"_dmarc.{domain}")]
    records = [text for text in texts if text.replace(" ", "").lower().startswith("v=dmarc1;")]
    if len(records) != 1:
        return None
    pairs = (part.partition("=") for part in records[0].split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def _spf_lookup(name: str, kind: str, *_: Any) -> list[Any]:
    if kind == "SPF":  # a record type that was given up (RFC 7208 §3.1)
        return []
    try:
        found = _asking.get().ask(name, kind)
    except NoDNS as silence:
        raise spf.TempError(str(silence)) from silence
    return [((name, kind), [each] if kind == "TXT" else each) for each in found]


spf.DNSLookup = _spf_lookup  # its only way to be given another resolver
