"""Mails as customers send them: shapes and sizes of a working day, the same ones for the same number."""

import random
from email.message import EmailMessage
from email.utils import format_datetime

from django.utils import timezone

WORDS = (
    "order", "invoice", "oven", "delivery", "printer", "warehouse", "customer", "password", "screen", "update", "tomorrow",
    "broken", "please", "kindly", "attached", "account", "payment", "Größe", "façade", "naïve", "見積", "запрос", "regards",
)  # fmt: skip
SHARES = (("plain", 45), ("pretty", 37), ("thread", 15), ("picture", 2.5), ("document", 0.4), ("large", 0.1))  # per cent


def letters(count: int, to: str) -> list[bytes]:
    """That many different mails to the address: half below 4 kB, on average some 12 kB, the largest 3 MB."""
    chance = random.Random(5000)
    kinds = chance.choices([kind for kind, _ in SHARES], [share for _, share in SHARES], k=count)
    return [_letter(number, kind, to, chance) for number, kind in enumerate(kinds)]


def _letter(number: int, kind: str, to: str, chance: random.Random) -> bytes:
    mail = EmailMessage()
    mail["From"] = f"Customer Nº {number % 1500} <customer{number % 1500}@company{number % 200}.example>"
    mail["To"], mail["Subject"] = to, f"Request {number}: {_prose(chance, 5)}"
    mail["Date"] = format_datetime(timezone.now())
    mail["Message-ID"] = f"<{number}.{chance.getrandbits(64):x}@company{number % 200}.example>"
    mail["Received"] = f"from mx.company{number % 200}.example by mx.bench.example; {mail['Date']}"
    mail["X-Mailer"] = chance.choice(("Thunderbird", "Microsoft Outlook 16.0", "Apple Mail (2.3774)"))
    text = "\n\n".join(_prose(chance, chance.randint(10, 60)) for _ in range(chance.randint(1, 4)))
    if kind == "thread":
        text += "\n\nOn Mon, 2 Nov 2026 at 10:00, Support <s@bench.example> wrote:\n"
        text += "\n".join(f"> {_prose(chance, 14)}" for _ in range(chance.randint(10, 80)))
    mail.set_content(text)
    if kind != "plain":
        _make_pretty(mail, text, chance)
    for name, subtype, size in _files(kind, chance):
        mail.add_attachment(chance.randbytes(size), "application", subtype, filename=name)
    return mail.as_bytes()


def _make_pretty(mail: EmailMessage, text: str, chance: random.Random) -> None:
    style = "font-family:Calibri,sans-serif;font-size:11.0pt;color:#1F497D"
    lines = "".join(f'<p class="MsoNormal"><span style="{style}">{line}</span></p>' for line in text.splitlines())
    table = "<table>" + f'<tr><td style="{style}">{_prose(chance, 6)}</td></tr>' * chance.randint(0, 40) + "</table>"
    page = f"<html><head><style>p{{margin:0}}</style></head><body>{lines}{table}</body></html>"
    mail.add_alternative(page, subtype="html")


def _files(kind: str, chance: random.Random) -> list[tuple[str, str, int]]:
    sizes = {"picture": (20_000, 120_000), "document": (100_000, 600_000), "large": (1_000_000, 2_200_000)}
    if kind not in sizes:
        return []
    count = 1 if kind == "large" else chance.randint(1, 2)
    return [(f"{kind} {number}.pdf", "pdf", chance.randint(*sizes[kind])) for number in range(count)]


def _prose(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))
