"""The pictures inside a message's HTML, which is already clean: ours get their address, remote ones wait for a click."""

import html as markup
import re
from collections.abc import Mapping

# nh3 writes attributes with double quotes and escapes every quote inside, so these find exactly what it wrote.
_CID = re.compile(r' src="cid:([^"]*)"')
_UNNAMED = re.compile(r"<img(?![^>]* alt=)")
_WITHHELD = re.compile(r' data-withheld-src="([^"]*)"')


def placed(html: str, files: Mapping[str, str]) -> str:
    """Point each `cid:` picture to its file's address; `files` maps content ids (RFC 2392) to addresses.

    A picture without a description is decoration to those who cannot see it.
    """

    def address(found: re.Match[str]) -> str:
        url = files.get(markup.unescape(found[1]).strip("<>"))
        return f' src="{markup.escape(url)}" loading="lazy"' if url else ""

    return _UNNAMED.sub('<img alt=""', _CID.sub(address, html))


def withheld(html: str) -> list[str]:
    """The addresses of the remote pictures that are not loaded, in the order in which they stand."""
    return [markup.unescape(found) for found in _WITHHELD.findall(html)]


def loaded(html: str, proxy: str) -> str:
    """Let the remote pictures come through our own address `proxy`, which ends with `/0` for the first one."""
    count = iter(range(len(html)))
    base = proxy.removesuffix("0")
    return _WITHHELD.sub(lambda _: f' src="{markup.escape(base + str(next(count)))}" loading="lazy"', html)
