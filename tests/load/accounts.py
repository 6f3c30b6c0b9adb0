"""What the killing test does and asks inside Usher, in a process of its own: `… -m tests.load.accounts answer|count`."""

import json
import sys
from typing import Any

from usher.cli.database import with_django

SLUG = "pine"


def answer() -> None:
    """Reply once to every ticket that has no reply yet."""
    from django.utils import timezone

    from usher.people.actors import member_actor
    from usher.people.models import Member
    from usher.tickets import actions as tickets
    from usher.tickets.models import Ticket

    by = member_actor(Member.objects.get())
    for ticket in Ticket.objects.filter(first_response_at=None).order_by("id")[:40]:
        tickets.reply(ticket, tickets.Written(text=f"About {ticket.subject}"), by=by, at=timezone.now())


def count() -> None:
    """Print what there is, as JSON."""
    from usher.mail.models import IncomingMail, OutgoingMail, Recipient
    from usher.tickets.models import Message, Ticket

    print(json.dumps({
        "ledger": list(IncomingMail.objects.values_list("state", "reason", "attempts")),
        "subjects": list(Ticket.objects.order_by("id").values_list("subject", flat=True)),
        "opened_by": Ticket.objects.values("messages__incoming").distinct().count(),
        "replies": list(Message.objects.filter(author_kind="member").values_list("id", flat=True)),
        "mails": list(OutgoingMail.objects.values_list("purpose", "message_key", "message_id")),
        "recipients": list(Recipient.objects.values_list("mail__message_id", "state", "detail")),
    }))  # fmt: skip


def main(what: str) -> Any:
    with with_django():
        from usher.base.tenancy import entered
        from usher.organizations.queries import organization_id_of

        with entered(organization_id_of(SLUG) or 0):
            return {"answer": answer, "count": count}[what]()


if __name__ == "__main__":
    main(sys.argv[1])
