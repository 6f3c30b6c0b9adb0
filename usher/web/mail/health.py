"""How a mailbox is doing, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from usher.mail.balances import Balance, balance_by_mailbox
from usher.mail.models import Mailbox
from usher.mail.queries import Health, health_of_mailboxes


@dataclass(frozen=True, slots=True)
class Shown:
    """One mailbox: `kind` is the colour of its state (good, warn, bad or none), `name` the state."""

    mailbox: Mailbox
    health: Health
    balance: Balance
    kind: str
    name: str

    @property
    def is_balanced(self) -> bool | None:
        """Whether everything on the server is accounted for; None where nothing is fetched."""
        return None if self.health.on_server is None else self.health.accounted >= self.health.on_server

    @property
    def account(self) -> str:
        """What the server has beside what we have, in a sentence."""
        on_server, accounted = self.health.on_server, self.health.accounted
        if on_server is None:
            told = _("Not fetched from a server: mail comes by SMTP, from a provider or by command.")
            return "" if self.mailbox.imap_host else told
        words = {"server": on_server, "here": min(accounted, on_server)}
        return _("%(server)s on the server, %(here)s accounted for") % words

    @property
    def terms(self) -> Sequence[tuple[int, str]]:
        """The sum that the server's count must be: what is in the ledger and what is older than the start, with names."""
        if self.health.on_server is None:
            return ()
        deleted = max(self.health.accounted - self.health.on_server, 0)
        return ((self.health.here - deleted, _("in the ledger")), (self.mailbox.skipped_count, _("older than the start")))

    @property
    def elsewhere(self) -> int:
        """Messages of the ledger that do not lie in this folder now: deleted there since, or brought by other ways."""
        return self.balance.total - (self.terms[0][0] if self.terms else 0)

    @property
    def difference(self) -> str:
        """Why the two figures differ; empty when they do not."""
        more = self.health.accounted - (self.health.on_server or 0)
        if self.health.on_server is None or more == 0:
            return ""
        if more > 0:
            told = ngettext("%(num)s was deleted on the server since.", "%(num)s were deleted on the server since.", more)
            return told % {"num": more}
        told = ngettext("%(num)s is fetched with the next look.", "%(num)s are fetched with the next look.", -more)
        return told % {"num": -more}

    @property
    def quiet(self) -> str:
        """Nothing has come for far longer than usual; empty otherwise."""
        if self.health.quiet_since is None:
            return ""
        since = date_format(timezone.localtime(self.health.quiet_since), "j M, H:i")
        return _(
            "Nothing has come since %(since)s, far longer than usual. If that surprises you, send a mail to this address: "
            "perhaps what forwards its mail has stopped."
        ) % {"since": since}

    @property
    def refused(self) -> str:
        """How many posts of its provider were turned away since the last one that was taken, and why; empty for none."""
        box, count = self.mailbox, self.mailbox.hook_error_count
        if not box.hook_error or box.hook_error_at is None:
            return ""
        told = ngettext(
            "%(num)s post of the provider was refused, at %(time)s: %(why)s",
            "%(num)s posts of the provider were refused, the last one at %(time)s: %(why)s", count,
        )  # fmt: skip
        since = date_format(timezone.localtime(box.hook_error_at), "j M, H:i")
        return told % {"num": count, "time": since, "why": box.hook_error}


def mailboxes_shown(at: datetime) -> Sequence[Shown]:
    """Every mailbox by address; six queries however many there are."""
    balances = balance_by_mailbox()
    return [
        Shown(row.mailbox, row, balances.get(row.mailbox.pk, Balance()), *_state(row)) for row in health_of_mailboxes(at)
    ]


def _state(row: Health) -> tuple[str, str]:
    box = row.mailbox
    if not box.is_active:
        return "", _("Deactivated")
    if row.is_stopped:
        return "bad", _("Stopped")
    if box.is_signed_out:
        return "warn", _("Not connected")
    if box.last_error:
        return "warn", _("Cannot fetch")
    if box.send_error:
        return "bad", _("Cannot send")
    if box.hook_error:
        return "warn", _("Refuses posts")
    if not box.imap_host and not box.smtp_host:
        return "warn", _("Not connected")
    if box.imap_host and box.last_fetch_at is None:
        return "info", _("Starting")
    if row.quiet_since:
        return "warn", _("Quiet")
    return "good", _("Working")
