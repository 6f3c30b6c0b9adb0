"""Questions to the DNS with an end: the ledger waits for it, but never long, and never twice while it is silent."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import dns.exception
import dns.resolver

PATIENCE = 8.0  # seconds for all that is asked about one mail
SILENCE = 60.0  # seconds for which a DNS that did not answer is left alone
MOST = 40  # questions about one mail

Resolver = Callable[[str, str, float], Sequence[Any]]
"""(name, kind, seconds) → TXT as bytes, A, AAAA, NS and PTR as text, MX as (preference, host); NoDNS when it is silent."""


class NoDNS(Exception):
    """The DNS cannot be asked now, so what would need it is unknown."""


class Asking:
    """The questions about one mail: together they take no more than PATIENCE seconds."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._ends = time.monotonic() + PATIENCE
        self._left = MOST

    def ask(self, name: str, kind: str) -> Sequence[Any]:
        """The records of this kind, an empty list where there are none."""
        seconds = self._ends - time.monotonic()
        self._left -= 1
        if seconds <= 0 or self._left < 0:
            raise NoDNS("the time to check is over")
        return self._resolver(name, kind, seconds)

    def texts(self, name: str) -> list[bytes]:
        """The TXT records of a name, each as one piece."""
        return [bytes(each) for each in self.ask(name, "TXT")]


class System:
    """The machine's own resolver; after a silence it is not asked again for a minute."""

    def __init__(self) -> None:
        self._silent_till = 0.0

    def __call__(self, name: str, kind: str, seconds: float) -> Sequence[Any]:
        """Ask; NoDNS when no server answers or none is known."""
        if time.monotonic() < self._silent_till:
            raise NoDNS("the DNS did not answer a moment ago")
        try:
            found = dns.resolver.resolve(name, kind, lifetime=min(seconds, PATIENCE / 2), search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.resolver.YXDOMAIN):
            return []
        except (dns.resolver.NoResolverConfiguration, dns.resolver.LifetimeTimeout, OSError) as error:
            self._silent_till = time.monotonic() + SILENCE
            raise NoDNS(str(error)) from error
        except dns.exception.DNSException as error:  # this one name's servers fail, others may answer
            raise NoDNS(str(error)) from error
        return [_plain(record, kind) for record in found]


def _plain(record: Any, kind: str) -> Any:
    if kind == "TXT":
        return b"".join(record.strings)
    if kind == "MX":
        return record.preference, record.exchange.to_text(omit_final_dot=True)
    return record.target.to_text(omit_final_dot=True) if kind in ("NS", "PTR") else record.address


system = System()
