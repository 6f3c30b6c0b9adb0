"""Whether anything changed since the assets were last prepared."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from usher.frame.assets.sources import FRAME, OUT

PACKAGES = ("django", "django-htmx", "django-prose-editor", "django-unfold", "fonttools", "lightningcss", "rjsmin")
_FILE = OUT / ".prepared"


def current() -> str:
    """A fingerprint of everything the assets are made from: files by path, size and time, packages by version."""
    digest = hashlib.sha256()
    folders = [FRAME / "css", FRAME / "js", FRAME / "assets"]
    others = [folder for folder in FRAME.parent.glob("**/static") if folder != OUT.parent]
    for file in sorted(found for folder in folders + others for found in folder.rglob("*") if _counts(found)):
        facts = file.stat()
        digest.update(f"{file.relative_to(FRAME.parent)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    digest.update(f"{settings.STATIC_ROOT}".encode())
    return digest.hexdigest()


def is_fresh() -> bool:
    """Whether the prepared files are those of the current sources, and collected."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return _FILE.is_file() and manifest.is_file() and _FILE.read_text() == current()


def remember() -> None:
    """Note what the prepared files were made from."""
    _FILE.write_text(current())


def _counts(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts
