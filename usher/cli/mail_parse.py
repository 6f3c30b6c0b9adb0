"""`usher mail parse`: what Usher reads from mails, one JSON object per message, without a server or a database."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from usher.mail.incoming.parse import parse
from usher.mail.message import ParsedMessage

_ENVELOPE = re.compile(rb"(?:\A|\r?\n\r?\n)(From [^\r\n]{1,300}\b\d{2}:\d{2}[^\r\n]{0,60}\r?\n)(?=[!-9;-~]{1,80}:)")
_ESCAPED_FROM = re.compile(rb"^>(?=>*From )", re.MULTILINE)


def parse_paths(paths: list[Path], out: TextIO) -> None:
    """Write one line of JSON for each message in the files, and in every file of the folders, in order of their names.

    `file` names where the message was found. A file that begins with an envelope line and has another one below a
    blank line is an mbox: its messages are numbered (`inbox.mbox#2`). A file that cannot be read gives an object with
    its `error`, and the next one follows.
    """
    for path in paths:
        for file in _files(path):
            for name, message in _messages(file):
                line = {"file": name} | message.to_dict()
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
            out.flush()


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for each in sorted(path.rglob("*")):
        if each.is_file():
            yield each


def _messages(file: Path) -> Iterator[tuple[str, ParsedMessage]]:
    name = str(file).encode("utf-8", "replace").decode()
    try:
        raw = file.read_bytes()
    except OSError as error:
        yield name, ParsedMessage(error=f"cannot be read: {error.strerror}")
        return
    starts = [match.start(1) for match in _ENVELOPE.finditer(raw)] if raw.startswith(b"From ") else []
    if len(starts) < 2:
        yield name, parse(raw)
        return
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(raw)], strict=True), start=1):
        yield f"{name}#{number}", parse(_ESCAPED_FROM.sub(b"", raw[start:end]))
