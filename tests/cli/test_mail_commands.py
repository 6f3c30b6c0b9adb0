"""`usher mail deliver` and `usher mailbox add`, their bodies and their exit codes."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from tests.mail.letters import letter
from tests.servers import HOST, PASSWORD, USER, free_port, imap_server
from tests.world import NOON, World
from usher.base.refusals import Invalid, NotFound
from usher.base.tenancy import entered
from usher.cli import mail_deliver, mailbox
from usher.cli.mail import LARGEST
from usher.cli.mail import _stored as stored
from usher.cli.mail import mail as commands
from usher.mail.models import IncomingMail, Mailbox


def test_deliver_stores_the_message(world: World) -> None:
    Mailbox.objects.create(address="help@pine.example", created_at=NOON)
    mail_deliver.run(organization=world.pine.slug, mailbox="Help@pine.example", raw=letter())
    assert IncomingMail.objects.get().source == "pipe"


def test_deliver_names_what_is_wrong(world: World) -> None:
    with pytest.raises(NotFound, match="no organization"):
        mail_deliver.run(organization="nowhere", mailbox="help@pine.example", raw=b"x")
    with pytest.raises(NotFound, match="no mailbox"):
        mail_deliver.run(organization=world.pine.slug, mailbox="help@pine.example", raw=b"x")


@pytest.mark.parametrize(
    ("state", "reason", "said"),
    [
        ("applied", "Opened PINE-1.", "Opened PINE-1. http"),
        ("ignored", "A second copy.", "Ignored: A second copy. http"),
        ("quarantined", "It names no sender.", "Set aside: It names no sender. http"),
        ("received", "", "Stored. It is read as soon as a worker is running. http"),
    ],
)
def test_a_person_hears_what_became_of_it(world: World, state: str, reason: str, said: str) -> None:
    Mailbox.objects.create(address="help@pine.example", created_at=NOON)
    row = mail_deliver.run(organization=world.pine.slug, mailbox="help@pine.example", raw=letter())
    IncomingMail.objects.update(state=state, reason=reason)
    line = mail_deliver.fate(row, world.pine.slug, patience=0.0)
    assert line.startswith(said) and line.endswith(f"/{world.pine.slug}/mail/{row.pk}")


@pytest.mark.parametrize("is_person", [True, False])
def test_only_a_person_is_told(monkeypatch: pytest.MonkeyPatch, world: World, is_person: bool) -> None:
    Mailbox.objects.create(address="help@pine.example", created_at=NOON)
    printed: list[str] = []
    monkeypatch.setattr("usher.cli.database.with_django", nullcontext)
    monkeypatch.setattr("usher.cli.mail.sys", SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: is_person)))
    monkeypatch.setattr("usher.cli.mail.print", printed.append, raising=False)
    monkeypatch.setattr(mail_deliver, "fate", lambda row, organization: f"{row.source} to {organization}")
    stored("pine-support", "help@pine.example", letter(), "", "")
    assert printed == (["pipe to pine-support"] if is_person else []) and IncomingMail.objects.count() == 1


def test_our_own_fault_is_exit_75(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("usher.cli.mail._stored", broken)
    done = CliRunner().invoke(commands, ["deliver", "--organization", "pine", "--mailbox", "a@b.example", "-"], input="x")
    assert done.exit_code == 75


@pytest.mark.parametrize(("raw", "code"), [(b"", 65), (b"x" * (LARGEST + 1), 65), (b"Subject: x\n\ny", 67)])
def test_what_no_second_try_would_mend_is_sent_back(monkeypatch: pytest.MonkeyPatch, raw: bytes, code: int) -> None:
    def nobody(*_: object) -> None:
        raise NotFound("there is no mailbox 'a@b.example' in pine.")

    monkeypatch.setattr("usher.cli.mail._stored", nobody)
    done = CliRunner().invoke(commands, ["deliver", "--organization", "pine", "--mailbox", "a@b.example", "-"], input=raw)
    assert done.exit_code == code and ("stored" in done.output or "no mailbox" in done.output)


def test_the_envelope_is_kept_if_the_mail_server_tells_it(world: World) -> None:
    Mailbox.objects.create(address="help@pine.example", created_at=NOON)
    run = mail_deliver.run
    run(
        organization=world.pine.slug, mailbox="help@pine.example", raw=letter(), sender="c@b.example", recipient="help+t@p.e"
    )
    row = IncomingMail.objects.get()
    assert (row.envelope_from, row.envelope_to) == ("c@b.example", "help+t@p.e")


def test_add_makes_a_mailbox_that_begins_now(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with imap_server() as imap:
        imap.append(letter(), when='"01-Jan-2020 00:00:00 +0000"')
        mailbox.run(
            organization=world.pine.slug, address=USER, imap_host=HOST, imap_port=imap.port, imap_encryption="none",
            imap_user=USER, imap_password=PASSWORD, smtp_host=HOST, smtp_port=25, smtp_encryption="none", smtp_user="",
            smtp_password="",
        )  # fmt: skip
    row = Mailbox.objects.get()
    assert (row.last_uid > 0, row.skipped_count, IncomingMail.objects.count()) == (True, 1, 0)
    assert USER in capsys.readouterr().out


def test_add_keeps_the_mailbox_when_its_server_is_away_and_says_so(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    fields = {
        "address": USER, "imap_host": HOST, "imap_port": free_port(), "imap_encryption": "none", "imap_user": USER,
        "imap_password": PASSWORD, "smtp_host": HOST, "smtp_port": 25, "smtp_encryption": "none",
    }  # fmt: skip
    mailbox.run(organization=world.pine.slug, **fields)
    assert "refuses the connection" in capsys.readouterr().err
    with pytest.raises(Invalid, match="already"):
        mailbox.run(organization=world.pine.slug, **fields)
    with entered(world.elsewhere.pk):
        assert not Mailbox.objects.exists()
