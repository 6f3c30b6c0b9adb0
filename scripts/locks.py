"""Does every requirement of pyproject.toml stand in its lock file, in a version it allows?"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


def locked(file: str) -> dict[str, str]:
    """Version by name."""
    pins = re.findall(r"^([\w.-]+)(?:\[.*?\])?==(\S+)", (ROOT / file).read_text(), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pins}


def missing(requirements: list[str], file: str) -> Iterator[str]:
    """One line for each requirement the lock does not satisfy."""
    pins = locked(file)
    for requirement in map(Requirement, requirements):
        version = pins.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            yield f"{file} has {version or 'no version'} of {requirement}"


if __name__ == "__main__":
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    complaints = [
        *missing(project["project"]["dependencies"], "requirements.lock"),
        *missing(project["dependency-groups"]["test"], "requirements-test.lock"),
    ]
    sys.exit("\n".join([*complaints, "Run make lock."]) if complaints else 0)
