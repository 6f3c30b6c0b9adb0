import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .processes import everything, kill


@contextmanager
def throwaway_directory() -> Iterator[Path]:
    """An empty directory in a place open to every account (pytest's own is closed to others)."""
    directory = Path(tempfile.mkdtemp(prefix="usher-test-", dir="/tmp"))
    directory.chmod(0o711)
    data = directory / "data"
    data.mkdir(mode=0o700)
    try:
        yield data
    finally:
        kill(everything(directory))
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def data() -> Iterator[Path]:
    """A data directory of one test."""
    with throwaway_directory() as directory:
        yield directory
