"""Transfer encodings (RFC 2045 §6) of a part's body; bad input yields what can be read of it."""

import binascii
import re

FOOTER_WINDOW = 20_000
"""How far from the end a footer below a base64 body is looked for, in bytes."""
_SPACE = re.compile(rb"[\s\0]+")
_FOREIGN = re.compile(rb"[^A-Za-z0-9+/=\s\0]")
_PADDED = re.compile(rb"(?<!=)=++(?=[A-Za-z0-9+/]{4})")
_PADDED_LINE = re.compile(rb"={1,2}[ \t]*\r?\n")
_NO_ESCAPE = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]{0,80}(?:\r?\n|\Z))")
_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} (?P<name>[^\r\n]+)\r?\n", re.MULTILINE)


def decode_body(body: bytes, encoding: str) -> bytes:
    """Undo a Content-Transfer-Encoding; an unknown one is taken as plain."""
    word = encoding.strip().strip("\"'").split(" ")[0].split(";")[0].lower()
    if word in ("base64", "b64"):
        return decode_base64_body(body)
    if word.startswith("quoted") or word == "qp":
        return binascii.a2b_qp(_NO_ESCAPE.sub(b"=3D", _with_plain_line_ends(body)))
    if word in ("x-uuencode", "uuencode", "x-uue", "uue"):
        found = find_uuencoded(body)
        return found[0][1] if found else body
    return body


def _with_plain_line_ends(body: bytes) -> bytes:
    """A soft break is seen only before a line feed; some mails came with bare CR, or with one CR too many."""
    if b"\r\r\n" in body:
        body = body.replace(b"\r\r\n", b"\n")
    return body if b"\n" in body else body.replace(b"\r", b"\n")


def decode_base64_body(body: bytes) -> bytes:
    """Decode a base64 body; one that plainly is not base64 is returned as it stands."""
    encoded = _before_footer(body)
    sample = encoded[:4_000].strip()
    if (len(_FOREIGN.findall(sample)) + sample.count(b" ")) * 12 > len(sample):
        return body
    return decode_base64(encoded)


def decode_base64(data: bytes) -> bytes:
    """Decode base64 with missing or inner padding and foreign characters."""
    compact = _SPACE.sub(b"", data)
    if b"=" in compact.rstrip(b"="):
        return b"".join(_decode_run(run) for run in _PADDED.split(compact))
    return _decode_run(compact)


def find_uuencoded(body: bytes) -> list[tuple[str, bytes, int, int]]:
    """Return the uuencoded files in a text: name, content, and where each starts and ends."""
    found: list[tuple[str, bytes, int, int]] = []
    position = 0
    while match := _BEGIN.search(body, position):
        ended = re.compile(rb"^(?:end|====)[ \t]*\r?$", re.MULTILINE).search(body, match.end())
        if ended is None:
            break
        inside = body[match.end() : ended.start()]
        content = decode_base64(inside) if match[0].startswith(b"begin-base64") else _uudecode(inside)
        if content is not None:
            found.append((match["name"].decode("utf-8", "replace").strip(), content, match.start(), ended.end()))
        position = ended.end()
    return found


def _decode_run(run: bytes) -> bytes:
    run = run.rstrip(b"=")
    if _FOREIGN.search(run):
        run = re.sub(rb"[^A-Za-z0-9+/]", b"", run)
    if len(run) % 4 == 1:
        run = run[:-1]
    try:
        return binascii.a2b_base64(run + b"=" * (-len(run) % 4))
    except binascii.Error:
        return b""


def _before_footer(body: bytes) -> bytes:
    """Lists and scanners append plain text below the encoded body; padding ends what was encoded."""
    window = max(len(body) - FOOTER_WINDOW, 0)
    ended = _PADDED_LINE.search(body, window)
    return body[: ended.end()] if ended and _FOREIGN.search(body, ended.end()) else body


def _uudecode(lines: bytes) -> bytes | None:
    content = bytearray()
    for line in lines.splitlines():
        if not line.strip() or line[:1] == b"`":
            continue
        try:
            content += binascii.a2b_uu(line)
        except binascii.Error:
            length = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                content += binascii.a2b_uu(line[:length])
            except binascii.Error:
                return None
    return bytes(content)
