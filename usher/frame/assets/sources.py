"""Where the page's raw material lies and where the finished files go."""

from importlib import resources
from pathlib import Path

FRAME = Path(__file__).parent.parent
OUT = FRAME / "static" / "frame"
COLLECTED = FRAME.parent.parent / "build" / "static"  # as in the settings, unless USHER_STATIC says otherwise


def package_file(package: str, path: str) -> Path:
    """A file that a package of ours brings. FileNotFoundError names the package when it is not there."""
    file = Path(str(resources.files(package))) / path
    if not file.is_file():
        raise FileNotFoundError(f"The package {package} has no file {path}; is its version the one of requirements.lock?")
    return file
