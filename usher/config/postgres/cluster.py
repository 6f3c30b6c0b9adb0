"""PostgreSQL's own data directory: make it once, and recognise one that cannot be used."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from usher.config.postgres.account import Account
from usher.config.postgres.binaries import Installation
from usher.config.postgres.configuration import OPERATOR_FILE, server_file
from usher.config.postgres.credentials import SUPERUSER, create_passwords
from usher.config.postgres.errors import DatabaseUnavailable, disk_full, free_megabytes
from usher.config.postgres.layout import Layout

ROOM_FOR_A_NEW_ONE = 150  # megabytes: the empty database, its first log segments and a little air
BUILTIN_LOCALE = 17  # the first version whose sort order does not depend on the C library


def version_of(layout: Layout) -> int | None:
    """The major version that wrote the data, or None when there is no database yet."""
    try:
        return int((layout.cluster / "PG_VERSION").read_text())
    except FileNotFoundError:
        if layout.cluster.exists() and any(layout.cluster.iterdir()):
            raise DatabaseUnavailable(
                f"{layout.cluster} is not a PostgreSQL data directory. It was left as it is. Move it away, or choose "
                "another directory with USHER_DATA."
            ) from None
        return None


def check_kind(layout: Layout, *, throwaway: bool) -> None:
    """Never serve real data from a test database, nor run real data without waiting for the disk."""
    if not layout.cluster.exists() or throwaway == layout.throwaway.exists():
        return
    made_for = "real use" if throwaway else "a test run"
    raise DatabaseUnavailable(
        f"The database in {layout.root} was made for {made_for}. Nothing was changed. "
        "Name another directory with USHER_DATA."
    )


def create(layout: Layout, installation: Installation, account: Account, *, throwaway: bool) -> None:
    """Make the data directory; it appears under its name only when it is complete."""
    if free_megabytes(layout.root) < ROOM_FOR_A_NEW_ONE:
        raise disk_full(layout.root)
    passwords = create_passwords(layout)
    if throwaway:
        layout.throwaway.touch()
    for interrupted in layout.root.glob("postgres.new-*"):
        shutil.rmtree(interrupted, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(prefix="postgres.new-", dir=layout.root))
    give(draft, account)
    _initdb(draft, installation, account, passwords[SUPERUSER], throwaway=throwaway)
    (draft / "postgresql.conf").write_text(OPERATOR_FILE)
    draft.rename(layout.cluster)
    _settle(layout.root)


def adopt(layout: Layout, account: Account, *, throwaway: bool) -> None:
    """Bring an existing data directory up to date: our settings, and its owner after a restore by root."""
    owner = layout.cluster.stat().st_uid
    if owner != account.uid and os.geteuid() != 0:
        raise DatabaseUnavailable(
            f"{layout.cluster} belongs to another user (number {owner}). Nothing was changed. "
            "Start Usher as that user, or as root."
        )
    if owner != account.uid:
        for path in (layout.cluster, *layout.cluster.rglob("*")):
            os.chown(path, account.uid, account.gid, follow_symlinks=False)
    layout.cluster.chmod(0o700)
    (layout.cluster / "usher.conf").write_text(server_file(throwaway=throwaway))
    give(layout.cluster / "usher.conf", account)


def give(path: Path, account: Account) -> None:
    """Hand one file or directory to the server's account."""
    if not account.own:
        os.chown(path, account.uid, account.gid)


def server_environment() -> dict[str, str]:
    """Ours without PG* variables (meant for other servers), and with English messages."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def _initdb(draft: Path, installation: Installation, account: Account, password: str, *, throwaway: bool) -> None:
    command = [
        str(installation.program("initdb")), "--pgdata", str(draft), "--username", SUPERUSER, "--pwfile", "/dev/stdin",
        "--auth-local", "scram-sha-256", "--auth-host", "reject", "--encoding", "UTF8", "--no-locale",
        "--data-checksums", "--text-search-config", "simple",
    ]  # fmt: skip
    if installation.major >= BUILTIN_LOCALE:
        command += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    if throwaway:
        command += ["--no-sync", "--wal-segsize", "4"]  # small: it is made, and copied, many times
    with tempfile.TemporaryFile() as password_file:
        password_file.write(password.encode())
        password_file.seek(0)
        if not account.own:  # reopened through /dev/stdin by the account itself
            os.fchown(password_file.fileno(), account.uid, account.gid)
        done = subprocess.run(
            command, stdin=password_file, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            text=True, cwd="/", env=server_environment(), **account.identity,
        )  # fmt: skip
    if done.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        raise disk_full(draft.parent) if "No space left" in done.stdout else _failed(draft.parent, done.stdout)


def _failed(directory: Path, output: str) -> DatabaseUnavailable:
    last = "\n".join(output.strip().splitlines()[-5:])
    return DatabaseUnavailable(
        f"The database could not be made in {directory}; nothing was left behind. PostgreSQL's initdb said:\n{last}"
    )


def _settle(directory: Path) -> None:
    """Make the new name survive a power cut."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
