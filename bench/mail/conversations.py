# ruff: noqa: E501  (people and their addresses on a line)
"""Somebody answers a mail: who, in which language, what was said and what is quoted."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.mail.languages import ALL, Language

PEOPLE = [
    ("Ada Berg", "ada.berg@pine.example"), ("Pine Support", "support@pine.example"), ("Berg, Ada", "berg@pine.example"),
    ("Dr. Ada Berg (Pine)", "a.b@mail.pine.example"), ("Ada O'Neil", "ada+help@pine.example"), ("アダ", "ada@pine.example"),
    ("Ада Берг", "ada@pine.example"), ("ada@pine.example", "ada@pine.example"), ("Ada via Pine Helpdesk", "help@pine.example"),
]  # fmt: skip
SIGNATURES = [
    "Carl Fir\nFir Bakeries Ltd\n+44 20 7946 0000",
    "Carl Fir | Head of Ovens\nFir GmbH, Waldweg 3, 10115 Berlin\nwww.fir.example",
    "Carl\nhttps://fir.example/",
]


@dataclass
class Talk:
    """One answer and what it answers; `said` are the lines that the customer wrote."""

    language: Language
    said: list[str]
    quoted: list[str]
    name: str
    address: str
    at: datetime
    rng: random.Random

    @property
    def introduction(self) -> str:
        """A line by which some program of this language introduces the quote."""
        return self.introduced(self.rng.choice(self.language.introductions.split("|")))

    def introduced(self, template: str) -> str:
        """Fill the placeholders of one introduction."""
        at = self.at
        months = self.language.months.split("|" if "|" in self.language.months else " ")
        return template.format(
            d=at.day, dd=f"{at.day:02}", m=at.month, mm=f"{at.month:02}", mon=months[at.month - 1], y=at.year,
            wd=self.language.days.split(" ")[at.weekday()], H=f"{at.hour:02}", M=f"{at.minute:02}", S=f"{at.second:02}",
            n=self.name, a=self.address,
        )  # fmt: skip

    def headers(self, *, bold: str = "", mailto: bool = False) -> list[str]:
        """The header block that Outlook puts above a quote."""
        sender, sent, to, subject = self.language.labels.split("|")
        months = self.language.months.split("|" if "|" in self.language.months else " ")
        mailbox = f"{self.name} [mailto:{self.address}]" if mailto else f"{self.name} <{self.address}>"
        stamp = f"{self.at.day} {months[self.at.month - 1]} {self.at.year} {self.at:%H:%M}"
        values = [(sender, mailbox), (sent, stamp), (to, "Carl Fir <carl@fir.example>"), (subject, "Re: 4711")]
        space = " " if self.language.code == "fr" else ""
        return [f"{bold}{label}{space}:{bold} {value}" for label, value in values]


def talk(rng: random.Random) -> Talk:
    """Draw one conversation."""
    language = rng.choice(ALL)
    at = datetime(2024, 1, 1) + timedelta(seconds=rng.randrange(90_000_000))
    name, address = rng.choice(PEOPLE)
    lines = language.lines
    said = [lines[0], *rng.sample(lines[1:-1], rng.randint(1, 4)), lines[-1], "Carl"]
    if rng.random() < 0.25:
        said = [rng.choice(lines[1:-1])]
    quoted = [line for line in (rng.choice(ALL) if rng.random() < 0.2 else language).lines for _ in range(rng.randint(1, 2))]
    return Talk(language, said, quoted, name, address, at, rng)
