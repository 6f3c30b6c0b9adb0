"""DATABASES from USHER_DATABASE_URL and USHER_DATABASE_OWNER_URL.

Two roles: `default` is the application's (row-level security applies to it), `owner` migrates and backs up.
"""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from usher.config import env

APP_ROLE = "usher_app"


def from_environment() -> dict[str, dict[str, Any]]:
    """Both aliases; without any address a placeholder, so that commands without a database still start."""
    app, owner = env.text("USHER_DATABASE_URL"), env.text("USHER_DATABASE_OWNER_URL")
    if not app:
        return {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "usher-database-not-started"}}
    aliases = {"default": alias(app)}
    if owner:
        aliases["owner"] = alias(owner)
    else:
        # One address only: it migrates, and the application steps down to the role without rights over the tables.
        aliases["owner"] = alias(app)
        aliases["default"]["OPTIONS"]["options"] = f"-c role={APP_ROLE}"
    if env.flag("USHER_DATABASE_POOL"):
        aliases["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": env.number("USHER_POOL_SIZE", 12), "timeout": 10}
    else:
        aliases["default"]["CONN_MAX_AGE"] = None
    # A database that was restarted costs nobody an error: 0.1 ms when a connection is taken up again.
    aliases["default"]["CONN_HEALTH_CHECKS"] = True
    return aliases


def alias(url: str) -> dict[str, Any]:
    """One Django database from a libpq URL; a socket directory comes as `?host=/directory`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise env.BadSetting("USHER_DATABASE_URL", f"{parts.scheme}://…", "write postgresql://user:password@host:port/name")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "usher",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "") or ""),
        "OPTIONS": dict(options),
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
