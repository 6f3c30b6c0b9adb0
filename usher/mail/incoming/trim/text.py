"""The reply of a plain text."""

import re

from usher.mail.incoming.trim.attributions import is_introduction
from usher.mail.incoming.trim.deciding import label_lines, reply_lines
from usher.mail.incoming.trim.evidence import has_address, has_short_date
from usher.mail.incoming.trim.vocabulary import ORIGINAL, VERBS

_SHARED = re.compile(
    r"^(?P<said>.{1,300}?)(?:\s|(?<=[^\s-])-{2,4}\s?)"
    r"(?P<introduction>(?:On|Am|Le|El|Il|Op|Em|Den|W dniu|Dnia)\s[^\n]{6,240}?:)\s*(?P<quoted>>.*)?$"
)
"""What was said and the introduction of a quote on one line; some put even the quote's first line behind."""
_GLUED = re.compile(
    rf"^(?P<said>.{{0,2000}}?)(?P<divider>-{{5,10}} ?(?:{ORIGINAL}) ?-{{5,10}})(?P<below>.*)$", re.IGNORECASE
)
"""The divider of telephones whose mails lost their line ends."""
_RUN_ON = re.compile(
    rf"^(?P<introduction>\s{{0,8}}(?:On|Am|Le|El|Il|Op|Em)\s[^\n]{{10,240}}?[\s>](?:{VERBS})\s?:)"
    r"(?:(?=[^\s:/>])|[ \u00a0]{2,8}(?=[^\s>]))"
    r"(?P<quoted>.*)$"
)
"""Some put the quote behind its introduction: without a blank, or with more of them than a person types."""
_OPENS = re.compile(r"\s*(?:On|Am|Le|El|Il|Op|Em|Den|W dniu|Dnia)\s")
_ENDS_WITH_VERB = re.compile(rf"(?:{VERBS})\W*$", re.IGNORECASE)
_WORD = "Yes."
MAX_LINES = 20_000
"""Of a longer text the end is kept untried: nobody writes that much below a quote."""


def trim_text(text: str, *, is_forward: bool = False) -> str:
    """Return the reply without quote and signature; the whole text when it is unsure or nothing would be left."""
    lines = _parted(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if len(lines) > MAX_LINES:
        return text.strip()
    kept = reply_lines(lines, label_lines(lines), is_forward=is_forward)
    return join_kept(lines, kept) or text.strip()


def is_all_quoted(text: str) -> bool:
    """Whether nothing of the text is its sender's own, which `trim_text` leaves as it is: below a word, all would go."""
    return bool(text.strip()) and trim_text(f"{_WORD}\n\n{text}") == _WORD


def _parted(lines: list[str]) -> list[str]:
    """Put introductions that share a line with the answer on lines of their own, where a marked quote follows."""
    result: list[str] = []
    for index, line in enumerate(lines):
        if (
            "-----" in line
            and len(line) < 5_000
            and (glued := _GLUED.match(line))
            and any(map(str.isalnum, glued["said"] + glued["below"]))
        ):
            result.extend(each for each in glued.groups() if each.strip())
            continue
        result.extend(_shared(line, lines[index + 1 : index + 5]))
    return result


def _shared(line: str, below: list[str]) -> list[str]:
    """Part a line that holds more than an introduction; `below` are some lines that follow, where it may go on."""
    if len(line) > 700 or ":" not in line or not any(char.isdigit() for char in line) or line.lstrip().startswith(">"):
        return [line]
    if (run_on := _RUN_ON.match(line)) and is_introduction(run_on["introduction"]) and has_address(run_on["introduction"]):
        return [run_on["introduction"], run_on["quoted"]]
    next_line = next((each.lstrip() for each in below[:3] if each.strip()), "")
    is_wrapped = bool(below) and below[0].rstrip().endswith(":") and below[1:2] != [] and below[1].lstrip().startswith(">")
    if is_wrapped and len(below[0]) < 200:
        found = _SHARED.match(f"{line.rstrip()} {below[0].strip()}")
        start = found.start("introduction") if found else len(line)
        if found and start < len(line) and _is_apart(line, found):
            return [_said(found), line[start:]]
    if not next_line.startswith(">") and ":>" not in line and ": >" not in line:
        return [line]
    found = _SHARED.match(line)
    if found and (found["quoted"] or next_line.startswith(">")) and _is_apart(line, found):
        return [each for each in (_said(found), found["introduction"], found["quoted"]) if each]
    return [line]


def _is_apart(line: str, found: re.Match[str]) -> bool:
    """Whether what stands before the introduction is not the beginning of it."""
    said = found["said"]
    is_part = (_OPENS.match(line) and has_short_date(said)) or _ENDS_WITH_VERB.search(said)
    return not (said.strip() and is_part) and is_introduction(found["introduction"])


def _said(found: re.Match[str]) -> str:
    return found["said"].strip().rstrip("-").rstrip()


def join_kept(lines: list[str], kept: list[int]) -> str:
    """Join the kept lines; where something was taken out between them one blank line stays."""
    result: list[str] = []
    previous = -1
    for index in kept:
        if previous >= 0 and index != previous + 1:
            while result and not result[-1]:
                result.pop()
            result.append("")
        line = lines[index].rstrip()
        if line or (result and (result[-1] or index == previous + 1)):
            result.append(line)
        previous = index
    return "\n".join(result).strip("\n").rstrip()
