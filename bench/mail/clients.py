# ruff: noqa: E501  (markup as programs write it)
"""How mail programs put an answer above, below or between what they quote, as text and as HTML."""

from collections.abc import Callable
from html import escape

from bench.mail.conversations import SIGNATURES, Talk

Composed = tuple[str | None, str | None]
"""Text and HTML; one may be missing."""


def paragraphs(lines: list[str]) -> str:
    """The lines as people write them: a blank line after the greeting and before the end."""
    return (
        "\n".join(lines) if len(lines) < 4 else f"{lines[0]}\n\n" + "\n".join(lines[1:-2]) + "\n\n" + "\n".join(lines[-2:])
    )


def marked(lines: list[str], mark: str = "> ") -> str:
    """The lines with a mark before each."""
    return "\n".join(f"{mark}{line}".rstrip() for line in paragraphs(lines).split("\n"))


def divs(lines: list[str]) -> str:
    """The lines as Gmail and Apple write them."""
    return "".join(f"<div>{escape(line) or '<br>'}</div>" for line in paragraphs(lines).split("\n"))


def breaks(lines: list[str]) -> str:
    """The lines with breaks between."""
    return "<br>\n".join(escape(line) for line in paragraphs(lines).split("\n"))


def office(lines: list[str]) -> str:
    """The lines as Word writes them."""
    return "".join(
        f'<p class="MsoNormal"><span style="font-size:11.0pt">{escape(line) or "&nbsp;"}<o:p></o:p></span></p>'
        for line in paragraphs(lines).split("\n")
    )


def gmail(t: Talk) -> Composed:
    intro = t.introduction
    quote = f'<div class="gmail_quote"><div dir="ltr" class="gmail_attr">{escape(intro)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">{divs(t.quoted)}</blockquote></div>'
    return f"{paragraphs(t.said)}\n\n{intro}\n\n{marked(t.quoted)}\n", f'<div dir="ltr">{divs(t.said)}</div><br>{quote}'


def gmail_wrapped(t: Talk) -> Composed:
    intro = t.introduction
    cut = intro.rfind(" ", 20, 76)
    if cut > 0 and len(intro) > 70:
        intro = f"{intro[:cut]}\n{intro[cut + 1 :]}"
    return f"{paragraphs(t.said)}\n\n{intro}\n\n{marked(t.quoted)}\n", None


def apple(t: Talk) -> Composed:
    intro = t.introduction
    text = f"{paragraphs(t.said)}\n\n> {intro}\n> \n{marked(t.quoted)}\n"
    html = f'<html><head></head><body style="word-wrap: break-word;">{divs(t.said)}<div><br><blockquote type="cite"><div>{escape(intro)}</div><br class="Apple-interchange-newline"><div>{divs(t.quoted)}</div></blockquote></div><br></body></html>'
    return text, html


def iphone(t: Talk) -> Composed:
    intro, device = t.introduction, t.language.device
    text = f"{paragraphs(t.said)}\n\n{device}\n\n> {intro}\n> \n{marked(t.quoted, '> ')}\n"
    html = f'<html><body dir="auto">{divs(t.said)}<br><div dir="ltr">{escape(device)}</div><div dir="ltr"><br><blockquote type="cite">{escape(intro)}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">{divs(t.quoted)}</div></blockquote></body></html>'
    return text, html


def outlook_desktop(t: Talk) -> Composed:
    block = t.headers(mailto=t.rng.random() < 0.4)
    html = f"<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><body lang=EN-US><div class=WordSection1>{office(t.said)}<p class=MsoNormal><o:p>&nbsp;</o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>{'<br>'.join('<b>' + escape(line.partition(':')[0]) + ':</b>' + escape(line.partition(':')[2]) for line in block)}<o:p></o:p></p></div></div>{office(t.quoted)}</div></body></html>"
    return f"{paragraphs(t.said)}\n\n" + "\n".join(block) + f"\n\n{paragraphs(t.quoted)}\n", html


def outlook_text(t: Talk) -> Composed:
    rule = t.rng.choice(
        [
            "-----Original Message-----",
            "________________________________",
            "_____________________________________________",
            "",
        ]
    )
    return f"{paragraphs(t.said)}\n\n{rule}\n" + "\n".join(t.headers()) + f"\n\n{paragraphs(t.quoted)}\n", None


def outlook_web(t: Talk) -> Composed:
    block = "<br>".join(f"<b>{escape(line.partition(':')[0])}:</b>{escape(line.partition(':')[2])}" for line in t.headers())
    html = f'<html><head><style type="text/css" style="display:none;">P {{margin-top:0;margin-bottom:0;}}</style></head><body dir="ltr"><div style="font-family: Calibri;">{divs(t.said)}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif">{block}</font><div>&nbsp;</div></div><div>{divs(t.quoted)}</div></body></html>'
    return f"{paragraphs(t.said)}\n________________________________\n" + "\n".join(
        t.headers()
    ) + f"\n\n{paragraphs(t.quoted)}\n", html


def outlook_phone(t: Talk) -> Composed:
    advert = t.rng.choice(
        [
            "Get Outlook for iOS<https://aka.ms/o0ukef>",
            "Get Outlook for Android<https://aka.ms/AAb9ysg>",
            "Outlook für iOS<https://aka.ms/o0ukef> beziehen",
            "Sent from Outlook for Android",
        ]
    )
    text = (
        f"{paragraphs(t.said)}\n\n{advert}\n________________________________\n"
        + "\n".join(t.headers())
        + f"\n\n{paragraphs(t.quoted)}\n"
    )
    block = "<br>".join(f"<b>{escape(line.partition(':')[0])}:</b>{escape(line.partition(':')[2])}" for line in t.headers())
    html = f'<html><body><div>{divs(t.said)}</div><div id="ms-outlook-mobile-signature" dir="auto"><div>{escape(advert.partition("<")[0])}</div></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr">{block}</div><div>{divs(t.quoted)}</div></body></html>'
    return text, html if "beziehen" not in advert else None


def thunderbird(t: Talk) -> Composed:
    intro = t.introduction
    html = f'<!DOCTYPE html><html><body><p>{breaks(t.said)}</p><div class="moz-cite-prefix">{escape(intro)}<br></div><blockquote type="cite" cite="mid:1@pine.example">{breaks(t.quoted)}</blockquote></body></html>'
    return f"{paragraphs(t.said)}\n\n{intro}\n{marked(t.quoted)}\n", html


def thunderbird_below(t: Talk) -> Composed:
    return f"{t.introduction}\n{marked(t.quoted)}\n\n{paragraphs(t.said)}\n", None


def yahoo(t: Talk) -> Composed:
    intro = t.introduction
    html = f'<html><body><div class="ydp1yahoo-style-wrap"><div dir="ltr">{breaks(t.said)}</div><div><br></div></div><div id="ydp2yahoo_quoted_3" class="ydp2yahoo_quoted"><div><div>{escape(intro)}</div><div><br></div><div>{divs(t.quoted)}</div></div></div></body></html>'
    text = "\n".join(f"    {line}" for line in f"{intro}\n\n{paragraphs(t.quoted)}".split("\n"))
    return f" {paragraphs(t.said)}\n\n{text}\n  ", html


def aol(t: Talk) -> Composed:
    block = f"-----Original Message-----\nFrom: {t.name} <{t.address}>\nTo: carl <carl@aol.example>\nSent: {t.at:%a, %b} {t.at.day}, {t.at.year} {t.at.hour}:{t.at.minute:02} pm\nSubject: Re: 4711"
    return f"{paragraphs(t.said)}\n\n\n{block}\n\n{paragraphs(t.quoted)}\n", None


def gmx(t: Talk) -> Composed:
    labels = f'Gesendet: {t.at.day}. {t.at.month}. {t.at.year} um {t.at:%H:%M} Uhr\nVon: "{t.name}" <{t.address}>\nAn: carl@gmx.example\nBetreff: Re: 4711'
    html = f'<html><body><div style="font-family: Verdana;"><div>{breaks(t.said)}</div><div>&nbsp;<div name="quote" style="margin:10px 5px 5px 10px; border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;">{"<br>".join("<b>" + escape(line.partition(":")[0]) + ":</b>" + escape(line.partition(":")[2]) for line in labels.split(chr(10)))}</div><div name="quoted-content">{breaks(t.quoted)}</div></div></div></div></body></html>'
    return None if t.rng.random() < 0.6 else f"{paragraphs(t.said)}\n \n\n{labels}\n\n{paragraphs(t.quoted)}\n", html


def notes(t: Talk) -> Composed:
    sender, _, to, subject = ("From", "Date", "To", "Subject")
    block = f"{sender}:        {t.name} <{t.address}>\n{to}:        Carl Fir/Fir@Fir, \nDate:        {t.at:%m/%d/%Y %I:%M %p}\n{subject}:        Re: 4711"
    return f"{paragraphs(t.said)}\n\n\n\n{block}\n\n\n\n{paragraphs(t.quoted)}\n", None


def proton(t: Talk) -> Composed:
    intro = f"On {t.at:%A, %B} {t.at.day}th, {t.at.year} at {t.at.hour}:{t.at.minute:02} PM, {t.name} <{t.address}> wrote:"
    top = t.rng.choice(
        [
            "Sent with Proton Mail secure email.\n\n",
            "Sent with [ProtonMail](https://protonmail.example/) Secure Email.\n\n",
            "",
        ]
    )
    head = t.rng.choice(["------- Original Message -------\n", "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\n", ""])
    html = f'<div style="font-family: Arial;">{breaks(t.said)}</div><div class="protonmail_quote">{escape(intro)}<br><blockquote class="protonmail_quote" type="cite">{breaks(t.quoted)}</blockquote><br></div>'
    return f"{paragraphs(t.said)}\n\n{top}{head}{intro}\n\n{marked(t.quoted)}\n", html if not top else None


def mutt(t: Talk) -> Composed:
    intro = f"On {t.at:%a, %b} {t.at.day:02}, {t.at.year} at {t.at:%H:%M:%S}PM +0100, {t.name} wrote:"
    tail = f"\n\n-- \n{t.rng.choice(SIGNATURES)}\n" if t.rng.random() < 0.5 else ""
    return f"{intro}\n{marked(t.quoted)}\n\n{paragraphs(t.said)}{tail}", None


ALL: dict[str, Callable[[Talk], Composed]] = {
    each.__name__: each for each in (gmail, gmail_wrapped, apple, iphone, outlook_desktop, outlook_text, outlook_web, outlook_phone,
        thunderbird, thunderbird_below, yahoo, aol, gmx, notes, proton, mutt)
}  # fmt: skip
