"""Which charset unlabelled bytes are written in: UTF-8 if they can be, else the best-looking of the usual ones."""

import re

SAMPLE = 4_000
CANDIDATES = ("cp932", "euc_jp", "cp949", "gb18030", "big5", "cp1251", "koi8_r", "cp1252")
_ESCAPED_JAPANESE = re.compile(rb"\x1b\$[@B]|\x1b\([IJ]")
_LONELY_ACCENT = re.compile(
    "(?<=[a-zA-Z])[\u00c0-\u024f]|[\u00c0-\u024f](?=[a-zA-Z])|[\u2018-\u201e\u2013\u2014\u2026\u20ac\u00a0\u00a9\u00ab\u00bb\u00b0]"
)
_FOREIGN = re.compile("[^\x00-\x7f]")


def guess(data: bytes) -> str:
    """Decode bytes without a usable label; always returns text."""
    if _ESCAPED_JAPANESE.search(data):
        return data.decode("iso2022_jp_ext", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 10:
            return data.decode("utf-8", "replace")
    sample = b"".join(re.findall(rb"[^\n]*[\x80-\xff][^\n]*", data[:200_000]))[:SAMPLE]
    best = max(CANDIDATES, key=lambda codec: _looks_like_language(sample, codec))
    return data.decode(best, "replace")


def _looks_like_language(sample: bytes, codec: str) -> float:
    """Score a decoding between 0 and 1: how much of what is not ASCII looks like words of the codec's languages."""
    text = sample.decode(codec, "replace")
    foreign = _FOREIGN.findall(text)
    if not foreign:
        return 0.0
    broken = text.count("\ufffd") / len(foreign)
    if codec == "cp1252":
        return len(_LONELY_ACCENT.findall(text)) / len(foreign) - broken
    likely = sum(_likely(char, codec) for char in foreign)
    # One byte per letter leaves more letters to be judged by chance than two bytes do.
    return likely / len(foreign) * (0.9 if codec in ("cp1251", "koi8_r") else 0.95) - 3 * broken


def _likely(char: str, codec: str) -> float:
    if codec in ("cp1251", "koi8_r"):
        return 1.0 if "а" <= char <= "я" or char == "ё" else 0.35 if "А" <= char <= "Я" else 0.0
    if codec in ("cp932", "euc_jp"):
        return (
            1.0
            if "\u3041" <= char <= "\u30fe"
            else 0.6
            if _is_common_han(char)
            else 0.3
            if "\u3000" <= char <= "\u303f"
            else 0.0
        )
    if codec == "cp949":
        return 1.0 if "\uac00" <= char <= "\ud7a3" and char.encode("euc_kr", "ignore") else 0.0
    if codec == "gb18030":
        return _level_one(char, "gb2312", 0xD8)
    return _level_one(char, "big5", 0xC6)


def _is_common_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _level_one(char: str, codec: str, below: int) -> float:
    """Both Chinese sets put their frequent characters first."""
    if not _is_common_han(char):
        return 0.5 if "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff5e" else 0.0
    encoded = char.encode(codec, "ignore")
    return 1.0 if encoded and encoded[0] <= below else 0.2
