"""What is known of a sender, from whoever checked."""

from dataclasses import dataclass

from usher.base.text import one_line
from usher.mail.incoming.authenticity.domains import belongs_to, domain_in
from usher.mail.incoming.authenticity.results import Result, Results

LONGEST_NAME = 200  # characters
WORDS = {
    "pass": "pass", "fail": "fail", "hardfail": "fail", "softfail": "fail", "policy": "fail", "none": "none",
    "neutral": "none", "nxdomain": "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """pass, fail, none or unknown by each method; `is_verified`: the From address is proven, null: nobody could tell."""

    by: str
    spf: str = "unknown"
    dkim: str = "unknown"
    dmarc: str = "unknown"
    is_verified: bool | None = None

    def as_row(self) -> dict[str, str]:
        """As the ledger keeps it. Of a failure anybody may be the author, so the name is any bytes at all."""
        by = one_line(self.by.encode("utf-8", "replace").decode(), LONGEST_NAME)
        return {"by": by, "spf": self.spf, "dkim": self.dkim, "dmarc": self.dmarc}


def judged(results: Results, sender_domain: str) -> Verdict:
    """What another server's findings say about mail from this domain.

    DMARC decides where it was found for this very domain. Where the domain has no policy, a signature or an envelope
    of the same registered domain proves as much (RFC 7489 §3.1).
    """
    dmarc = _dmarc(results.of("dmarc"), sender_domain)
    proofs = [each for each in results.of("dkim") if each.result == "pass" and belongs_to(_signer(each), sender_domain)]
    proofs += [each for each in results.of("spf") if each.result == "pass" and belongs_to(_envelope(each), sender_domain)]
    spf, dkim = _word(results.of("spf")), _word(results.of("dkim"))
    verified: bool | None = True if dmarc == "pass" else False if dmarc == "fail" else None
    if verified is None and proofs:
        verified = True
    if verified is None and {spf, dkim} != {"unknown"}:
        verified = False
    return Verdict(results.server or "Microsoft", spf, dkim, dmarc, verified)


def _dmarc(found: list[Result], sender_domain: str) -> str:
    about = [each for each in found if _is_about(each, sender_domain)]
    if any(each.result == "fail" for each in found):
        return "fail"
    return _word(about)


def _is_about(result: Result, sender_domain: str) -> bool:
    named = result.properties.get("header.from") or result.properties.get("header.d")
    return not named or belongs_to(domain_in(named), sender_domain)


def _word(found: list[Result]) -> str:
    """The best of several: one good signature is enough."""
    words = [WORDS.get(each.result, "unknown") for each in found]
    return next((word for word in ("pass", "fail", "none") if word in words), "unknown")


def _signer(result: Result) -> str:
    return domain_in(result.properties.get("header.d") or result.properties.get("header.i", ""))


def _envelope(result: Result) -> str:
    named = (
        result.properties.get("smtp.mailfrom") or result.properties.get("smtp.mail") or result.properties.get("smtp.helo")
    )
    return domain_in(named or "")
