"""`usher mail deliver` and `usher mail parse`."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from usher.cli.refusing import sentence_for

mail = typer.Typer(help="Mail by hand.", no_args_is_help=True)

# Of sysexits.h, which mail servers know.
BAD_DATA = 65  # EX_DATAERR
NO_USER = 67  # EX_NOUSER
TRY_AGAIN = 75  # EX_TEMPFAIL: the mail server keeps the message and comes back
LARGEST = 50 * 1024 * 1024  # bytes


@mail.command("deliver")
def deliver(
    organization: Annotated[str, typer.Option(help="The organization's slug.")],
    mailbox: Annotated[str, typer.Option(help="The address of the mailbox.")],
    file: Annotated[Path, typer.Argument(help="The message, or - for standard input.", allow_dash=True)] = Path("-"),
    sender: Annotated[str, typer.Option(help="Envelope sender, if the mail server tells.")] = "",
    recipient: Annotated[str, typer.Option(help="Envelope recipient: address+detail@… finds its ticket.")] = "",
) -> None:
    """Take one message as if it had arrived. Exit 0 only once it is stored; 75 when we failed, so that it is sent again.

    65: it is empty or larger than 50 MB; 67: there is no such organization or mailbox. The mail server sends it back then.
    """
    try:
        raw = _read(file)
        _stored(organization, mailbox, raw, sender, recipient)
    except (Exception, SystemExit) as error:
        if _is_refusal(error):
            print(f"usher: {error}", file=sys.stderr)
            raise typer.Exit(NO_USER) from error
        if isinstance(error, typer.Exit):
            raise
        print(f"usher: the message was not stored: {sentence_for(error) or repr(error)} Try again later.", file=sys.stderr)
        raise typer.Exit(TRY_AGAIN) from error


@mail.command("parse")
def parse(
    paths: Annotated[list[Path], typer.Argument(help="Messages, or folders of them.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object per message.")] = False,
) -> None:
    """Show what Usher reads in a message; needs no database."""
    from usher.cli.mail_parse import parse_paths

    if not jsonl:
        raise typer.BadParameter("say --jsonl; it is the only form there is")
    parse_paths(paths, sys.stdout)


def _read(file: Path) -> bytes:
    """The message, at most as much of it as may come."""
    with sys.stdin.buffer if str(file) == "-" else file.open("rb") as stream:
        raw = stream.read(LARGEST + 1)
    if 0 < len(raw) <= LARGEST:
        return raw
    said = "is larger than 50 MB" if raw else "is empty"
    print(f"usher: the message {said}; nothing was stored.", file=sys.stderr)
    raise typer.Exit(BAD_DATA)


def _stored(organization: str, mailbox: str, raw: bytes, sender: str, recipient: str) -> None:
    from usher.cli.database import with_django

    with with_django():
        from usher.cli import mail_deliver

        row = mail_deliver.run(organization=organization, mailbox=mailbox, raw=raw, sender=sender, recipient=recipient)
        if sys.stdout.isatty():  # a person looks on; a mail server would send what we print back to the sender
            with suppress(Exception):  # it is stored, whatever keeps us from telling
                print(mail_deliver.fate(row, organization))


def _is_refusal(error: BaseException) -> bool:
    from usher.base.refusals import Refused

    return isinstance(error, Refused)
