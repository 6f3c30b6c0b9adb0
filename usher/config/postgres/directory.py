"""Choose and prepare the data directory so that the server's account can work in it."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from usher.config.postgres.account import Account, account_for
from usher.config.postgres.errors import DatabaseUnavailable
from usher.config.postgres.layout import Layout

# A socket's address holds 107 bytes on Linux and 103 on macOS, the file's name included.
LONGEST_SOCKET = 103
SOCKET_NAME = "/.s.PGSQL.5432"


def data_directory() -> Path:
    """``USHER_DATA``, else ``/var/lib/usher`` for root and ``~/.local/share/usher`` for everybody else."""
    chosen = os.environ.get("USHER_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/usher")
    return Path("~/.local/share/usher").expanduser()


def is_reachable(data: Path) -> bool:
    """Whether the server's account can come as far as the directory that holds, or will hold, ``data``."""
    nearest = data.absolute().parent
    while not nearest.exists():
        nearest = nearest.parent
    return account_for(Layout(data)).can_reach(nearest)


def prepare(layout: Layout, account: Account) -> None:
    """Create the data directory, reachable for ``account``; keep what is there."""
    if not is_reachable(layout.root):
        raise _unreachable(layout, account)
    _make_parents(layout.root)
    layout.root.mkdir(mode=0o700, exist_ok=True)
    if not account.can_reach(layout.root):
        _let_in(layout, account)


def _make_parents(path: Path) -> None:
    """Create what is missing above ``path``; what root creates on the way can be passed through by the account."""
    for parent in reversed(path.parents):
        if not parent.exists():
            parent.mkdir(mode=0o700, exist_ok=True)
            if os.geteuid() == 0:
                parent.chmod(0o711)


def _let_in(layout: Layout, account: Account) -> None:
    """Let the account pass through (not list) our directory; never touch one that serves others as well."""
    now = layout.root.stat()
    home = Path("~").expanduser()
    shared = now.st_gid != 0 and now.st_mode & 0o070
    if shared or layout.root == home or layout.root in home.parents:
        raise _unreachable(layout, account)
    os.chown(layout.root, -1, account.gid)
    layout.root.chmod(now.st_mode & 0o707 | 0o010)


def _unreachable(layout: Layout, account: Account) -> DatabaseUnavailable:
    closed = next(
        (path for path in reversed([layout.root, *layout.root.parents]) if not account.can_reach(path)), layout.root
    )
    return DatabaseUnavailable(
        f"PostgreSQL does not run as root; it would run as '{account.name}', who may not enter {closed}. Nothing was "
        f"changed. Choose a directory for USHER_DATA that is open (such as /var/lib/usher), start Usher as a normal "
        f"user, or open it yourself (chmod o+x {closed})."
    )


def prepare_sockets(layout: Layout, account: Account) -> None:
    """Make the directory for the sockets; only for who holds the lock."""
    path = os.fsencode(layout.run.absolute())
    is_unfit = len(path) + len(SOCKET_NAME) > LONGEST_SOCKET or b"," in path  # a comma separates hosts in libpq
    if layout.run.is_symlink() and not (is_unfit and _is_ours(layout.sockets, account)):
        layout.run.unlink()
    if is_unfit and layout.run.is_dir() and not layout.run.is_symlink():
        shutil.rmtree(layout.run)
    if not is_unfit:
        layout.run.mkdir(mode=0o700, exist_ok=True)
    elif not layout.run.is_symlink():
        layout.run.symlink_to(_short_directory(layout, account))
    if not account.own:
        os.chown(layout.sockets, account.uid, account.gid)


def _short_directory(layout: Layout, account: Account) -> Path:
    """A directory with a short name in the runtime directory, else in the temporary one; ours alone."""
    name = "usher-" + hashlib.sha256(os.fsencode(layout.root.absolute())).hexdigest()[:12]
    runtime = "/run" if os.geteuid() == 0 else os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and os.access(runtime, os.W_OK):
        path = Path(runtime, name)
        path.mkdir(mode=0o700, exist_ok=True)
        if _is_ours(path, account) or path.stat().st_uid == os.geteuid():
            return path
    return Path(tempfile.mkdtemp(prefix="usher-", dir="/tmp"))


def _is_ours(path: Path, account: Account) -> bool:
    return path.is_dir() and path.stat().st_uid == account.uid and path.stat().st_mode & 0o077 == 0


def forget_sockets(layout: Layout) -> None:
    """Remove the short directory again when the server has stopped."""
    if layout.run.is_symlink():
        shutil.rmtree(layout.sockets, ignore_errors=True)
        layout.run.unlink(missing_ok=True)
