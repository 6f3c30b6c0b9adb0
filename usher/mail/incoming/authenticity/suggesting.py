"""Which servers signed their findings into a mailbox's last mails: for whoever has to name the one to believe."""

from django.db.models import BinaryField, F, Func, Value

from usher.mail.incoming.authenticity.results import read_results
from usher.mail.mime import headers as header_block
from usher.mail.models import Mailbox, RawMail

LAST = 20  # mails
HEADER = 20_000  # bytes of each


def seen_servers(mailbox: Mailbox) -> list[str]:
    """The authserv-ids of the topmost Authentication-Results, the most frequent first; one query."""
    begun = Func(F("content"), Value(1), Value(HEADER), function="substring", output_field=BinaryField())
    rows = RawMail.objects.filter(mail__mailbox=mailbox).order_by("-mail_id").annotate(head=begun)
    counts: dict[str, int] = {}
    for head in rows.values_list("head", flat=True)[:LAST]:
        value = header_block.split(bytes(head))[0].raw("authentication-results")
        server = read_results(value).server if value else ""
        if server:
            counts[server] = counts.get(server, 0) + 1
    return sorted(counts, key=lambda server: -counts[server])
