"""Sentences that introduce a quote, "On …, … wrote:", on one line or wrapped over several."""

import re
from collections.abc import Sequence
from functools import lru_cache

from usher.mail.incoming.trim import vocabulary as words
from usher.mail.incoming.trim.adverts import is_advert
from usher.mail.incoming.trim.evidence import has_address, has_date, has_short_date, has_time
from usher.mail.incoming.trim.header_blocks import is_header

MAX_ATTRIBUTION_LINES = 4
MAX_ATTRIBUTION = 420

_VERB = re.compile(rf"(?<![^\W\d_])(?:{words.VERBS})", re.IGNORECASE)
_OPENER = re.compile(
    rf"^\s*[-*_>\s\"'“]*(?:(?:{words.OPENERS})(?![^\W\d_])|\d{{1,4}}[./年년-]|\d{{1,2}}\.?\s+[^\W\d_]"
    rf"|[^\W\d_]{{2,13}}\.?,?\s+\d{{1,2}})",
    re.IGNORECASE,
)
_NAME_AND_ADDRESS = re.compile(
    r"^\s*[\"'“*]?[^\s.!?](?:[^.!?\n]|(?<=\b[A-Z][a-z])\.|(?<=\b[A-Z])\."
    r"|\.(?=\w)){0,60}?[\"'”]?\s*[<(\[][^<>\s]{1,80}@[^<>\s]{1,80}[>)\]]"
)
_BRACKETED = re.compile(r"[<(\[]\s?[^\s<>()]{1,80}@[^\s<>()]{1,80}\s?[>)\]]")
_SAID = re.compile(
    r"\b(?:said|says|quoting|quote of|quoth|thus spake|according to|sagte|dit|dijo|ha detto|disse|zei)\b", re.IGNORECASE
)
_OLD_FASHIONED = re.compile(
    r"^\s*(?i:quoting|quoth|thus spake|according to)\s[^\n]{2,60}:\s*$|^\s*(?!(?:I|It|He|She|We|They|You|This|That|What) )"
    r"(?:[A-Z][\w.'-]*\s){1,4}(?:said|says)\s?:\s*$"
    r"|^\s*\[[A-Z][^\]\d\n]{2,40}\]\s*$|'s message of \"[^\"\n]{10,60}\"\s*$"
    r"|^\s*From:\s(?:[^\n]{0,60}<[^<>\s@]{1,64}@[^<>\s]{1,120}>|[^<>\s@]{1,64}@[^<>\s]{1,120})\s*$"
)
"""Introductions of Usenet and of lists; each counts only above a marked quote."""
_SPEAKER = re.compile(r"^\W*(?:i|it|we|he|she|they|ich|es|wir|er|sie|je|il|elle|nous)\b", re.IGNORECASE)
_DATED_MAILBOX = re.compile(r"^\s*\d{4}[/-]\d{1,2}[/-]\d{1,2}\s[^<>\n]{0,80}<\s?[^<>\s]{1,80}@[^<>\s]{1,80}>\s*:?\s*$")
"""Gmail's introduction of old in many languages: date, name, address, and not even a colon."""
_WRAPPED = re.compile(r"^\s*\d{4}[/-]\d{1,2}[/-]\d{1,2}\s[^<>\n]{0,80}<\s*$")
_GMAIL_OF_OLD = re.compile(r"^\s*\d{4}-\d\d-\d\d \d{1,2}:\d\d GMT[+-]\d\d:\d\d [^\n:]{2,60}:?\s*$")
_HAS_FACT = re.compile(r"[\d@<]")
_COLON_END = re.compile(r"[:：]\s*[*_]*\s*-*\s*$")
_LOOSE_END = re.compile(rf"(?:{words.VERBS}|says)\s*[.…-]*\s*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<!\d)[.!?…]\s*$")
_BARE = re.compile(
    rf"^\s*(?:(?:quoting|zitat von|citando(?: a)?) [^\n]{{0,80}}<?[^\s<>@]{{1,64}}@[^\s<>@]{{1,120}}>?"
    rf"|[^\s<>@]{{1,64}}@[^\s<>@]{{1,120}} (?:{words.VERBS}))\s?:\s*$",
    re.IGNORECASE,
)
"""An address and nothing else before or behind the word for writing."""
_NAME_LAST = re.compile(r"\d[^\n]{0,30}\b(?:schrieb|skrev|schreef)(?: [^\s:.,;!?]{1,30}){1,4}\s*$")
"""Some programs for telephones end with the name and without a colon."""
_EUDORA = re.compile(r"^\s*At \d{1,2}:\d\d(?: [AP]M)? \d{1,2}/\d{1,2}/\d{2,4}(?: [+-]\d{4})?, you wrote:\s*$")
_TELLS = re.compile(
    r"\b(?:i|we|you|they|which|because|ich|wir|ihr|dass|je|nous|vous|que|yo|nosotros|noi|che|eu|nós|jag|vi|jeg|ik|wij)\b",
    re.IGNORECASE,
)
"""Words of a sentence that no introduction has."""
_OWN_WORDS = re.compile(
    r"\bi (?:also |have |had |then |already )?(?:wrote|written|asked|sent|said)\b|\b(?:wrote|written|writes) (?:to"
    r"|me|us|on the)\b"
    r"|\b(?:schrieb|schreibe) (?:ich|wir|mir|uns|ihnen|euch|dir)\b|\b(?:ich|wir)\b.{0,60}\b(?:geschrieben|schrieben?)\b"
    r"|\bj['’]ai\b|\bnous avons\b|\bm['’]a écrit|\b(?:he|hemos) escrito\b|\b(?:me|nos|le|les) (?:escribió|ha escrito"
    r"|escribí)\b"
    r"|\b(?:ho|abbiamo|mi ha|ci ha|vi ho) scritto\b|\b(?:eu|me|lhe|lhes) escrev\w+|\bschreef (?:ik|u|mij|ons)\b"
    r"|\bik\b.{0,40}\bgeschreven"
    r"|\bskrev (?:jag|jeg|vi|til|till)\b|\bnapisał[ae]m\b|\bnapisali(?:śmy)\b|\b(?:я|мы|ми) (?:вам )?(?:на)?писал"
    r"|\b(?:jsem|jsme|som|sme)\b|\bnapísal som\b|\b(?:minä|me) kirjoit",
    re.IGNORECASE,
)
"""A person tells of what was written; no program does."""
_YOURS = re.compile(r"^\s*(?:your|our|my|ihr|ihre|unser|unsere|mein|meine|votre|notre|mon|ma)\s", re.IGNORECASE)
_BEFORE_FACTS = re.compile(r"[^\d<(\[]*")
MAX_WORDS_BEFORE = 4
"""Words before the first figure or address of an introduction without a verb; a sentence has more."""
_RULE_ABOVE = re.compile(r"^\s*-{5,}\s*$")


def find_attribution(lines: Sequence[str], index: int, skip: Sequence[bool]) -> tuple[int, int] | None:
    """Try the line and up to four below it as one introduction; return where it starts and ends (exclusive)."""
    if not any(
        _may_end(line) or _WRAPPED.search(line) or _NAME_LAST.search(line)
        for line in lines[index : index + MAX_ATTRIBUTION_LINES + 1]
    ):
        return None
    joined = ""
    blank_before = False
    for offset in range(MAX_ATTRIBUTION_LINES + 1):
        position = index + offset
        if position >= len(lines) or skip[position] or len(joined) > MAX_ATTRIBUTION:
            return None
        line = lines[position].strip()
        if not line:
            # Some clients leave a blank line inside the introduction, between date and name.
            if blank_before or not _is_opening(joined):
                return None
            blank_before = True
            continue
        joined = f"{joined} {line}".strip()
        if _may_end(line) or _ends_with_name(lines, position, skip) or (offset and _DATED_MAILBOX.match(joined)):
            below = _next_filled(lines, position + 1)
            is_quoting = below is not None and (skip[below] or lines[below].lstrip().startswith((">", "|")))
            is_quoting = is_quoting or (offset == 0 and below is not None and _is_below_advert(lines, index))
            if _is_strong(joined) or (is_quoting and _is_weak(joined)):
                start = _start(lines, index, position, is_quoting=is_quoting)
                return None if start is None else (_with_headers(lines, start), position + 1)
            if _COLON_END.search(joined) and not has_short_date(joined):
                return None
        elif _SENTENCE_END.search(line) and not (has_short_date(line) or (has_address(line) and _VERB.search(line))):
            return None
        if offset == 0 and not (
            _is_opening(joined)
            or has_address(joined)
            or has_date(joined)
            or _VERB.search(joined)
            or _SAID.search(joined)
            or _OLD_FASHIONED.search(joined)
        ):
            return None
    return None


def _start(lines: Sequence[str], index: int, position: int, *, is_quoting: bool) -> int | None:
    """Return where the introduction that ends at `position` starts: a sentence above it must not be taken along."""
    joined = _joined(lines, index, position)
    begins = index == position or bool(_NAME_AND_ADDRESS.match(joined)) or _is_opening(lines[index])
    for start in range(position, index, -1):
        text = _joined(lines, start, position)
        if _is_opening(text) and (_is_strong(text) or (is_quoting and _is_weak(text))):
            if begins and not (has_date(text) and has_time(text) and has_address(text)):
                return index
            above = lines[start - 1].strip()
            return start - 1 if len(above) <= 12 and _OPENER.match(above) else start
    return index if begins or _OPENER.match(joined) else None


def _with_headers(lines: Sequence[str], start: int) -> int:
    """Yandex puts recipient and subject as headers above its introduction, and a rule above these."""
    top = start
    while top > 0 and is_header(lines[top - 1]):
        top -= 1
    return top - 1 if 0 < top < start and _RULE_ABOVE.match(lines[top - 1]) else start


def _is_below_advert(lines: Sequence[str], index: int) -> bool:
    """Below "Sent from my telephone" nobody writes, so what stands there is a program's."""
    above = next((at for at in range(index - 1, max(index - 5, 0), -1) if lines[at].strip()), 0)
    return above > 0 and bool(_VERB.search(lines[index])) and is_advert(lines[above], is_apart=not lines[above - 1].strip())


def _joined(lines: Sequence[str], start: int, position: int) -> str:
    return " ".join(line.strip() for line in lines[start : position + 1])


@lru_cache(maxsize=2_048)
def _may_end(line: str) -> bool:
    """Tell whether an introduction may end here; most lines of most mails end like none."""
    tail = line[-60:].rstrip(" \t*_-.…")
    if tail.endswith((":", "：")) or _DATED_MAILBOX.match(line) or _GMAIL_OF_OLD.match(line):
        return True
    if _OLD_FASHIONED.search(line):
        return True
    return _HAS_FACT.search(line) is not None and _LOOSE_END.search(tail) is not None


def _ends_with_name(lines: Sequence[str], position: int, skip: Sequence[bool]) -> bool:
    if not _NAME_LAST.search(lines[position]):
        return False
    return position + 1 < len(lines) and (skip[position + 1] or not lines[position + 1].strip())


def is_introduction(text: str) -> bool:
    """Tell whether one line introduces a quote by what it says alone."""
    return _may_end(text) and _is_strong(text)


def _is_opening(text: str) -> bool:
    return bool(_OPENER.match(text)) and (has_short_date(text) or has_time(text))


def _is_strong(text: str) -> bool:
    """An introduction that stands for itself: how it begins, how it ends, and two of date, time and address."""
    if _OWN_WORDS.search(text) or (_YOURS.match(text) and not has_date(text)):
        return False
    begins = bool(_OPENER.match(text)) or bool(_NAME_AND_ADDRESS.match(text))
    facts = has_date(text) + has_time(text) + has_address(text)
    has_verb = bool(_VERB.search(text))
    if not has_verb and len(_BEFORE_FACTS.match(text)[0].split()) > MAX_WORDS_BEFORE:  # type: ignore[index]
        return False
    if _EUDORA.match(text):
        return True
    if facts == 3 and len(text.split()) <= 22 and (_BRACKETED.search(text) or has_verb):
        return begins or not _SPEAKER.match(text)
    if _DATED_MAILBOX.match(text) or _BARE.match(text) or _GMAIL_OF_OLD.match(text):
        return True
    if has_verb:
        if not has_address(text) and (not _is_terse(text) or _TELLS.search(text)):
            return False
        is_plain = has_date(text) and has_time(text) and _is_terse(text) and not _SPEAKER.match(text)
        return (
            is_plain
            or begins
            and (facts >= 2 or has_address(text) or has_date(text) or (has_time(text) and has_short_date(text)))
        )
    return begins and facts == 3 and bool(_COLON_END.search(text)) and _is_terse(text)


def _is_weak(text: str) -> bool:
    """An introduction that counts because a marked quote follows it."""
    if _OWN_WORDS.search(text):
        return False
    if _OLD_FASHIONED.search(text):
        return True
    if len(text) > 300 or not (_COLON_END.search(text) or _LOOSE_END.search(text)):
        return False
    facts = has_short_date(text) + has_time(text) + has_address(text)
    if _SAID.search(text):
        return facts >= 1
    if _VERB.search(text):
        return facts >= 1 or (len(text) <= 80 and not _SPEAKER.match(text))
    return facts >= 2 or (facts == 1 and bool(_OPENER.match(text)) and _is_terse(text))


def _is_terse(text: str) -> bool:
    """Date, time, name and address are few words; a sentence that holds a date has more."""
    return len(text.split()) <= 16


def _next_filled(lines: Sequence[str], start: int) -> int | None:
    return next((index for index in range(start, min(start + 6, len(lines))) if lines[index].strip()), None)
