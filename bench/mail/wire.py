# ruff: noqa: E501  (header fields as they are written)
"""From what was written to the bytes that arrive: charsets, transfer encodings, parts and files, as senders make them."""

import base64
import quopri
import random
import re

from bench.mail import headers
from bench.mail.clients import Composed
from bench.mail.truth import Sample, lines_of

FILE_NAMES = [
    "oven.pdf", "Rechnung März.pdf", "図面.png", "счёт 4711.xlsx", "my long name with spaces and more words than fit on one line of a header.docx",
    "a;b=c.txt", "Bild (1).jpg", "naïve café.doc", "请看.zip",
]  # fmt: skip
CODECS = {"iso-8859-8-i": "iso-8859-8", "windows-874": "cp874", "ks_c_5601-1987": "euc_kr"}
MISLABELLED = {
    "windows-1252": "iso-8859-1",
    "gb18030": "gb2312",
    "gbk": "gb2312",
    "windows-1251": "windows-1251",
    "cp949": "ks_c_5601-1987",
}


def text_part(text: str, subtype: str, charsets: str, rng: random.Random) -> bytes:
    """One text part with header; the label is at times missing, strange or of the smaller charset."""
    charset = _charset(text, charsets, rng)
    data = text.encode(CODECS.get(charset, charset)).replace(b"\n", b"\r\n")
    label = MISLABELLED.get(charset, charset) if rng.random() < 0.5 else charset
    if charset == "utf-8" and rng.random() < 0.06:
        label = rng.choice(["unknown-8bit", "x-unknown", "us-ascii", "", "iso-8859-1"])
    kind = f'text/{subtype}; charset="{label}"' if label else f"text/{subtype}"
    way = rng.choice(["8bit", "quoted-printable", "base64"]) if not charset.startswith("iso-2022") else "7bit"
    if any(len(line) > 900 for line in data.split(b"\r\n")):
        way = "base64"
    if way == "quoted-printable":
        data = quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    if way == "base64":
        data = base64.encodebytes(data).replace(b"\n", b"\r\n")
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {way}\r\n\r\n".encode() + data


def _charset(text: str, charsets: str, rng: random.Random) -> str:
    choices = charsets.split()
    for charset in rng.sample(choices, len(choices)):
        try:
            codec = CODECS.get(charset, charset)
            if text.encode(codec).decode(codec) == text and (
                codec != "big5" or text.encode("big5hkscs") == text.encode(codec)
            ):
                return charset
        except UnicodeError:
            continue
    return "utf-8"


def flowed_part(text: str, rng: random.Random) -> bytes:
    """format=flowed with DelSp: lines of at most 66 characters, soft breaks after a space."""
    lines = []
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        rest = line[depth:].removeprefix(" ")
        while len(rest) > 60 and not line.startswith("-- "):
            cut = rest.rfind(" ", 20, 60) + 1 or 60
            lines.append(">" * depth + (" " if depth else "") + rest[:cut] + " ")
            rest = rest[cut:]
        stuffed = " " if not depth and rest.startswith((" ", ">", "From ")) else ""
        lines.append(">" * depth + (" " if depth else stuffed) + (rest if rest == "-- " else rest.rstrip()))
    data = base64.encodebytes("\r\n".join(lines).encode()).replace(b"\n", b"\r\n")
    kind = b"Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return kind + data


def multipart(kind: str, parts: list[bytes], rng: random.Random) -> bytes:
    """Parts within a boundary; some have a preamble, some never end."""
    boundary = rng.choice(["----=_NextPart_{:06x}", "={:06x}==", "Apple-Mail-{:06x}", "_000_{:06x}prod.example_"]).format(
        rng.getrandbits(40)
    )
    preamble = b"This is a multi-part message in MIME format.\r\n" if rng.random() < 0.3 else b""
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    end = b"" if rng.random() < 0.03 else b"--" + boundary.encode() + b"--\r\n"
    return f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode() + preamble + body + end


def file_part(name: str, rng: random.Random) -> bytes:
    """A file with its name in one of the ways that programs know."""
    way = (
        rng.choice(["2231", "2231-cut", "2047", "raw", "name-only"])
        if not name.isascii()
        else rng.choice(["quoted", "quoted", "2231", "both"])
    )
    percent = "".join(f"%{b:02X}" for b in name.encode())
    shapes = {
        "quoted": f'Content-Disposition: attachment; filename="{name}"',
        "both": f'Content-Disposition: attachment; filename="x.bin"; filename*=utf-8\'\'{percent}',
        "2231": f"Content-Disposition: attachment;\r\n filename*=UTF-8''{percent}",
        "2231-cut": "Content-Disposition: attachment;\r\n " + ";\r\n ".join(
            f"filename*{i}*={'' if i else 'utf-8' + chr(39) * 2}{percent[at:at + 60]}" for i, at in enumerate(range(0, len(percent), 60))),
        "2047": f'Content-Disposition: attachment;\r\n filename="{headers.encoded_word(name, "utf-8", "B", 30)}"',
        "raw": f'Content-Disposition: attachment; filename="{name}"',
        "name-only": f'Content-Disposition: attachment\r\nX-Note: none\r\nContent-Description: {headers.encoded_word(name, "utf-8", "Q", 20)}',
    }  # fmt: skip
    kind = f'application/octet-stream; name="{headers.encoded_word(name, "utf-8", "B", 30) if not name.isascii() else name}"'
    data = base64.encodebytes(b"%PDF-1.4 " + rng.randbytes(60)).replace(b"\n", b"\r\n")
    return f"Content-Type: {kind}\r\n{shapes[way]}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + data


def on_the_way(html: str, rng: random.Random) -> str:
    """What gateways and web mailers do to a page: names taken off, or prefixed as Outlook on the web does."""
    chance = rng.random()
    if chance < 0.12:
        return re.sub(r'\s(?:class|id|name)=(?:"[^"]*"|\w+)', "", html)
    if chance < 0.24:
        return re.sub(r'\s(class|id)="([^"]*)"', lambda found: f' {found[1]}="x_{found[2].replace(" ", " x_")}"', html)
    if chance < 0.3:
        return html.replace("><", ">\n<")
    return html


def post(
    name: str, composed: Composed, said: list[str], charsets: str, rng: random.Random, subject: str | None = None
) -> Sample:
    """The whole mail with its truth."""
    text, html = composed
    if html is not None:
        html = on_the_way(html, rng)
        text = None if rng.random() < 0.25 else text
    body = (
        [text_part(text, "plain", charsets, rng) if rng.random() > 0.1 else flowed_part(text, rng)]
        if text is not None
        else []
    )
    if html is not None:
        body.append(text_part(html, "html", charsets, rng))
    rng.shuffle(body) if rng.random() < 0.03 else None
    content = body[0] if len(body) == 1 else multipart("alternative", body, rng)
    files = rng.sample(FILE_NAMES, rng.randint(1, 3)) if rng.random() < 0.25 else []
    if files:
        content = multipart("mixed", [content, *(file_part(each, rng) for each in files)], rng)
    who, address = rng.choice(headers.NAMES), rng.choice(headers.ADDRESSES)
    to, found = headers.recipients(rng)
    title = subject if subject is not None else rng.choice(headers.SUBJECTS)
    head = [
        b"From: " + headers.mailbox(who, address, rng), b"To: " + to, b"Subject: " + headers.words(title, rng),
        f"Message-ID: <{rng.getrandbits(60):x}@fir.example>".encode(), b"Date: Tue, 12 Mar 2024 15:15:42 +0100", b"MIME-Version: 1.0",
    ]  # fmt: skip
    rng.shuffle(head)
    raw = b"\r\n".join(head) + b"\r\n" + content
    if rng.random() < 0.1:
        raw = raw.replace(b"\r\n", b"\n")
    return Sample(
        name=name, raw=raw, subject=" ".join(title.split()), sender=(who, headers.normal(address)), recipients=found,
        body=lines_of(text) if text is not None and "\t" not in text else said, files=files, reply=[" ".join(each.split()) for each in said if each.strip()],
    )  # fmt: skip
