# ruff: noqa: E501  (lines as mails have them)
"""`usher mail parse` prints one object per message and survives every file."""

import io
import json
import subprocess
import sys
from pathlib import Path

from usher.cli.mail_parse import parse_paths

KEYS = [
    "file", "subject", "from", "to", "cc", "reply_to", "message_id", "in_reply_to", "references", "date", "text", "html", "reply",
    "attachments", "kind", "bounce", "error",
]  # fmt: skip
SAMPLES = Path(__file__).parents[1] / "mail" / "samples"


def lines(*paths: Path) -> list[dict[str, object]]:
    out = io.StringIO()
    parse_paths(list(paths), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_object_has_exactly_the_promised_keys() -> None:
    (found,) = lines(SAMPLES / "plain.eml")
    assert list(found) == KEYS
    assert found["from"] == {"name": "Carl Fir", "address": "carl@fir.example"}
    assert found["date"] == "2024-03-12T15:15:42+01:00"


def test_attachments_and_bounces_have_their_keys() -> None:
    (found,) = lines(SAMPLES / "related-inline.eml")
    assert found["attachments"] == [
        {"name": "oven.png", "type": "image/png", "size": 70, "inline": True, "content_id": "pic@fir"},
        {"name": "unused.png", "type": "image/png", "size": 70, "inline": False, "content_id": "unused@fir"},
    ]
    (bounced,) = lines(SAMPLES / "bounce-qmail.eml")
    assert bounced["kind"] == "bounce"
    assert bounced["bounce"] == {
        "recipient": "carl@fir.example", "action": "failed", "status": "5.1.1", "message_id": "<t.1.x.y@pine.example>",
    }  # fmt: skip


def test_every_file_of_a_folder_is_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "b.eml").write_bytes(b"Subject: b\n\nb")
    (tmp_path / "deep" / "a").write_bytes(b"Subject: a\n\na")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 20)
    found = lines(tmp_path)
    assert [Path(str(each["file"])).name for each in found] == ["b.eml", "a", "empty", "noise.bin"]
    assert [each["subject"] for each in found[:2]] == ["b", "a"]
    assert found[2]["error"] == "the message is empty"


def test_a_missing_file_is_named_and_the_next_one_read(tmp_path: Path) -> None:
    found = lines(tmp_path / "missing.eml", SAMPLES / "plain.eml")
    assert "cannot be read" in str(found[0]["error"])
    assert list(found[0]) == KEYS
    assert found[1]["subject"] == "Oven is cold"


def test_an_mbox_is_several_messages(tmp_path: Path) -> None:
    box = tmp_path / "inbox.mbox"
    box.write_bytes(
        b"From a@fir.example Tue Mar 12 15:15:42 2024\nSubject: one\n\n>From here on\n\n"
        b"From b@fir.example Tue Mar 12 15:16:42 2024\nSubject: two\n\nFrom there on\n"
    )
    found = lines(box)
    assert [(each["subject"], each["text"]) for each in found] == [("one", "From here on"), ("two", "From there on")]
    assert str(found[1]["file"]).endswith("inbox.mbox#2")


def test_one_message_with_an_envelope_line_is_one_message(tmp_path: Path) -> None:
    file = tmp_path / "one"
    file.write_bytes(
        b"From a@fir.example Tue Mar 12 15:15:42 2024\nSubject: one\n\nFrom here on\n\nFrom 12:00 to 13:00 we eat: bread\n"
    )
    (found,) = lines(file)
    assert found["subject"] == "one"


def test_neither_django_nor_a_database_driver_is_loaded() -> None:
    code = "import sys, usher.cli.mail_parse; print([m for m in ('django', 'psycopg', 'procrastinate') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.strip() == "[]"
