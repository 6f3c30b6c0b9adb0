"""The domain that a mail claims to come from, and the host that gave it to us."""

import ipaddress

from usher.mail.incoming.authenticity.domains import domain_in
from usher.mail.mime.addresses import read_addresses
from usher.mail.mime.headers import Headers


def sender_domain(headers: Headers) -> str:
    """The domain of the one From address; empty where there are several, or several From headers (RFC 7489 §6.6.1)."""
    if len(headers.raw_all("from")) != 1:
        return ""
    found = {domain_in(each.address) for each in read_addresses(headers, "from")}
    return found.pop() if len(found) == 1 else ""


def is_outside(client_ip: str) -> bool:
    """Whether a host on the public internet gave us the mail, not a relay of our own."""
    try:
        ip = ipaddress.ip_address(client_ip)
    except ValueError:
        return False
    # A port that listens to both kinds names IPv4 hosts this way (RFC 4291 §2.5.5.2), which is not global by itself.
    return (getattr(ip, "ipv4_mapped", None) or ip).is_global
