import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from usher.config.postgres import running

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


@pytest.fixture(scope="session")
def _made_once() -> Iterator[Path]:
    with throwaway_directory() as directory:
        with running(directory, throwaway=True):
            pass
        yield directory


@pytest.fixture
def made(_made_once: Path) -> Iterator[Path]:
    """A data directory with a throw-away database in it: a copy, because making one takes a second."""
    with throwaway_directory() as directory:
        subprocess.run(["cp", "-a", f"{_made_once}/.", directory], check=True)
        yield directory


@pytest.fixture
def data() -> Iterator[Path]:
    """An empty data directory."""
    with throwaway_directory() as directory:
        yield directory
