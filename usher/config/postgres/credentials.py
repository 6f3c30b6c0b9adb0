"""The three roles of the embedded server, their passwords and their addresses."""

import json
import os
import secrets
from dataclasses import dataclass
from urllib.parse import quote

from usher.config.postgres.errors import DatabaseUnavailable
from usher.config.postgres.layout import Layout

DATABASE = "usher"
SUPERUSER = "postgres"
OWNER = "usher_owner"
APP = "usher_app"
ROLES = (SUPERUSER, OWNER, APP)


@dataclass(frozen=True)
class Urls:
    """libpq URLs over the Unix socket: ``app`` serves, ``owner`` migrates and backs up."""

    app: str
    owner: str


def passwords(layout: Layout) -> dict[str, str]:
    """Password by role, as stored; refuses when the file is missing or damaged."""
    try:
        stored = json.loads(layout.credentials.read_text())
        return {role: str(stored[role]) for role in ROLES}
    except PermissionError:
        raise DatabaseUnavailable(
            f"{layout.credentials} is not readable for this user. Nothing was changed. Run the command as the "
            f"user who owns {layout.root}."
        ) from None
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        raise DatabaseUnavailable(
            f"{layout.credentials}, which holds the database's passwords, is missing or damaged. The data in "
            f"{layout.cluster} is kept. Bring the file back from a backup."
        ) from None


def create_passwords(layout: Layout) -> dict[str, str]:
    """Make the passwords once, before the database; written whole or not at all, mode 0600."""
    if layout.credentials.exists():
        return passwords(layout)
    made = {role: secrets.token_urlsafe(24) for role in ROLES}
    draft = layout.credentials.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(made, file)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(layout.credentials)
    return made


def url(layout: Layout, role: str, *, database: str = DATABASE) -> str:
    """Where ``role`` finds ``database``."""
    password = quote(passwords(layout)[role], safe="")
    return f"postgresql://{role}:{password}@/{database}?host={quote(str(layout.sockets), safe='')}&port=5432"


def urls(layout: Layout) -> Urls:
    """The addresses for those who use the database."""
    return Urls(app=url(layout, APP), owner=url(layout, OWNER))
