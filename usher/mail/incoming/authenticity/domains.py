"""Which domains belong together (RFC 7489 §3.2): those under one name that somebody registered."""

from functools import lru_cache

from publicsuffixlist import PublicSuffixList

from usher.people.domains import wire_form


@lru_cache(maxsize=4096)
def registered(domain: str) -> str:
    """The registered domain above this one ("mail.example.co.uk" → "example.co.uk"); itself where there is none."""
    wire = wire_form(domain)
    return _list().privatesuffix(wire) or wire


def belongs_to(domain: str, other: str, *, strictly: bool = False) -> bool:
    """Whether two domains are aligned: the same, or (relaxed) under one registered domain."""
    if not domain or not other:
        return False
    return wire_form(domain) == wire_form(other) if strictly else registered(domain) == registered(other)


def domain_in(value: str) -> str:
    """The domain of an address, or of what is one already."""
    return value.strip("<> ").rpartition("@")[2].lower().rstrip(".")


@lru_cache(maxsize=1)
def _list() -> PublicSuffixList:
    return PublicSuffixList(only_icann=False)
