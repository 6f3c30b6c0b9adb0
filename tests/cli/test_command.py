"""The command itself: help, usage, refusals, exit codes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from usher.base.refusals import NotFound
from usher.cli import database, mail_deliver
from usher.cli.main import app, main
from usher.cli.refusing import sentence_for
from usher.config.env import BadSetting
from usher.config.postgres import DatabaseUnavailable

RUN = CliRunner()
DELIVER = ["mail", "deliver", "--organization", "pine", "--mailbox", "help@pine.example"]


@pytest.mark.parametrize(
    "words",
    [
        ["serve"], ["web"], ["live"], ["worker"], ["migrate"], ["doctor"], ["generate"], ["organization", "create"],
        ["token", "create"], ["mailbox", "add"], ["mail", "deliver"], ["mail", "parse"],
    ],
)  # fmt: skip
def test_every_command_explains_itself(words: list[str]) -> None:
    assert RUN.invoke(app, [*words, "--help"]).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["nothing"], ["serve", "--port", "0"], ["serve", "--port", "eighty"], ["organization", "create", "Pine"],
        ["token", "create", "--organization", "pine"], ["generate", "--tickets", "0", "--organizations", "1"],
        ["mail", "parse", "."], ["mail", "deliver", "--organization", "pine"],
        ["mailbox", "add", "--imap-encryption", "ssl"],
    ],
)  # fmt: skip
def test_wrong_usage_is_two(words: list[str]) -> None:
    assert RUN.invoke(app, words).exit_code == 2


def test_the_command_starts_without_django() -> None:
    code = "import sys, usher.cli.main; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_refusal_is_one_sentence_and_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse() -> None:
        raise NotFound("there is no organization 'x'.")

    monkeypatch.setattr("usher.cli.main.app", refuse)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 1
    assert capsys.readouterr().err == "usher: there is no organization 'x'.\n"


def test_sentences_by_kind_of_error() -> None:
    assert sentence_for(DatabaseUnavailable("Full.")) == "Full."
    assert (
        sentence_for(BadSetting("USHER_URL", "x", "write an address")) == "USHER_URL='x' cannot be used: write an address."
    )
    assert sentence_for(PermissionError(13, "Permission denied", "/x")) == "Permission denied (/x). Nothing was changed."
    assert sentence_for(ValueError("a defect")) is None


class TestDelivering:
    """Exit codes a mail server goes by: 75 keeps the message and tries again, all else but 0 bounces it."""

    @pytest.fixture
    def outcome(self, monkeypatch: pytest.MonkeyPatch) -> list[object]:
        from contextlib import nullcontext

        taken: list[object] = []

        def run(*, organization: str, mailbox: str, raw: bytes, sender: str, recipient: str) -> None:
            if taken and isinstance(taken[0], BaseException):
                raise taken[0]
            taken.append((organization, mailbox, raw, sender, recipient))

        monkeypatch.setattr(database, "with_django", nullcontext)
        monkeypatch.setattr(mail_deliver, "run", run)
        return taken

    def test_the_message_comes_from_standard_input_or_a_file(self, outcome: list[object], tmp_path: Path) -> None:
        (tmp_path / "one.eml").write_bytes(b"From: b\r\n\r\n\xff")
        assert RUN.invoke(app, DELIVER, input=b"From: a\r\n\r\n\xfe").exit_code == 0
        assert RUN.invoke(app, [*DELIVER, str(tmp_path / "one.eml")]).exit_code == 0
        where, nobody = ("pine", "help@pine.example"), ("", "")
        assert outcome == [(*where, b"From: a\r\n\r\n\xfe", *nobody), (*where, b"From: b\r\n\r\n\xff", *nobody)]

    @pytest.mark.parametrize(
        "fault", [ValueError("defect"), DatabaseUnavailable("Full."), BadSetting("A", "b", "c"), OSError(28, "x")]
    )
    def test_our_own_fault_is_seventy_five(self, outcome: list[object], fault: BaseException) -> None:
        outcome.append(fault)
        done = RUN.invoke(app, DELIVER, input=b"x")
        assert done.exit_code == 75 and "was not stored" in done.stderr

    def test_an_unknown_mailbox_is_not_our_fault(self, outcome: list[object]) -> None:
        outcome.append(NotFound("there is no such mailbox."))
        done = RUN.invoke(app, DELIVER, input=b"x")
        assert done.exit_code == 67 and "no such mailbox" in done.stderr

    def test_a_database_that_cannot_be_had_is_our_fault(self) -> None:
        env = {**os.environ, "USHER_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
        done = subprocess.run(
            [sys.executable, "-m", "usher.cli", *DELIVER], env=env, input=b"x", capture_output=True, check=False
        )
        assert done.returncode == 75
        assert done.stderr.startswith(b"usher: the message was not stored: The PostgreSQL named by USHER_DATABASE_URL")
