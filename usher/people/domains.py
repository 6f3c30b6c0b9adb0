"""Mail domains: one spelling for each, whether it was written in its own letters or in the wire's (RFC 5891)."""

import re
import unicodedata

from usher.people.public_domains import PUBLIC

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?=.{{4,253}}\Z)({_LABEL}\.)+([a-z]{{2,63}}|xn--[a-z0-9-]{{2,59}})\Z")
_WIRE = "xn--"


def wire_form(domain: str) -> str:
    """The domain in ASCII and lower case, as companies keep it: "Bäckerei.example" → "xn--bckerei-5wa.example"."""
    folded = unicodedata.normalize("NFKC", domain.strip().lower().lstrip("@").rstrip("."))
    return ".".join(_to_wire(label) for label in folded.split("."))


def own_letters(domain: str) -> str:
    """The domain as its people write it."""
    return ".".join(_from_wire(label) for label in domain.split("."))


def domain_of(email: str) -> str:
    """The domain of an address, as companies keep it."""
    return wire_form(email.rpartition("@")[2])


def problem_with(domain: str) -> str:
    """Why this domain (in its wire form) cannot belong to a company; empty when it can."""
    if not _DOMAIN.match(domain):
        return f"“{own_letters(domain)[:100]}” is not a mail domain; write one like example.com."
    if domain in PUBLIC:
        return f"Anybody can have an address at {domain}, so it says nothing about a company. Link its contacts one by one."
    return ""


def _to_wire(label: str) -> str:
    if label.isascii():
        return label
    return _WIRE + label.encode("punycode").decode()


def _from_wire(label: str) -> str:
    if not label.startswith(_WIRE):
        return label
    try:
        return label.removeprefix(_WIRE).encode().decode("punycode")
    except UnicodeError:
        return label
