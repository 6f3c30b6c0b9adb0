"""Bytes to text when the label may be missing, unknown or wrong. Never raises; never yields NUL or lone surrogates."""

import codecs
import re

from usher.mail.mime.guess import guess

# WHATWG's encoding table: what senders call by the smaller name is in truth the larger one.
ALIASES = {
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "xgbk": "gb18030", "gb231280": "gb18030",
    "isoir58": "gb18030", "csgb2312": "gb18030", "eucgb2312cn": "gb18030", "euccn": "gb18030", "hzgb2312": "hz",
    "ksc56011987": "cp949", "ksc5601": "cp949", "ksc56011989": "cp949", "euckr": "cp949", "windows949": "cp949",
    "xwindows949": "cp949", "korean": "cp949", "csksc56011987": "cp949", "uhc": "cp949", "cseuckr": "cp949",
    "shiftjis": "cp932", "sjis": "cp932", "xsjis": "cp932", "windows31j": "cp932", "mskanji": "cp932",
    "cswindows31j": "cp932", "xeucjp": "eucjp", "ujis": "eucjp", "big5": "big5hkscs", "xbig5": "big5hkscs",
    "big5hk": "big5hkscs", "cnbig5": "big5hkscs", "iso88591": "cp1252", "latin1": "cp1252", "windows1252": "cp1252",
    "ansi": "cp1252", "isoir100": "cp1252", "l1": "cp1252", "csisolatin1": "cp1252", "iso88598i": "cp1255",
    "iso88598e": "cp1255", "iso88598": "cp1255", "windows1255": "cp1255", "iso88599": "cp1254", "latin5": "cp1254",
    "iso885911": "cp874", "tis620": "cp874", "windows874": "cp874", "dos874": "cp874", "unicode11utf7": "utf7",
    "utf8mb4": "utf8", "utf8mb3": "utf8", "unicode": "utf16", "ucs2": "utf16", "iso10646ucs2": "utf16be",
    "win1251": "cp1251", "xcp1251": "cp1251", "windows1251": "cp1251", "koi8ru": "koi8u", "koi8": "koi8r",
    "xmaccyrillic": "maccyrillic", "xmacroman": "macroman", "mac": "macroman", "macintosh": "macroman",
    "iso2022cn": "gb18030", "xibm943c": "cp932", "dos850": "cp850", "xcp850": "cp850", "xcp1252": "cp1252",
    "win1252": "cp1252", "xutf8": "utf8", "xiso885915": "iso8859_15", "iso2022jpms": "cp50221",
}  # fmt: skip
JAPANESE_MAIL = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004")
WIDE = ("utf-16", "utf_16", "utf-32", "utf_32")
STATEFUL = ("iso2022", "cp5022", "hz", "utf", "gb18030")
NOT_FOR_MAIL = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "palmos"}
TOLERATED_LOSS = 0.2
"""Share of the non-ASCII bytes that may be unreadable before the label itself is doubted."""

_SURROGATES = re.compile("[\ud800-\udfff]")


def decode(data: bytes, charset: str | None) -> str:
    """Decode `data` by its label, as browsers understand labels; guess when the label cannot be right."""
    if data.isascii() and not _may_be_stateful(data, charset):
        return scrub(data.decode("ascii"))
    codec = find_codec(charset)
    if codec is None or codec == "ascii" or (b"\x1b$" in data and data.isascii() and not codec.startswith(STATEFUL)):
        return scrub(guess(data))
    if codec.startswith(WIDE) and _is_narrow(data):
        return scrub(guess(data))
    if codec == "cp1252":
        return scrub(_decode_western(data))
    return scrub(_decode_labelled(data, codec))


def _is_narrow(data: bytes) -> bool:
    """Tell that what is called UTF-16 or UTF-32 is not: every blank, digit and line end of these has a zero byte."""
    return len(data) > 8 and b"\0" not in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


def scrub(text: str) -> str:
    """Drop NUL and replace lone surrogates: neither a database nor UTF-8 takes them."""
    if "\0" in text:
        text = text.replace("\0", "")
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def find_codec(charset: str | None) -> str | None:
    """Return Python's name for a label, or None for an unknown or unsuitable one."""
    if not charset:
        return None
    label = re.sub(r"[^a-z0-9]", "", charset[:60].lower())
    if label in ("xunknown", "unknown8bit", "unknown", "default", "xuserdefined", "8bit", "none", "binary", "usascii", ""):
        return None
    try:
        name = codecs.lookup(ALIASES.get(label) or charset.strip(" '\"").split(" ")[0][:40]).name
    except (LookupError, ValueError, UnicodeError):
        try:
            name = codecs.lookup(label).name
        except (LookupError, ValueError, UnicodeError):
            return None
    return None if name in NOT_FOR_MAIL else name


def _may_be_stateful(data: bytes, charset: str | None) -> bool:
    """UTF-7, HZ, UTF-16 and the ISO-2022 family are written in ASCII bytes but do not mean ASCII."""
    if not charset:
        return b"\x1b$" in data
    return b"\x1b" in data or any(family in charset.lower() for family in ("7", "hz", "16", "32", "2022", "ucs", "unicode"))


def _decode_western(data: bytes) -> str:
    """Latin-1 by label is Windows-1252 in truth, and quite often UTF-8 by mistake."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_western_byte(byte) for byte in data) if len(data) < 10_000 else data.decode("latin-1")


def _western_byte(byte: int) -> str:
    return bytes((byte,)).decode("cp1252", "ignore") or chr(byte)


def _decode_labelled(data: bytes, codec: str) -> str:
    candidates = JAPANESE_MAIL if codec.startswith("iso2022_jp") else (codec,)
    for candidate in candidates:
        try:
            return data.decode(candidate)
        except (UnicodeError, LookupError, ValueError):
            continue
    try:
        text = data.decode(codec, "replace")
    except (UnicodeError, LookupError, ValueError):
        return guess(data)
    foreign = sum(byte > 127 for byte in data[:20_000]) or 1
    return guess(data) if text[:20_000].count("\ufffd") / foreign > TOLERATED_LOSS else text
