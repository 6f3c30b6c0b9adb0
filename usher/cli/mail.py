"""`usher mail deliver` and `usher mail parse`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from usher.cli.refusing import sentence_for

mail = typer.Typer(help="Mail by hand.", no_args_is_help=True)

TRY_AGAIN = 75  # EX_TEMPFAIL of sysexits.h: a mail server keeps the message and comes back


@mail.command("deliver")
def deliver(
    organization: Annotated[str, typer.Option(help="The organization's slug.")],
    mailbox: Annotated[str, typer.Option(help="The address of the mailbox.")],
    file: Annotated[Path, typer.Argument(help="The message, or - for standard input.", allow_dash=True)] = Path("-"),
) -> None:
    """Take one message as if it had arrived. Exit 0 only once it is stored; 75 when we failed, so that it is sent again."""
    raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    try:
        _stored(organization, mailbox, raw)
    except (Exception, SystemExit) as error:
        if _is_refusal(error):
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


def _stored(organization: str, mailbox: str, raw: bytes) -> None:
    from usher.cli.database import with_django

    with with_django():
        from usher.cli import mail_deliver

        mail_deliver.run(organization=organization, mailbox=mailbox, raw=raw)


def _is_refusal(error: BaseException) -> bool:
    from usher.base.refusals import Refused

    return isinstance(error, Refused)
