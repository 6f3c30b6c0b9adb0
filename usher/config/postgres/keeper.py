"""The keeper: a small process that holds the server as its child for as long as anybody uses it.

Everybody who uses the database keeps one connection to the keeper's socket open. The kernel closes it however that
process ends, so the keeper always knows who is left. When the last one has gone it stops the server and ends.
"""

import fcntl
import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from usher.config.postgres import cluster, directory
from usher.config.postgres.account import account_for
from usher.config.postgres.binaries import choose, reachable
from usher.config.postgres.errors import DatabaseUnavailable, explain
from usher.config.postgres.joining import BUSY
from usher.config.postgres.keeping import FIRST_USER, Keeper, say
from usher.config.postgres.layout import Layout
from usher.config.postgres.server import Server


def main(data: Path, *, throwaway: bool) -> int:
    """Become the keeper of ``data`` in the background; the exit code tells the starter whether to connect."""
    layout = Layout(data)
    os.umask(0o077)
    try:
        account = account_for(layout)
        directory.prepare(layout, account)
        lock = _lock(layout)
        if lock is None:
            return BUSY
        directory.prepare_sockets(layout, account)
        installation = reachable(choose(cluster.version_of(layout)), layout, account)
        if not account.own and layout.root.stat().st_uid == account.uid:
            account = account.become()
        listener = _listen(layout)
    except DatabaseUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(explain(error, layout.root), file=sys.stderr)
        return 1
    if os.fork():
        return 0
    return _keep(Server(layout, installation, account), listener, throwaway=throwaway)


def _keep(server: Server, listener: socket.socket, *, throwaway: bool) -> int:
    layout = server.layout
    try:
        _leave_the_terminal(layout)
        cluster.check_kind(layout, throwaway=throwaway)
        if cluster.version_of(layout) is None:
            cluster.create(layout, server.installation, server.account, throwaway=throwaway)
        cluster.adopt(layout, server.account, throwaway=throwaway)
        server.start()
        Keeper(server, listener).run()
    except DatabaseUnavailable as error:
        _refuse(listener, error)
        return 1
    except OSError as error:
        _refuse(listener, explain(error, layout.root))
        return 1
    except Exception as error:  # a mistake of ours must not leave the users waiting
        _refuse(listener, DatabaseUnavailable(f"The keeper of {layout.root} failed: {error!r}. The data was left as it is."))
        raise
    finally:
        layout.keeper.unlink(missing_ok=True)
        listener.close()
        server.stop()
        directory.forget_sockets(layout)
    return 0


def _refuse(listener: socket.socket, error: DatabaseUnavailable) -> None:
    """Tell everybody who waits, first of all whoever started us, why there is no server."""
    say(str(error))
    listener.settimeout(FIRST_USER)
    with suppress(TimeoutError, BlockingIOError):
        while True:
            user, _ = listener.accept()
            with suppress(OSError), user:
                user.settimeout(1.0)
                user.recv(1)  # an unread word would make the kernel drop our answer
                user.sendall(json.dumps({"error": str(error)}).encode() + b"\n")
            listener.settimeout(0)


def _lock(layout: Layout) -> int | None:
    """Hold the directory for our lifetime, or None when another keeper does."""
    handle = os.open(layout.lock, os.O_RDWR | os.O_CREAT, 0o600)
    if os.geteuid() == 0:
        os.chown(handle, layout.root.stat().st_uid, -1)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def _listen(layout: Layout) -> socket.socket:
    layout.keeper.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(layout.keeper))
    listener.listen(256)
    return listener


def _leave_the_terminal(layout: Layout) -> None:
    os.chdir("/")
    log = os.open(layout.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.close(log)
    os.close(nothing)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), throwaway="--throwaway" in sys.argv[2:]))
