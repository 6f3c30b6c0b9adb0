# ruff: noqa: E501  (lines as mails have them)
"""Every sample mail gives the fields that its sender meant."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from usher.mail.incoming.parse import parse

SAMPLES = Path(__file__).parents[1] / "samples"
CARL = ("Carl Fir", "carl@fir.example")
COLD = "The oven is cold."

EXPECTED: dict[str, dict[str, Any]] = {
    "plain": {
        "subject": "Oven is cold", "sender": CARL, "to": [("Pine Support", "support@pine.example")], "text": COLD, "html": None,
        "message_id": "<m1@fir.example>", "date": datetime(2024, 3, 12, 15, 15, 42, tzinfo=timezone(timedelta(hours=1))),
    },
    "plain-latin1": {"text": "Der Ofen ist kälter als üblich."},
    "plain-windows1252-called-latin1": {"text": "He said “cold” – 5 €."},
    "plain-8bit-called-ascii": {"text": "Der Ofen ist kälter."},
    "plain-unknown-charset": {"text": "Der Ofen ist kälter als üblich, schöne Grüße."},
    "plain-iso-2022-jp": {"text": "オーブンが冷たいです。", "subject": "オーブンが冷たい", "sender": ("山田", "yamada@fir.example")},
    "plain-shift-jis": {"text": "オーブンが①番冷たいです。"},
    "plain-gb2312-beyond": {"text": "烤箱是冷的，镕基。"},
    "plain-ks-c-5601": {"text": "오븐이 차갑습니다. 똠방각하"},
    "plain-big5": {"text": "烤箱是冷的。"},
    "plain-koi8-r": {"text": "Печь холодная."},
    "plain-cyrillic-unlabelled": {"text": "Печь холодная. Пожалуйста, помогите нам скорее."},
    "plain-utf-7": {"text": "Der Ofen ist kälter."},
    "plain-utf-16": {"text": "Der Ofen ist kälter."},
    "plain-thai": {"text": "เตาอบเย็น"},
    "plain-hebrew": {"text": "התנור קר"},
    "headers-raw-utf8": {"subject": "Ofen kälter", "sender": ("Jörg Müller", "joerg@fir.example")},
    "headers-raw-latin1": {"subject": "Ofen kälter", "sender": ("Jörg Müller", "joerg@fir.example")},
    "headers-encoded-words": {"subject": "Ofen kälter als üblich wirklich", "sender": ("Müller, Jörg", "carl@fir.example")},
    "headers-encoded-words-cut-letters": {"subject": "Ofen kälter"},
    "headers-encoded-words-cut-base64": {"subject": "Ofen kälter"},
    "headers-encoded-words-glued": {"subject": "Ofen kalt"},
    "headers-encoded-words-with-spaces": {"subject": "Ofen ist kälter"},
    "headers-encoded-word-in-quotes": {"sender": ("Jörg Fir", "carl@fir.example")},
    "headers-encoded-line-break": {"subject": "a Bcc: eve@attacker.example"},
    "headers-bare-cr": {"subject": "Oven is cold", "sender": CARL, "text": "Hallo"},
    "headers-lf-only": {"subject": "Oven is cold", "sender": CARL, "text": "Hallo"},
    "headers-leading-blank-and-envelope": {"subject": "Oven is cold", "sender": CARL, "text": "Hallo"},
    "headers-broken-fold": {
        "subject": "a subject that some gateway wrapped without indenting", "to": [("", "support@pine.example")], "text": "Hallo",
    },
    "headers-none": {
        "subject": "", "sender": None, "text": "Just some text without any header.\n\nSecond paragraph.",
        "error": "the message has no header",
    },
    "headers-only": {"subject": "Oven is cold", "text": ""},
    "headers-no-blank-line": {"subject": "Oven", "text": "The oven is cold and this is text."},
    "headers-nul": {"subject": "Oven is cold", "text": "Hallo"},
    "headers-twice": {"subject": "Oven is cold", "to": [("Pine Support", "support@pine.example"), ("", "second@pine.example")]},
    "headers-space-before-colon": {"subject": "Oven is cold"},
    "from-missing": {"sender": None, "text": "Hallo"},
    "from-group": {"sender": ("Carl", "carl@fir.example"), "to": []},
    "from-name-with-at": {"sender": ("ada@pine.example", "carl@fir.example")},
    "from-name-with-comma": {"sender": ("Fir, Carl", "carl@fir.example")},
    "from-comment": {"sender": ("Carl (the baker) Fir", "carl@fir.example")},
    "from-encoded-whole": {"sender": CARL},
    "from-international": {"sender": ("Jörg", "jörg@bücher.example")},
    "from-sender-only": {"sender": ("", "carl@fir.example")},
    "to-many": {
        "to": [("Support, Pine", "support@pine.example"), ("", "sales@pine.example"), ("", "a@pine.example"), ("B", "b@pine.example")],
        "cc": [("Mia", "mia@fir.example")],
    },
    "ids-unbracketed": {"in_reply_to": "<t.1.x@pine.example>", "references": ("<a@x>", "<b@y>")},
    "ids-folded": {"in_reply_to": "<t.1.x@pine.example>", "references": ("<a@x>", "<b@y>", "<t.1.x@pine.example>")},
    "date-odd": {"date": datetime(2024, 3, 12, 20, 15, tzinfo=UTC)},
    "date-broken": {"date": None, "text": "Hallo"},
    "date-impossible": {"date": None, "text": "Hallo"},
    "flowed": {
        "text": "This paragraph is flowed over two lines.\n\n> quoted text is flowed too\n>not a quote\n-- \nCarl",
    },
    "flowed-delsp": {"text": "日本語です"},
    "qp-soft-breaks": {"text": "Der Ofen ist kälter als üblich. \nBad =ZZ stays."},
    "base64-footer": {"text": "Der Ofen ist kälter!!"},
    "base64-not-at-all": {"text": "This is plain text, dear reader, and not base64!"},
    "base64-missing-padding": {"text": COLD},
    "encoding-unknown": {"text": COLD},
    "html-only": {"text": "The oven is cold.\n\n  * one\n  * two", "reply": "The oven is cold.\n\n  * one\n  * two"},
    "html-meta-charset": {"text": "Печь"},
    "alternative": {"text": COLD, "html": "<p>The oven is <b>cold</b>.</p>", "files": []},
    "alternative-invite": {"text": "Come on Friday.", "files": [("invite.ics", "text/calendar", False)]},
    "related-inline": {
        "text": "See picture.", "files": [("oven.png", "image/png", True), ("unused.png", "image/png", False)],
    },
    "mixed-text-between": {"text": "First.\n\nSecond.", "files": [("oven.png", "image/png", False)]},
    "attachment-names": {
        "names": [
            "Résumé.pdf", "Grüße aus Wien.pdf", "Übersicht.pdf", "My long file.pdf", "report.pdf", "passwd", "naïve.pdf", "exegpj.exe",
            "attachment-9.pdf",
        ],
    },
    "attachment-only": {"text": "", "files": [("oven.pdf", "application/pdf", False)]},
    "attachment-text": {"text": "See log.", "files": [("oven.log", "text/plain", False)]},
    "attachment-generic-type": {"files": [("oven", "image/png", False)]},
    "enclosed-message": {"text": "See below.", "files": [("Öfen _ cold.eml", "message/rfc822", False)]},
    "digest": {"text": "", "names": ["one.eml", "two.eml"]},
    "boundary-missing-end": {"text": COLD, "names": ["oven.pdf"]},
    "boundary-not-told": {"text": COLD, "names": ["oven.pdf"]},
    "boundary-never-used": {"text": COLD, "names": []},
    "boundary-nested-same-start": {"text": COLD, "html": "<p>The oven is cold.</p>", "names": []},
    "boundary-inner-unended": {"text": COLD, "html": "<p>The oven is cold.</p>", "names": ["oven.pdf"]},
    "type-broken": {"text": COLD},
    "type-quoted": {"text": "Der Ofen ist kälter."},
    "uuencoded": {"text": "See file.\n\n\n\nCarl", "names": ["oven.txt"]},
    "signed-pgp": {"text": COLD, "names": ["signature.asc"], "is_signed": True, "is_encrypted": False},
    "encrypted-pgp": {"text": "", "is_encrypted": True},
    "signed-smime-opaque": {"text": COLD, "is_signed": True, "is_encrypted": False},
    "encrypted-smime": {"text": "", "names": ["smime.p7m"], "is_encrypted": True},
    "apple-two-html": {"text": "First.\n\nSecond.", "names": ["oven.pdf"]},
    "appledouble": {"text": "See file.", "names": ["oven.pdf"]},
}  # fmt: skip


def test_every_sample_has_its_expectation() -> None:
    assert {path.stem for path in SAMPLES.glob("*.eml")} - BOUNCES == set(EXPECTED)


BOUNCES = {path.stem for path in SAMPLES.glob("bounce-*.eml")} | {path.stem for path in SAMPLES.glob("auto-*.eml")}


@pytest.mark.parametrize("name", EXPECTED)
def test_sample(name: str) -> None:
    read = parse((SAMPLES / f"{name}.eml").read_bytes())
    found = {
        "subject": read.subject,
        "sender": (read.sender.name, read.sender.address) if read.sender else None,
        "to": [(each.name, each.address) for each in read.to],
        "cc": [(each.name, each.address) for each in read.cc],
        "text": read.text,
        "html": read.html.strip() if read.html else None,
        "reply": read.reply_text,
        "message_id": read.message_id,
        "in_reply_to": read.in_reply_to,
        "references": read.references,
        "date": read.date,
        "names": [each.name for each in read.attachments],
        "files": [(each.name, each.content_type, each.inline) for each in read.attachments],
        "is_signed": read.is_signed,
        "is_encrypted": read.is_encrypted,
        "error": read.error,
    }
    expected = {"error": None} | EXPECTED[name]
    assert {key: found[key] for key in expected} == expected
    assert read.kind.value == "message"
