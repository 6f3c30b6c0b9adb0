"""A mailbox from the command line."""

import sys

from django.utils import timezone

from usher.base.refusals import NotFound
from usher.base.tenancy import entered
from usher.mail.actions import create_mailbox
from usher.mail.connecting import ConnectionFailed, imap
from usher.mail.incoming.fetching import fetch_new
from usher.mail.locks import Work, alone
from usher.mail.models import Mailbox
from usher.organizations.queries import organization_id_of
from usher.people.actors import SYSTEM

TIMEOUT = 5.0  # seconds


def run(*, organization: str, **fields: object) -> None:
    """Add the mailbox and note where its folder ends today; a server that does not answer is no reason to refuse."""
    organization_id = organization_id_of(organization)
    if organization_id is None:
        raise NotFound(f"there is no organization {organization!r}.")
    with entered(organization_id):
        mailbox = create_mailbox(fields=fields, by=SYSTEM, at=timezone.now())
    print(f"{mailbox.address} is added to {organization}.")
    _begin(organization_id, mailbox)


def _begin(organization_id: int, mailbox: Mailbox) -> None:
    try:
        with imap(mailbox, timeout=TIMEOUT) as box, alone(Work.FETCHING, mailbox.pk) as has_it:
            if has_it:  # else a worker that runs was faster
                fetch_new(organization_id, mailbox, box)
    except ConnectionFailed as failure:
        print(f"usher: it cannot be read yet: {failure} It is tried again as long as the server runs.", file=sys.stderr)
