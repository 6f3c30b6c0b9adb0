"""Whose Authentication-Results are believed: anybody can write that header, our own border's is the one that counts."""

from collections.abc import Sequence

from usher.mail.incoming.authenticity.results import Results, read_results
from usher.mail.models import Mailbox

# Servers of well-known providers → the authserv-id with which their border signs. They take away or outrank what
# arrives under that name. Microsoft's writes no name at all, and renames what arrives with one.
PROVIDERS = {
    "imap.gmail.com": "mx.google.com",
    "imap.googlemail.com": "mx.google.com",
    "outlook.office365.com": "",
    "outlook.office.com": "",
    "imap-mail.outlook.com": "",
    "imap.mail.yahoo.com": ".yahoo.com",
    "imap.fastmail.com": ".messagingengine.com",
}
HOOKS = {"amazon": "amazonses.com"}


def believed(mailbox: Mailbox, source: str, headers: Sequence[str]) -> Results | None:
    """The topmost finding of the server that this mailbox trusts (RFC 8601 §5); None when there is none.

    `headers` are the raw values from top to bottom. Without a name in the settings only the names of providers are
    known, by the server that the mail was fetched from; of a nameless one the topmost header alone may be its own.
    """
    trusted = _trusted(mailbox, source)
    if trusted is None:
        return None
    for number, value in enumerate(headers):
        results = read_results(value)
        if not trusted:
            return results if number == 0 and not results.server else None
        if _is(results.server, trusted):
            return results
    return None


def _trusted(mailbox: Mailbox, source: str) -> str | None:
    if mailbox.trusted_authserv_id:
        return mailbox.trusted_authserv_id.lower()
    if source == "imap":
        return PROVIDERS.get(mailbox.imap_host.strip().lower())
    return HOOKS.get(mailbox.webhook_provider) if source == "hook" else None


def _is(server: str, trusted: str) -> bool:
    return server.endswith(trusted) if trusted.startswith(".") else server == trusted
