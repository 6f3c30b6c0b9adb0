"""Whether anything changed since the assets were last prepared. Needs no settings, so that the answer is quick."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from usher.frame.assets.sources import FRAME, OUT

PACKAGES = ("django", "django-htmx", "django-prose-editor", "django-unfold", "fonttools", "lightningcss", "rjsmin")
_FILE = OUT / ".prepared"


def fingerprint() -> str:
    """What the assets are made from: files by path, size and time, packages by version."""
    digest = hashlib.sha256()
    folders = [FRAME / "css", FRAME / "js", FRAME / "assets"]
    others = [folder for folder in FRAME.parent.glob("*/static") if folder != OUT.parent]
    for file in sorted(found for folder in folders + others for found in folder.rglob("*") if _counts(found)):
        facts = file.stat()
        digest.update(f"{file.relative_to(FRAME.parent)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    return digest.hexdigest()


def is_fresh(root: str) -> bool:
    """Whether the prepared files are those of the current sources, and collected into `root`."""
    if not _FILE.is_file():
        return False
    collected, _, made_from = _FILE.read_text().partition("\n")
    manifest = Path(collected) / "staticfiles.json"
    return root == collected and manifest.is_file() and made_from == fingerprint()


def remember(root: str) -> None:
    """Note what the prepared files were made from and where they were collected."""
    _FILE.write_text(f"{root}\n{fingerprint()}")


def _counts(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts
