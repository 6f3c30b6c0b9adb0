"""The demo organization: loaded once, believable, and ready for the examples in the documentation."""

from datetime import UTC, datetime

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
    mail = (
        "printf 'From: Carla Reyes <carla@example.com>\\nTo: " + MAILBOX + "\\nSubject: My display stays dark\\n\\n"
        "It went dark this morning.\\n'"
    )
    return (
        f"\nUsher is ready: {url}\n\n"
        f"  Sign in with the password “{PASSWORD}” as\n{sign_ins}\n\n"
        f"  Mail that leaves the demo is caught here: {url}/{SLUG}/mail/sink/\n\n"
        f"  Send a first mail from another terminal:\n"
        f"    {mail} | .venv/bin/usher mail deliver --organization {SLUG} --mailbox {MAILBOX} -\n"
    )
