"""Encoded words (RFC 2047) in header values, read as leniently as senders write them, in linear time."""

import binascii
import re
from itertools import groupby

from usher.mail.mime.charsets import decode, scrub
from usher.mail.mime.encodings import decode_base64

# What the look-ahead took is not given back: a megabyte of openings without an end must not be tried again from each
# of them. A possessive repeat would say it shorter, but Python before 3.11.5 matches nothing with it here (gh-106052).
_WORD = re.compile(
    r"=\?(?P<charset>[^?*\s]{1,40})(?:\*[^?\s]{0,40})?\?(?P<how>[bBqQ])\?"
    r"(?=(?P<body>[^?=]*(?:(?:=(?!\?(?!=))|\?(?!=))[^?=]*)*))(?P=body)\?="
)
_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")


def decode_words(value: str) -> str:
    """Return the value with its encoded words decoded; white space between two of them is not text (RFC 2047 §6.2)."""
    if "=?" not in value:
        return scrub(value)
    pieces: list[str] = []
    pending: list[tuple[str, str, str]] = []
    position = 0
    for match in _WORD.finditer(value):
        between = value[position : match.start()]
        if not (pending and not between.strip()):
            pieces.append(_flush(pending))
            pieces.append(between)
        pending.append((match["charset"].lower(), match["how"].lower(), match["body"]))
        position = match.end()
    pieces.append(_flush(pending))
    pieces.append(value[position:])
    return scrub("".join(pieces))


def without_words(value: str) -> str:
    """Return the value with its encoded words left out: what they hold is never structure."""
    return _WORD.sub("", value) if "=?" in value else value


def flatten(value: str) -> str:
    """Collapse every run of white space and control characters to one space: a header line can decode to CR/LF."""
    return _CONTROLS.sub(" ", value).strip()


def _flush(pending: list[tuple[str, str, str]]) -> str:
    """Decode neighbours of one charset together: senders cut characters in half between words."""
    texts: list[str] = []
    for charset, words in groupby(pending, key=lambda word: word[0]):
        runs: list[tuple[str, str]] = []
        for _, how, body in words:
            # Some cut even the base64 between its groups of four.
            if runs and how == runs[-1][0] == "b" and len(runs[-1][1]) % 4 and not runs[-1][1].endswith("="):
                runs[-1] = (how, runs[-1][1] + body)
            else:
                runs.append((how, body))
        texts.append(decode(b"".join(_to_bytes(how, body) for how, body in runs), charset))
    pending.clear()
    return "".join(texts)


def _to_bytes(how: str, body: str) -> bytes:
    raw = body.encode("utf-8", "surrogateescape")
    if how == "b":
        return decode_base64(raw)
    try:
        return binascii.a2b_qp(raw.replace(b" ", b"_"), header=True)
    except (binascii.Error, ValueError):
        return raw
