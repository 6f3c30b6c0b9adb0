"""Text signed in place by PGP (RFC 9580 §7): what it says without its armor."""

import re

SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_HEAD = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z-]{1,40}: [^\n]*\n)*[ \t]*\n", re.MULTILINE)
_SIGNATURE = re.compile(
    r"^-----BEGIN PGP SIGNATURE-----[ \t]*$.*?(?:^-----END PGP SIGNATURE-----[ \t]*\n?|\Z)", re.MULTILINE | re.DOTALL
)


def without_armor(text: str) -> str:
    """Return the text with head, signature and escaped dashes taken off; any other text as it stands."""
    if SIGNED not in text:
        return text
    start = _HEAD.search(text)
    if start is None:
        return text
    inside = text[start.end() :]
    signature = _SIGNATURE.search(inside)
    said = inside[: signature.start()] if signature else inside
    after = inside[signature.end() :] if signature else ""
    return text[: start.start()] + re.sub(r"^- ", "", said, flags=re.MULTILINE) + after
