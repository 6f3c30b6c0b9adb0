"""Mail from somebody who is no contact yet, by the policy of its mailbox (product.md section 4)."""

from usher.mail.incoming.handing import Outcome
from usher.mail.message import Address
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State
from usher.mail.models.mailbox import UnknownSenders
from usher.mail.queries import mailbox_addresses
from usher.people.domains import domain_of
from usher.people.models import CompanyDomain, ContactAddress
from usher.people.queries import member_addresses

WHY = {
    UnknownSenders.KNOWN_DOMAINS: "{sender} is no contact yet and writes from no company's domain.",
    UnknownSenders.REVIEW: "{sender} is no contact yet.",
}
DISOWNED = "Perhaps not from {sender}: their domain disowns this mail (DMARC failed)."


def must_wait(mail: IncomingMail, sender: Address) -> bool:
    """Whether somebody must look at the sender before their mail becomes a ticket; no query where everybody may write."""
    mailbox = mail.mailbox
    if mailbox.unknown_senders == UnknownSenders.CREATE:
        return False
    if mail.is_disowned:  # in the name of somebody known, perhaps
        return True
    domain = domain_of(sender.key)
    if domain in mailbox.welcome_domains or sender.key in member_addresses() or sender.key in mailbox_addresses():
        return False
    if ContactAddress.objects.filter(email=sender.key).exists():
        return False
    by_domain = mailbox.unknown_senders == UnknownSenders.KNOWN_DOMAINS
    return not (by_domain and CompanyDomain.objects.filter(domain=domain).exists())


def set_aside(mail: IncomingMail, sender: Address) -> Outcome:
    """Keep it in the ledger's list for review."""
    mail.awaits_review = True
    why = DISOWNED if mail.is_disowned else WHY[UnknownSenders(mail.mailbox.unknown_senders)]
    why = why.format(sender=sender.address)
    return Outcome(State.IGNORED, f"Waits for a review: {why}")
