"""The operating system account the server runs under when Usher itself runs as root.

PostgreSQL refuses to run as root. It gets an account without rights, and that account gets its own directory
and nothing else: no parent directory is opened, no file of Usher's is handed over.
"""

import os
import pwd
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from usher.config.postgres.errors import DatabaseUnavailable
from usher.config.postgres.layout import Layout

PREFERRED = ("usher", "nobody")


class Identity(TypedDict, total=False):
    """The arguments of ``subprocess`` that make a child run as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """Who the server's processes run as; ``own`` is true when that is who we are already."""

    name: str
    uid: int
    gid: int
    own: bool

    @property
    def identity(self) -> Identity:
        """What to pass to ``subprocess`` so that the child is this account."""
        if self.own:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_reach(self, path: Path) -> bool:
        """Whether this account may enter the directory, or execute the file, ``path`` (asked of the kernel)."""
        return subprocess.run(["test", "-x", path], cwd="/", check=False, **self.identity).returncode == 0

    def become(self) -> "Account":
        """Give up root for good and be this account from now on."""
        os.setgroups([])
        os.setgid(self.gid)
        os.setuid(self.uid)
        return Account(self.name, self.uid, self.gid, own=True)


def account_for(layout: Layout) -> Account:
    """Ourselves unless we are root; for root the owner of what exists, else ``usher``, else ``nobody``."""
    if os.geteuid() != 0:
        return Account(str(os.geteuid()), os.geteuid(), os.getegid(), own=True)
    for uid in _owners(layout):
        try:
            entry = pwd.getpwuid(uid)
        except KeyError:
            raise DatabaseUnavailable(
                f"{layout.root} belongs to user number {uid}, who does not exist on this machine. Nothing was "
                f"changed. Create that user, or give the directory to root (chown -R root {layout.root})."
            ) from None
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, own=False)
    for name in PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, own=False)
    raise DatabaseUnavailable(
        "PostgreSQL does not run as root, and there is neither a user 'usher' nor 'nobody' to run it. "
        "Nothing was changed. Create one (useradd --system usher), or start Usher as a normal user."
    )


def _owners(layout: Layout) -> Iterator[int]:
    for path in (layout.cluster, layout.root):
        if path.exists() and (uid := path.stat().st_uid) != 0:
            yield uid
