"""Keeps every mailbox read: one thread for each, woken by IDLE (RFC 2177), looking every minute in any case."""

import logging
import threading
import time
from contextlib import suppress
from datetime import timedelta

from django.db import Error, connection
from django.utils import timezone
from imap_tools import BaseMailBox

from usher.base.tenancy import entered
from usher.mail.connecting import ConnectionFailed, imap
from usher.mail.incoming.fetching import fetch_new
from usher.mail.incoming.idling import LISTEN, can_idle, idle
from usher.mail.locks import Work, alone
from usher.mail.models import Mailbox
from usher.realtime import publish

log = logging.getLogger(__name__)

RECOUNT = 6 * 3600.0  # seconds between two comparisons of all that the server has with the ledger
POLL = 60.0  # seconds between two looks; IDLE misses mail on some servers and is renewed far more often than 29 minutes
LOOK_AROUND = 3.0  # seconds between looks for new, changed and removed mailboxes
LONGEST_WAIT = 60.0  # seconds after repeated failures …
HOPELESS_WAIT = 900.0  # … and after those that a person must mend: servers lock accounts that knock again and again
HOPELESS = frozenset(("login", "sign-in", "password", "folder", "tls", "limit"))
HEALTH_EVERY = timedelta(seconds=45)


def watch_all(stop: threading.Event) -> None:
    """Watch all mailboxes of all organizations until told to end; a loop of the worker."""
    watchers: dict[tuple[int, int], Watcher] = {}
    _take_up()
    try:
        while True:
            wanted = _to_fetch()
            for key in set(watchers) - wanted:
                watchers.pop(key).told.set()
            for key in wanted:
                if key not in watchers or not watchers[key].is_alive():
                    watchers[key] = Watcher(*key)
                    watchers[key].start()
            if stop.wait(LOOK_AROUND):
                return
    finally:
        for watcher in watchers.values():
            watcher.told.set()
        for watcher in watchers.values():
            watcher.join(LISTEN + 0.5)


def _take_up() -> None:
    """What a worker that died left undone does not wait for the next sweep."""
    from usher.mail.jobs import sweep

    with suppress(Error):
        sweep(timestamp=0)
    connection.close()


def _to_fetch() -> set[tuple[int, int]]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT organization_id, mailbox_id FROM mailboxes_to_fetch()")
            return set(cursor.fetchall())
    finally:
        connection.close()


class Watcher(threading.Thread):
    """Watches one mailbox for as long as it is active."""

    def __init__(self, organization_id: int, mailbox_id: int) -> None:
        super().__init__(name=f"mailbox-{mailbox_id}", daemon=True)
        self.organization_id, self.mailbox_id = organization_id, mailbox_id
        self.told = threading.Event()
        self.recounted = time.monotonic()

    def run(self) -> None:
        """Connect again and again until told to end; what goes wrong is written to the mailbox."""
        self.wait = 1.0
        while not self.told.is_set():
            longest, mailbox = LONGEST_WAIT, None
            try:
                mailbox = self._mailbox()
                if mailbox is None:
                    return
                with imap(mailbox) as box:
                    self._follow(mailbox, box)
                continue
            except ConnectionFailed as failure:
                self._note_error(str(failure))
                longest = HOPELESS_WAIT if failure.part in HOPELESS else LONGEST_WAIT
            except Error as error:
                log.warning("mailbox %d: the database does not answer (%s)", self.mailbox_id, error)
            except Exception as error:
                log.exception("mailbox %d could not be read", self.mailbox_id)
                self._note_error(f"Usher failed while reading this mailbox: {type(error).__name__}: {error}")
            finally:
                connection.close()
            self._rest(mailbox)
            self.wait = min(self.wait * 2, longest)

    def _rest(self, mailbox: Mailbox | None) -> None:
        """Wait longer after each failure, but not a moment longer than somebody needs to mend the settings."""
        left = self.wait
        while left > 0 and not self.told.wait(min(left, LOOK_AROUND)):
            left -= LOOK_AROUND
            with suppress(Error):
                current = self._mailbox()
                connection.close()
                if mailbox is None or current is None or _settings(current) != _settings(mailbox):
                    self.wait = 1.0
                    return

    def _follow(self, mailbox: Mailbox, box: BaseMailBox) -> None:
        """Look, wait for a sign or a minute, look again; ends when the mailbox's settings changed."""
        listens = can_idle(box)
        settings = _settings(mailbox)
        while not self.told.is_set():
            self._look(mailbox, box)
            connection.close()
            self.wait = 1.0
            if listens:
                idle(box, self.told, seconds=POLL)
            else:
                self.told.wait(POLL)
            current = self._mailbox()
            if current is None or _settings(current) != settings:
                return
            mailbox = current

    def _look(self, mailbox: Mailbox, box: BaseMailBox) -> None:
        with alone(Work.FETCHING, self.mailbox_id) as has_it:
            if not has_it:  # another worker is at it
                return
            current = self._mailbox()  # the other worker may have moved on meanwhile
            if current is None or _settings(current) != _settings(mailbox):  # another folder is not the one that is open
                return
            mailbox = current
            is_due = time.monotonic() - self.recounted > RECOUNT
            taken = fetch_new(self.organization_id, mailbox, box, recounts=is_due)
            self.recounted = time.monotonic() if is_due else self.recounted
        self._note_success(mailbox, taken)

    def _mailbox(self) -> Mailbox | None:
        with entered(self.organization_id):
            row: Mailbox | None = Mailbox.objects.filter(pk=self.mailbox_id, is_active=True).exclude(imap_host="").first()
            return None if row is None or row.is_signed_out else row

    def _note_success(self, mailbox: Mailbox, taken: int) -> None:
        at = timezone.now()
        if not taken and not mailbox.last_error and mailbox.last_fetch_at and at - mailbox.last_fetch_at < HEALTH_EVERY:
            return
        with entered(self.organization_id):
            Mailbox.objects.filter(pk=self.mailbox_id).update(last_fetch_at=at, last_error="", last_error_at=None)
            publish("mail")

    def _note_error(self, sentence: str) -> None:
        log.warning("mailbox %d: %s", self.mailbox_id, sentence)
        with suppress(Error), entered(self.organization_id):
            row = Mailbox.objects.filter(pk=self.mailbox_id)
            row.filter(last_error="").update(last_error_at=timezone.now())
            row.update(last_error=sentence)
            publish("mail")


def _settings(mailbox: Mailbox) -> tuple[object, ...]:
    return (
        mailbox.imap_host, mailbox.imap_port, mailbox.imap_encryption, mailbox.imap_user, bytes(mailbox.imap_password),
        mailbox.imap_folder, mailbox.sign_in, mailbox.oauth_client_id, bytes(mailbox.oauth_client_secret),
    )  # fmt: skip
