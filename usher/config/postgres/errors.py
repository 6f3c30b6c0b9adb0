"""What callers are told when there is no database to be had."""

import errno
import shutil
from pathlib import Path


class DatabaseUnavailable(Exception):
    """The database cannot be used; the message says what happened, what was kept and what to do."""


def explain(error: OSError, directory: Path) -> DatabaseUnavailable:
    """Turn a refusal by the operating system, met while working in ``directory``, into plain words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(directory)
    where = error.filename or directory
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DatabaseUnavailable(
            f"Usher may not write to {where} ({error.strerror}). Nothing was changed. Give {directory} to "
            "the user who runs Usher (chown), or choose another directory with USHER_DATA."
        )
    return DatabaseUnavailable(
        f"The database in {directory} could not be used: {error.strerror or error} ({where}). "
        "What was stored before is kept. Remove the cause and start again."
    )


def disk_full(directory: Path) -> DatabaseUnavailable:
    """No space left where the database lives."""
    return DatabaseUnavailable(
        f"The disk of {directory} is full ({free_megabytes(directory)} MB free). Everything that was stored "
        "before is kept. Free some space, or move the directory and name it with USHER_DATA, then start again."
    )


def free_megabytes(directory: Path) -> int:
    """Megabytes an unprivileged process may still write below ``directory`` (or its nearest existing parent)."""
    while not directory.exists():
        directory = directory.parent
    return shutil.disk_usage(directory).free // 1_000_000
