"""One message as if it had arrived."""

from django.utils import timezone

from usher.base.refusals import NotFound
from usher.base.tenancy import entered
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import Mailbox
from usher.organizations.queries import organization_id_of


def run(*, organization: str, mailbox: str, raw: bytes, sender: str = "", recipient: str = "") -> None:
    """Store the message in the ledger of the mailbox; returns once that is committed, a worker does the rest."""
    organization_id = organization_id_of(organization)
    if organization_id is None:
        raise NotFound(f"there is no organization {organization!r}.")
    with entered(organization_id):
        row = Mailbox.objects.filter(address=mailbox.strip().lower(), is_active=True).first()
        if row is None:
            known = ", ".join(Mailbox.objects.filter(is_active=True).values_list("address", flat=True)[:5]) or "none"
            raise NotFound(f"there is no mailbox {mailbox!r} in {organization}; there is: {known}.")
        take(row, raw, Delivery("pipe", envelope_from=sender, envelope_to=recipient), at=timezone.now())
