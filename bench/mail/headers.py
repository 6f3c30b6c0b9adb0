# ruff: noqa: E501, RUF001  (names and addresses as people have them)
"""Header fields as senders write them: right, lazy and broken; each beside what it means."""

import base64
import random

NAMES = [
    "Carl Fir", "Fir, Carl", "Jörg Müller", "Łukasz Żółw", "山田 太郎", "Иван Петров", "محمد علي", "Zoë O'Brien", "김철수", "Carl \"Baker\" Fir",
    "carl@old.example", "Støre-Ålborg AS", "Ελένη", "Фирма (Москва)", "", "A", "王小明",
]  # fmt: skip
ADDRESSES = [
    "carl@fir.example",
    "c.fir+oven@mail.fir.example",
    "CARL@Fir.Example",
    "carl@bücher.example",
    "jörg@fir.example",
    "x_y-z@a.b.c.example",
]
SUBJECTS = [
    "Oven is cold", "Re: Ofen heizt nicht", "Réclamation n° 4711", "AW: Größe der Öfen – dringend!", "オーブンが冷たいです", "Печь холодная",
    "烤箱不热", "오븐이 차갑습니다", "🔥 Oven", "", "a" * 300, "Fwd: [PINE-12] Çok önemli", "=?this is not a word", "50 % off? Nein.", "שלום עולם",
]  # fmt: skip


def encoded_word(text: str, charset: str, how: str, size: int) -> str:
    """RFC 2047 by hand; `size` bytes a word, characters never cut."""
    words, chunk = [], ""
    for char in text:
        if len((chunk + char).encode(charset)) > size:
            words.append(chunk)
            chunk = ""
        chunk += char
    return "\r\n ".join(_word(each, charset, how) for each in [*words, chunk])


def _word(text: str, charset: str, how: str) -> str:
    data = text.encode(charset)
    if how == "B":
        return f"=?{charset}?B?{base64.b64encode(data).decode()}?="
    body = "".join(chr(b) if chr(b).isascii() and chr(b).isalnum() else "_" if b == 32 else f"={b:02X}" for b in data)
    return f"=?{charset}?Q?{body}?="


def cut_anywhere(text: str) -> str:
    """Words that cut UTF-8 characters in half, as several large senders do."""
    data = text.encode()
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(data[at : at + 30]).decode()}?=" for at in range(0, len(data), 30))


def words(text: str, rng: random.Random) -> bytes:
    """The text as a header value."""
    if not text or text.isascii() and rng.random() < 0.8:
        return text.encode() if "=?" not in text else encoded_word(text, "utf-8", "Q", 40).encode()
    charset = rng.choice(["utf-8", "utf-8", "UTF-8", *_fitting(text)])
    way = rng.choice(["B", "Q", "B", "cut", "raw"]) if charset.lower() == "utf-8" else rng.choice("BQ")
    if way == "raw":
        return text.encode()
    return (cut_anywhere(text) if way == "cut" else encoded_word(text, charset, way, 40)).encode()


def _fitting(text: str) -> list[str]:
    found = []
    for charset in (
        "iso-8859-1",
        "windows-1252",
        "koi8-r",
        "iso-2022-jp",
        "gb2312",
        "big5",
        "euc-kr",
        "iso-8859-2",
        "windows-1255",
    ):
        try:
            if charset == "big5" and text.encode("big5") != text.encode("big5hkscs"):
                continue  # kana and Cyrillic of Big5 stand where the vendors put them
            text.encode(charset)
        except UnicodeEncodeError:
            continue
        found.append(charset)
    return found


def mailbox(name: str, address: str, rng: random.Random) -> bytes:
    """One mailbox with its name, quoted, encoded, behind the address, or not at all."""
    if not name:
        return rng.choice([address, f"<{address}>"]).encode()
    if name.isascii():
        quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
        shapes = [f"{quoted} <{address}>", f"{quoted}<{address}>"]
        if name.replace(" ", "").isalnum():
            shapes += [f"{name} <{address}>", f"{address} ({name})", f"'{name}' <{address}>"]
        return rng.choice(shapes).encode()
    encoded = words(name, rng)
    plain = b"=?" not in encoded
    if plain and any(char in name for char in '(),"'):
        return b'"' + encoded + b'" <' + address.encode() + b">"
    return (b'"' + encoded + b'"' if rng.random() < 0.3 else encoded) + b" <" + address.encode() + b">"


def recipients(rng: random.Random) -> tuple[bytes, list[str]]:
    """A To header and the addresses in it."""
    found = rng.sample(["support@pine.example", "ada@pine.example", "b@x.example", "mia@fir.example"], rng.randint(1, 3))
    if rng.random() < 0.06:
        return rng.choice([b"undisclosed-recipients:;", b"Undisclosed recipients:;", b""]), []
    if rng.random() < 0.08:
        return b"Ovens: " + ", ".join(found).encode() + b";", found
    separator = rng.choice([b", ", b",\r\n\t", b",", b" ,"])
    return separator.join(mailbox(rng.choice(NAMES), each, rng) for each in found), found


def normal(address: str) -> str:
    """An address with its domain in lower case: the only thing in which two spellings are the same."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"
