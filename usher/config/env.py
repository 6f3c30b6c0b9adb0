"""Typed readers for the environment; a bad value stops the start with a sentence that says what would be right."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit


class BadSetting(SystemExit):
    """A setting in the environment cannot be used; the text is for the operator."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"usher: {name}={value!r} cannot be used: {wanted}.")


def text(name: str, default: str = "") -> str:
    """The variable without surrounding blanks, or the default when unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """1/true/yes/on or 0/false/no/off, any case."""
    value = text(name).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        raise BadSetting(name, value, "write 1 or 0")
    return default


def number(name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    """A whole number between `least` and `most`."""
    value = text(name)
    if not value:
        return default
    if not value.isdigit() or not least <= int(value) <= most:
        raise BadSetting(name, value, f"write a whole number from {least} to {most}")
    return int(value)


def port_or_socket(name: str) -> str:
    """Empty, a host and a port, or the path of a socket in the file system."""
    value = text(name)
    host, _, port = value.rpartition(":")
    is_port = bool(host) and port.isascii() and port.isdigit() and 1 <= int(port) <= 65535
    if value and not value.startswith("/") and not is_port:
        raise BadSetting(name, value, "write host:port, like 127.0.0.1:2424, or the whole path of a socket")
    return value


def web_address(name: str, default: str) -> str:
    """An http(s) address without path and without a slash at the end."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise BadSetting(name, value, "write the address people use, like https://help.example.com")
    return value


def secret_key(data: Path) -> str:
    """USHER_SECRET_KEY, else a random key kept in `secret.key` (mode 0600) of the data directory."""
    given = text("USHER_SECRET_KEY")
    if given:
        if len(given) < 32:
            raise BadSetting("USHER_SECRET_KEY", "…", "use at least 32 random characters")
        return given
    path = data / "secret.key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return _made_once(path)


def _made_once(path: Path) -> str:
    # Two processes may start at once: the first one to create the file wins, the other reads it.
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()
