# ruff: noqa: E501  (lines as people write them)
"""Mails from which nothing may be cut: first letters, forwards, answers between the lines, and texts that only look quoted."""

from bench.mail import telephones
from bench.mail.clients import Composed, divs, marked, paragraphs
from bench.mail.conversations import SIGNATURES, Talk

LOOKALIKES = [
    "On Monday I wrote to you:\nthe oven is cold.\nNothing happened since.",
    "From: Berlin\nTo: Paris\nDate: Friday\nPlease book the train.",
    "On 12 March 2024 at 10:00 we tried the following:\n- switched it off\n- waited\n- switched it on",
    "My settings are:\nServer: mail.fir.example\nPort: 993\nUser: carl@fir.example\nPlease check them.",
    "As Ada wrote: the oven needs a new fuse.\nWho will bring it?",
    "Here is the log:\n-----\n10:15 started\n10:16 failed\n-----\nWhat now?",
    "Das Gerät wurde am 12.03.2024 um 15:15 geliefert:\nes war kaputt.",
    "Il a écrit :\nle four est froid.\nQue faire ?",
    "Please see below:\nthe first oven is cold\nthe second is warm",
    "Subject: fuse\nThe fuse blew again.",
    "I am sent from my company to ask about the oven.\nCan you help?",
    "Best wishes to all --\nand please send the fuse.\nThanks",
    "a > b and b > c, so a > c.\nIs the manual wrong?",
    "When I open the page it says \"Original Message\" and stops.\nWhat shall I do?",
    "We met on Tue, Mar 12, 2024 at 3:15 PM with Ada Berg. She promised a new oven.\nWhere is it?",
    "Meine Telefonnummer: 030 123456\nVon: Montag\nBis: Freitag",
    "Your mail of 2024-03-12 15:15 said the following:\n\"We come on Friday.\"\nNobody came.",
    "El lunes escribió mi colega: no funciona.\nSigue igual.",
    "To: all of you\nThank you for the quick help!",
    "As discussed on Tue, Mar 12, 2024 at 3:15 PM with Ada <ada@pine.example>:\nplease send two ovens.",
    "In reply to your message of 12 March 2024 15:15:\nyes, we accept.",
    "12.03.2024, 15:15, Berlin:\nthe oven stopped.\n13.03.2024, 09:00, Berlin:\nit runs again.",
    "Log:\n2024-03-12 15:15:42 carl@fir.example: login failed\n2024-03-12 15:16:00 carl@fir.example: login failed\nWhat now?",
    "12/03/2024, 15:15 - Carl: hello\n12/03/2024, 15:16 - Ada Berg: hi\nThis was the chat.",
    "Contact persons:\nAda Berg <ada@pine.example>:\nfor invoices\nBob Fir <bob@fir.example>:\nfor ovens",
    "* Carl [2024-03-12 15:15]: changed the fuse\n* Carl [2024-03-12 15:16]: changed it again\nNothing helped.",
    "Betreff: Rechnung 4711\nBitte senden Sie die Rechnung noch einmal.",
    "The user carl@fir.example wrote:\n\"cannot log in\"\nPlease check.",
    "From: London\nTo: Paris\nDate: 12 March 2024 15:15\nPlease book.",
    "Le 12 mars 2024 à 15:15, votre collègue a écrit que le four est réparé :\nce n'est pas vrai.",
    "Order 4711 -- 2 ovens -- 12.03.2024 -- 3 fuses\nPlease confirm.",
    "On 3 March 2024 at 10:00 I wrote to Ada <ada@pine.example>:\nplease come.\nShe did not.",
    "Your colleague (ada@pine.example) wrote:\nsend the serial number.\nHere it is: 12.",
    "Le 12 mars 2024 à 15:15 j'ai écrit à votre service :\nle four est froid.",
    "El 12 de marzo de 2024 a las 15:15 me escribió su colega:\nestá listo.\nNo es verdad.",
    "12 марта 2024 в 15:15 я написал вам:\nпечь холодная.",
    "From: 12.03.2024\nTo: 15.03.2024\nSubject: holiday\nPlease note.",
    "Rechnung\nDatum: 12.03.2024\nAn: Fir GmbH\nBetreff: Ofen\nBetrag: 500 EUR\nDas stimmt nicht.",
    "Here are the headers of what we never got:\n\nFrom: ada@pine.example\nTo: carl@fir.example\nDate: Tue, 12 Mar 2024 15:15:42 +0100\nSubject: oven\n\nCan you find it?",
    "I have three questions:\n\n> Why is it cold?\n> When do you come?\n> Who pays?",
    "| Part | Price |\n|------|-------|\n| Door | 5 |\nIs that right?",
    "First point\n--\nSecond point\n--\nThird point",
    "The courier did not come.\nSent by DHL mobile pickup on Monday.",
    "--- please write above this line: your name\nWhat does the form want?",
    "  Original message\nis what the title says.",
    "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\nPlease apply.",
    ">>> import oven\n>>> oven.heat()\nNothing happens.",
]  # fmt: skip


def first_letter(t: Talk) -> tuple[Composed, list[str]]:
    """Nothing quoted; with or without HTML, at times with a signature."""
    tail = f"\n\n-- \n{t.rng.choice(SIGNATURES)}" if t.rng.random() < 0.3 else ""
    html = f"<html><body>{divs(t.said)}</body></html>" if t.rng.random() < 0.5 else None
    return (paragraphs(t.said) + ("" if html else tail), html), t.said


def lookalike(t: Talk) -> tuple[Composed, list[str]]:
    """A text of people that only looks like a quote; all of it was said."""
    text = f"Hello Ada,\n\n{t.rng.choice(LOOKALIKES)}\n\nRegards\nCarl"
    return (text, None), text.split("\n")


def disclaimer(t: Talk) -> tuple[Composed, list[str]]:
    """A legal text below the answer: it may stay, for it is what was sent."""
    legal = "This e-mail is confidential. If you are not the intended recipient, delete it."
    text = f"{paragraphs(t.said)}\n\n{legal}\n\n{t.introduction}\n{marked(t.quoted)}"
    return (text, None), [*t.said, legal]


def between(t: Talk) -> tuple[Composed, list[str]]:
    """Answers between the lines of the quote: the quotes that answers stand below stay with them."""
    first, second = t.quoted[: len(t.quoted) // 2], t.quoted[len(t.quoted) // 2 :]
    one, two = t.said[: max(len(t.said) // 2, 1)], t.said[max(len(t.said) // 2, 1) :] or ["Ja!"]
    text = f"{t.introduction}\n{marked(first)}\n\n{paragraphs(one)}\n\n{marked(second)}\n\n{paragraphs(two)}\n"
    return (text, None), [*marked(first).split("\n"), *one, *marked(second).split("\n"), *two]


def forward(t: Talk) -> tuple[Composed, list[str]]:
    """A forwarded mail is what its sender wants read."""
    rule = t.rng.choice(
        [
            "---------- Forwarded message ---------",
            "---------- Weitergeleitete Nachricht ----------",
            "-------- Message transféré --------",
            "Begin forwarded message:",
            "---------- Forwarded message ----------",
            "-------- Weitergeleitete Nachricht --------",
            "---------- Mensaje reenviado ---------",
            "---------- Messaggio inoltrato ---------",
        ]
    )
    text = f"{t.said[0]}\n\n{rule}\nFrom: {t.name} <{t.address}>\nDate: {t.at:%a, %d %b %Y at %H:%M}\nSubject: 4711\nTo: <carl@fir.example>\n\n{paragraphs(t.quoted)}\n"
    return (text, None), text.split("\n")


def nested(t: Talk) -> tuple[Composed, list[str]]:
    """Quotes within quotes."""
    inner = marked(t.quoted)
    inside = "\n".join(f"> {line}" for line in f"{t.introduction}\n{inner}".split("\n"))
    return (f"{paragraphs(t.said)}\n\n{t.introduction}\n> {t.quoted[0]}\n>\n{inside}\n", None), t.said


def around(t: Talk) -> tuple[Composed, list[str]]:
    """An answer above the quote and its end below; the quote may hold another one."""
    half = max(len(t.said) // 2, 1)
    inner = (
        f"{t.quoted[0]}\n{t.introduction}\n{marked(t.quoted, t.rng.choice(['> ', '>']))}"
        if t.rng.random() < 0.5
        else "\n".join(t.quoted)
    )
    quote = "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    below = t.said[half:] or ["Regards, Carl"]
    gap = t.rng.choice(["\n", "\n\n"])
    text = f"{paragraphs(t.said[:half])}{gap}{t.introduction}\n{gap}{quote}\n\n" + "\n".join(below)
    return (text, None), [*t.said[:half], *below]


def own_quotation(t: Talk) -> tuple[Composed, list[str]]:
    """What an error message said, quoted by hand: no program introduced it."""
    text = f"{t.said[0]}\n\n> error 42: {t.rng.choice(['disk full', 'no route', 'not found'])}\n\n{t.language.lines[2]}\n"
    return (text, None), text.split("\n")


ALL = [first_letter, lookalike, disclaimer, between, forward, nested, around, own_quotation, *telephones.KEPT]
FORWARDS = (forward, telephones.boxed_forward)
