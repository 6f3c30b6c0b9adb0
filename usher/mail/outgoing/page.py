"""The HTML part of our mails: one column, plain elements, a handful of rules, light and dark."""

from html import escape

# Clients that drop the style element show plain paragraphs, which read just as well.
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:16px;font:16px/1.55 -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;"
    "color:#1f1d2b;background:#fff;overflow-wrap:break-word}"
    ".letter{max-width:640px}"
    "p,ul,ol,pre,blockquote{margin:0 0 14px}ul,ol{padding-left:22px}"
    "h1,h2,h3{font-size:18px;line-height:1.3;margin:20px 0 8px}"
    "a{color:#5b3fd1}img{max-width:100%;height:auto}"
    "code,pre{font:14px/1.5 ui-monospace,Menlo,Consolas,monospace}"
    "pre{white-space:pre-wrap;padding:10px 12px;border-radius:6px;background:#f4f3f8}"
    "blockquote{border-left:3px solid #d9d6e4;padding-left:12px;color:#5d596e}"
    ".marker{color:#807b91;font-size:12px;margin:0 0 18px}"
    ".signature{color:#5d596e;margin-top:22px}.signature p{margin:0 0 6px}"
    ".quoted{color:#5d596e;font-size:14px;margin-top:26px;padding-top:14px;border-top:1px solid #e6e3ee}"
    "@media(prefers-color-scheme:dark){body{color:#eceaf3;background:#17161d}a{color:#b3a2ff}"
    "blockquote{border-color:#413d52;color:#aaa5bb}.marker{color:#8f8aa1}.signature,.quoted{color:#aaa5bb}"
    ".quoted{border-color:#343142}pre{background:#211f2a}}"
)


def as_page(body: str, *, language: str) -> str:
    """A whole document around the cleaned HTML of a mail."""
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><style>{_STYLE}</style></head>'
        f'<body><div class="letter">{body}</div></body></html>'
    )
