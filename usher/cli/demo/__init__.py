"""The demo organization: loaded once, believable, and ready for the examples in the documentation."""

import os
import shlex
from datetime import UTC, datetime
from pathlib import Path

from usher.organizations.queries import organization_id_of


def load() -> bool:
    """Build Northwind Cycles unless it is there; True when it was built now."""
    from usher.cli.demo.cast import SLUG
    from usher.cli.demo.loading import Demo

    if organization_id_of(SLUG) is not None:
        return False
    Demo(datetime.now(UTC)).load()
    return True


def welcome(url: str) -> str:
    """What `usher serve --demo` prints last: the address, the sign-ins, and how to send a first mail."""
    from usher.cli.demo.cast import MAILBOX, MEMBERS, PASSWORD, SLUG

    sign_ins = "\n".join(f"    {person.email:<28}{person.role}" for person in MEMBERS)
    return (
        f"\nUsher is ready: {url}\n\n"
        f"  Sign in with the password {PASSWORD} as\n{sign_ins}\n\n"
        f"  Mail that leaves the demo is caught here: {url}/{SLUG}/mail/sink/\n\n"
        f"  Send a first mail from another terminal:\n"
        f"    {_place()}.venv/bin/usher mail deliver --organization {SLUG} --mailbox {MAILBOX} {_first_mail()}\n"
    )


def _place() -> str:
    """Says where the data is, when the command would look elsewhere by itself."""
    chosen = os.environ.get("USHER_DATA", "")
    return "" if not chosen or Path(chosen) == Path.cwd() / "data" else f"USHER_DATA={shlex.quote(chosen)} "


def _first_mail() -> str:
    path = Path(__file__).with_name("first-mail.eml")
    return shlex.quote(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))
