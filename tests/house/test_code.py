"""Rules about the code itself."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CEILING = 300  # lines of a file
LONGEST = 40  # statements and lines of a function, without its docstring
ATTICS = {"utils.py", "helpers.py", "services.py", "managers.py", "signals.py", "common.py"}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


CODE = [path for path in tracked("usher/*.py") if "migrations" not in path.parts]


def is_data(path: Path) -> bool:
    return path.name.startswith("stories_") or path.name in {"words.py", "samples.py"}


def test_no_file_outgrows_its_room() -> None:
    long = {str(path.relative_to(ROOT)): lines for path in CODE if (lines := len(path.read_text().splitlines())) > CEILING}
    assert {name: lines for name, lines in long.items() if not is_data(Path(name))} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = []
    for path in (path for path in CODE if not is_data(path)):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0
                if length > LONGEST:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} ({length})")
    assert not long


def test_there_is_no_attic() -> None:
    assert not [path for path in CODE if path.name in ATTICS]


def test_public_functions_of_verbs_and_queries_say_what_they_do() -> None:
    silent = []
    for path in CODE:
        if "actions" not in path.parts and path.name not in {"queries.py", "access.py"}:
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                silent.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert not silent


# Spelled in parts, so that this file does not hold what it forbids.
FORBIDDEN = (
    r"(^|[^\w/.])/(wo" + r"rk|ro" + r"ot|fa" + r"rm)/",
    r"(pypi\.o" + r"rg|pythonhos" + r"ted|npmjs\.c" + r"om|deb\.deb" + r"ian)",
)


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_nothing_names_a_machine_or_a_registry(pattern: str) -> None:
    found = []
    for path in tracked():
        if path.suffix in {".woff2", ".png", ".eml", ".svg"}:
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert not found
