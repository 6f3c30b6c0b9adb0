# ruff: noqa: E501, RUF001  (markup as programs write it)
"""More programs: telephones, web mailers of many countries, lists and helpdesks."""

from collections.abc import Callable
from html import escape

from bench.mail.clients import Composed, breaks, divs, marked, paragraphs
from bench.mail.conversations import SIGNATURES, Talk


def k9(t: Talk) -> Composed:
    dash = t.rng.choice(
        [
            "-- \nSent from my Android device with K-9 Mail. Please excuse my brevity.",
            "-- \nDiese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
            "",
        ]
    )
    return f"{paragraphs(t.said)}\n\n{t.introduction}\n{marked(t.quoted, '>')}\n{dash}", None


def fairemail(t: Talk) -> Composed:
    intro = t.introduction
    html = f'<html><body><p>{breaks(t.said)}</p><div fairemail="separator"><br></div><blockquote type="cite" style="border-left:3px solid #ccc">{escape(intro)}<br>{breaks(t.quoted)}</blockquote></body></html>'
    return f"{paragraphs(t.said)}\n\n{intro}\n\n{marked(t.quoted)}\n", html


def samsung(t: Talk) -> Composed:
    head = {
        "de": "-------- Ursprüngliche Nachricht --------\nVon: {n} <{a}>\nDatum: {dd}.{mm}.{y} {H}:{M} (GMT+01:00)\nAn: carl@fir.example\nBetreff: Re: 4711",
        "fr": "-------- Message d'origine --------\nDe : {n} <{a}>\nDate : {dd}/{mm}/{y} {H}:{M} (GMT+01:00)\nÀ : carl@fir.example\nObjet : Re: 4711",
        "es": "-------- Mensaje original --------\nDe: {n} <{a}>\nFecha: {d}/{m}/{y} {H}:{M} (GMT+01:00)\nA: carl@fir.example\nAsunto: Re: 4711",
    }
    block = t.introduced(
        head.get(
            t.language.code,
            "-------- Original message --------\nFrom: {n} <{a}>\nDate: {d}/{m}/{y} {H}:{M} (GMT+01:00)\nTo: carl@fir.example\nSubject: Re: 4711",
        )
    )
    device = t.rng.choice(
        [
            "Sent from my Galaxy",
            "Von meinem Samsung Galaxy Smartphone gesendet.",
            "Envoyé depuis mon appareil Galaxy",
            "Enviado desde mi Galaxy",
        ]
    )
    html = f'<html><body dir="auto"><div dir="auto">{breaks(t.said)}</div><div dir="auto"><br></div><div id="composer_signature" dir="auto"><div style="font-size:12px">{device}</div></div><div><br></div><div>{"<br>".join(escape(line) for line in block.split(chr(10)))}</div><div><br></div>{divs(t.quoted)}</body></html>'
    return f"{paragraphs(t.said)}\n\n\n{device}\n\n{block}\n\n{paragraphs(t.quoted)}\n", html


def qq(t: Talk) -> Composed:
    stamp = f"{t.at.year}年{t.at.month}月{t.at.day}日(星期二) 下午{t.at.hour % 12}:{t.at.minute:02}"
    block = f'------------------ 原始邮件 ------------------\n发件人: "{t.name}" <{t.address}>;\n发送时间: {stamp}\n收件人: "carl"<1@qq.example>;\n主题: Re: 4711'
    html = f'<div>{breaks(t.said)}</div><div><br></div><div style="font-size: 12px;font-family: Arial Narrow;padding:2px 0;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="font-size: 12px;background:#efefef;padding:8px;"><div><b>发件人:</b>&nbsp;"{escape(t.name)}" &lt;{t.address}&gt;;</div><div><b>发送时间:</b>&nbsp;{stamp}</div><div><b>收件人:</b>&nbsp;"carl";</div><div><b>主题:</b>&nbsp;Re: 4711</div></div><div><br></div>{divs(t.quoted)}'
    return f"{paragraphs(t.said)}\n\n\n{block}\n\n\n\n{paragraphs(t.quoted)}\n", html


def netease(t: Talk) -> Composed:
    intro = t.introduced(
        t.rng.choice(
            ['At {y}-{mm}-{dd} {H}:{M}:{S}, "{n}" <{a}> wrote:', '在 {y}-{mm}-{dd} {H}:{M}:{S}，"{n}" <{a}> 写道：']
        )
    )
    if t.rng.random() < 0.5:
        return f"{paragraphs(t.said)}\n\n\n\n\n\n{intro}\n{marked(t.quoted, '>')}\n", None
    html = f'<div style="line-height:1.7">{breaks(t.said)}</div><div style="position:relative;zoom:1"></div><div id="divNeteaseMailCard"></div><p>{escape(intro)}</p><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; BORDER-LEFT: #ccc 1px solid">{breaks(t.quoted)}</blockquote>'
    return None, html


def netease_table(t: Talk) -> Composed:
    block = f"---- Replied Message ----\n| From | {t.name}<{t.address}> |\n| Date | {t.at:%m/%d/%Y %H:%M} |\n| To | carl@163.example |\n| Subject | Re: 4711 |"
    return f"{paragraphs(t.said)}\n\n\n{block}\n{paragraphs(t.quoted)}\n", None


def foxmail(t: Talk) -> Composed:
    block = f"发件人： {t.name} <{t.address}>\n发送时间： {t.at:%Y-%m-%d %H:%M}\n收件人： carl\n主题： Re: 4711"
    html = f'<html><body>{divs(t.said)}<hr style="width: 210px; height: 1px;" color="#b5c4df" size="1" align="left"><blockquote style="margin-Top: 0px;"><div>&nbsp;</div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><div style="font-size: 12px;background:#efefef;">{"".join("<div>" + escape(line) + "</div>" for line in block.split(chr(10)))}</div></div><div>{divs(t.quoted)}</div></blockquote></body></html>'
    return f"{paragraphs(t.said)}\n\n\n{block}\n\n{paragraphs(t.quoted)}\n", html


def mail_ru(t: Talk) -> Composed:
    intro = t.introduced("{wd}, {d} {mon} {y}, {H}:{M} +03:00 от {n} <{a}>:") if t.language.code == "ru" else t.introduction
    html = f'<HTML><BODY><div>{breaks(t.said)}</div><blockquote style="border-left:1px solid #0857A6; margin:10px; padding:0 0 0 10px;">{escape(intro)}<br>&nbsp;<div id="">{breaks(t.quoted)}</div></blockquote></BODY></HTML>'
    return f"{paragraphs(t.said)}\n\n> {intro}\n> \n{marked(t.quoted)}\n", html


def yandex(t: Talk) -> Composed:
    intro = t.introduced('{dd}.{mm}.{y}, {H}:{M}, "{n}" <{a}>:')
    top = t.rng.choice(["", "----------------\nКому: carl (carl@fir.example);\nТема: 4711;\n"])
    html = f"<div>{breaks(t.said)}</div><div> </div><div>{escape(intro)}</div><blockquote><div>{breaks(t.quoted)}</div></blockquote>"
    return f"{paragraphs(t.said)}\n\n{top}{intro}\n{marked(t.quoted)}\n", None if top else html


def naver(t: Talk) -> Composed:
    block = f'-----Original Message-----\nFrom: "{t.name}"<{t.address}>\nTo: "carl"<c@naver.example>;\nCc:\nSent: {t.at:%Y-%m-%d} (화) {t.at:%H:%M:%S} (GMT+09:00)\nSubject: Re: 4711'
    return f"{paragraphs(t.said)}\n\n{block}\n\n{paragraphs(t.quoted)}\n", None


def kmail(t: Talk) -> Composed:
    return (
        f"{t.introduced('On {wd} {d} {mon} {y} {H}:{M}:{S} {n} wrote:') if t.rng.random() < 0.5 else t.introduction}\n{marked(t.quoted)}\n\n{paragraphs(t.said)}\n\n-- \n{t.rng.choice(SIGNATURES)}\n",
        None,
    )


def zoho(t: Talk) -> Composed:
    intro = t.introduced("---- On {wd}, {dd} {mon} {y} {H}:{M}:{S} +0100 {n} <{a}> wrote ---")
    html = f'<html><body><div>{breaks(t.said)}</div><br><div class="zmail_extra"><div id="Zm-_Id_-Sgn1">{escape(intro)}<br></div><br><blockquote style="border-left: 1px solid rgb(204, 204, 204);">{breaks(t.quoted)}</blockquote></div></body></html>'
    return f"{paragraphs(t.said)}\n\n\n{intro}\n\n{paragraphs(t.quoted)}\n", html


def zimbra(t: Talk) -> Composed:
    rule, names = t.rng.choice(
        [
            ("----- Original Message -----", ("From", "To", "Sent", "Subject")),
            ("----- Mail original -----", ("De", "À", "Envoyé", "Objet")),
            ("----- Messaggio originale -----", ("Da", "A", "Inviato", "Oggetto")),
            ("----- Ursprüngliche Mail -----", ("Von", "An", "Gesendet", "Betreff")),
        ]
    )
    values = (f'"{t.name}" <{t.address}>', '"carl" <carl@fir.example>', f"{t.at:%A, %B %d, %Y %I:%M:%S %p}", "Re: 4711")
    block = "\n".join(f"{name}: {value}" for name, value in zip(names, values, strict=True))
    return f"{paragraphs(t.said)}\n\n{rule}\n{block}\n\n{paragraphs(t.quoted)}\n", None


def roundcube(t: Talk) -> Composed:
    intro = t.introduced(
        t.rng.choice(
            [
                "On {y}-{mm}-{dd} {H}:{M}, {n} wrote:",
                "Am {dd}.{mm}.{y} {H}:{M}, schrieb {n}:",
                "Le {y}-{mm}-{dd} {H}:{M}, {n} a écrit :",
                "W dniu {y}-{mm}-{dd} {H}:{M}, {n} napisał(a):",
                "El {y}-{mm}-{dd} {H}:{M}, {n} escribió:",
            ]
        )
    )
    return (
        f"{paragraphs(t.said)}\n\n{intro}\n{marked(t.quoted)}\n",
        f'<html><body><p>{breaks(t.said)}</p><p id="reply-intro">{escape(intro)}</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0">{breaks(t.quoted)}</blockquote></body></html>',
    )


def open_xchange(t: Talk) -> Composed:
    intro = t.introduced(
        t.rng.choice(
            [
                "{n} <{a}> hat am {dd}.{mm}.{y} {H}:{M} CET geschrieben:",
                "On {mm}/{dd}/{y} {H}:{M} CET {n} <{a}> wrote:",
                "Il {dd}/{mm}/{y} {H}:{M} CET {n} <{a}> ha scritto:",
            ]
        )
    )
    return (
        f"{paragraphs(t.said)}\n\n> {intro}\n> \n>  \n{marked(t.quoted)}\n",
        f'<!doctype html><html><body><div class="default-style">{breaks(t.said)}</div><blockquote type="cite"><div>{escape(intro)}</div><div>&nbsp;</div><div>{breaks(t.quoted)}</div></blockquote></body></html>',
    )


def orange(t: Talk) -> Composed:
    block = t.introduced(
        '> Message du {dd}/{mm}/{y} {H}:{M}\n> De : "{n}" <{a}>\n> A : carl@orange.example\n> Copie à : \n> Objet : Re: 4711\n> '
    )
    return f"{paragraphs(t.said)}\n\n\n{block}\n{marked(t.quoted)}\n", None


def seznam(t: Talk) -> Composed:
    block = t.introduced(
        "---------- Původní e-mail ----------\nOd: {n} <{a}>\nKomu: carl@seznam.example\nDatum: {d}. {m}. {y} {H}:{M}:{S}\nPředmět: Re: 4711"
    )
    return f"{paragraphs(t.said)}\n\n{block}\n{paragraphs(t.quoted)}\n", None


def blackberry(t: Talk) -> Composed:
    block = f"-----Original Message-----\nFrom: {t.name} <{t.address}>\n\nDate: {t.at:%a, %d %b %Y %H:%M:%S} \nTo: <carl@fir.example>\nSubject: Re: 4711\n"
    return f"{paragraphs(t.said)}\nSent from my BlackBerry® wireless device\n\n{block}\n\n{paragraphs(t.quoted)}\n", None


def superhuman(t: Talk) -> Composed:
    intro = t.introduction
    html = f'<html><body><div class="sh-color-black">{divs(t.said)}</div><br/><div class="gmail_signature">Sent via <a href="https://sprh.example">Superhuman</a></div><br/><div><div class="gmail_quote">{escape(intro)}<br/><blockquote class="gmail_quote" style="margin:0 0 0 0.8ex;border-left:1px #ccc solid;">{divs(t.quoted)}</blockquote></div></div></body></html>'
    return None, html


def helpdesk(t: Talk) -> Composed:
    """The answer to a notification of another helpdesk, whose text is quoted without marks."""
    line = t.rng.choice(
        [
            "##- Please type your reply above this line -##",
            "--- Please reply above this line ---",
            "=== Bitte antworten Sie oberhalb dieser Zeile ===",
            "--- reply above this line ---",
        ]
    )
    return f"{paragraphs(t.said)}\n\n{line}\n\n{paragraphs(t.quoted)}\n", None


def mailing_list(t: Talk) -> Composed:
    name = t.rng.choice(["ovens", "pine-users"])
    footer = f"_______________________________________________\n{name} mailing list\n{name}@lists.example\nhttps://lists.example/mailman/listinfo/{name}"
    return f"{t.introduction}\n{marked(t.quoted)}\n\n{paragraphs(t.said)}\n{footer}\n", None


def horde(t: Talk) -> Composed:
    return f"Quoting {t.name} <{t.address}>:\n\n{marked(t.quoted)}\n\n{paragraphs(t.said)}\n", None


def windows_mail(t: Talk) -> Composed:
    rule = t.rng.choice(
        [
            "",
            "Sent from Mail for Windows\n\n",
            "Gesendet von Mail für Windows 10\n\n",
            "Envoyé à partir de Courrier pour Windows\n\n",
        ]
    )
    return f"{paragraphs(t.said)}\n\n{rule}" + "\n".join(t.headers()) + f"\n\n{paragraphs(t.quoted)}\n", None


def bold_headers(t: Talk) -> Composed:
    return f"{paragraphs(t.said)}\n\n" + "\n".join(t.headers(bold="*")) + f"\n\n{paragraphs(t.quoted)}\n", None


def notes_stamp(t: Talk) -> Composed:
    head = t.rng.choice(
        [
            f"{t.name}\n{t.at:%m/%d/%Y %I:%M %p}",
            f"\t{t.name}\n\tSent by: {t.name}\n\t{t.at:%m/%d/%Y %I:%M %p}\n\t\t ",
            f'"{t.name}" <{t.address}> on {t.at:%m/%d/%Y %I:%M:%S %p}',
        ]
    )
    return (
        f"{paragraphs(t.said)}\n\n\n{head}\n\nTo: Carl Fir/NA/Fir@FIR\ncc:  \n\nSubject: Re: 4711\n\n{paragraphs(t.quoted)}\n",
        None,
    )


def groupwise(t: Talk) -> Composed:
    return (
        f"{paragraphs(t.said)}\n\n>>> {t.name} <{t.address}> {t.at.month}/{t.at.day}/{t.at.year} {t.at.hour}:{t.at.minute:02} PM >>>\n{paragraphs(t.quoted)}\n",
        None,
    )


def usenet(t: Talk) -> Composed:
    intro = t.rng.choice(
        [
            f"In article <1@x.example>, {t.name} <{t.address}> writes:",
            f"{t.name} <{t.address}> wrote:",
            f"According to {t.name}:",
            f"* {t.name} <{t.address}> [{t.at:%Y-%m-%d %H:%M}]:",
            f"At {t.at:%H:%M} {t.at.month}/{t.at.day}/{t.at.year} +0100, {t.name} wrote:",
            f"--- {t.name} <{t.address}> wrote:",
        ]
    )
    return f"{intro}\n{marked(t.quoted, t.rng.choice(['> ', '>', '| ']))}\n\n{paragraphs(t.said)}\n", None


def shared_line(t: Talk) -> Composed:
    """The introduction runs on behind the answer's last line, as broken converters of pages leave it."""
    return (
        f"{paragraphs(t.said)} {t.introduced('On {wd}, {mon} {d}, {y} at {H}:{M} PM, {n} <{a}> wrote:')}\n{marked(t.quoted)}\n",
        None,
    )


ALL: dict[str, Callable[[Talk], Composed]] = {
    each.__name__: each for each in (k9, fairemail, samsung, qq, netease, netease_table, foxmail, mail_ru, yandex, naver, kmail, zoho, zimbra,
        roundcube, open_xchange, orange, seznam, blackberry, superhuman, helpdesk, mailing_list, horde, windows_mail, bold_headers, notes_stamp, groupwise, usenet, shared_line)
}  # fmt: skip
