"""Commands that a member writes above their answer, each on a line of its own: #note, #close, #assign me …"""

import re
import unicodedata
from dataclasses import dataclass

from usher.tickets.models import priority_named

_LINE = re.compile(r"#(?P<blank>\s*)(?P<word>[^\W\d_]{2,20})(?P<what>.*)")
_BARE = re.compile(r"\s+.{1,40}|")  # behind a word that we do not know: more than that is a sentence with a hashtag
MOST = 10  # commands of one mail
HELP = "#note, #resolve, #close, #reopen, #assign me, #priority low|medium|high|urgent"


@dataclass(frozen=True, slots=True)
class Commands:
    """What the first lines ask for; `text` is what stands below them. `unknown` is a line that no command is."""

    text: str
    is_note: bool = False
    assigns: bool = False  # to oneself
    priority: str = ""
    status: str = ""  # a built-in code, or "reopen"
    unknown: str = ""


STATUSES = {"close": "closed", "resolve": "resolved", "reopen": "reopen"}
WORDS = frozenset(("note", "assign", "priority", *STATUSES))


def read_commands(text: str) -> Commands:
    """Read the lines above the first one that is no command; a line further down is text, whatever it looks like.

    What begins with a command's word and is none ("#note: he …") is `unknown`: it may be meant for members alone.
    """
    lines = text.strip().split("\n")
    found: dict[str, object] = {}
    while lines and len(found) < MOST:
        match = _LINE.fullmatch(_plain(lines[0]))
        if match is None:
            break
        word, what = match["word"].lower(), match["what"]
        if word not in WORDS and (match["blank"] or not _BARE.fullmatch(what)):
            break
        meaning = None if match["blank"] else _meaning(word, " ".join(what.split()) if what[:1].isspace() else what)
        if meaning is None:
            return Commands(text, unknown=lines[0].strip())
        found |= meaning
        lines = "\n".join(lines[1:]).lstrip().split("\n")
    return Commands("\n".join(lines).strip(), **found)  # type: ignore[arg-type]


def _plain(line: str) -> str:
    """Without what clients put around and into a line: marks of bold type, wide letters, marks that nobody sees."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", line) if unicodedata.category(char) != "Cf")
    return seen.strip().strip("*_").strip()


def _meaning(word: str, what: str) -> dict[str, object] | None:
    if word == "note" and not what:
        return {"is_note": True}
    if word == "assign" and what.lower() == "me":
        return {"assigns": True}
    if word == "priority" and (priority := priority_named(what)):
        return {"priority": priority.code}
    return {"status": STATUSES[word]} if word in STATUSES and not what else None
