"""`usher mailbox add`."""

from enum import StrEnum
from typing import Annotated

import typer

mailbox = typer.Typer(help="Mailboxes.", no_args_is_help=True)


class Encryption(StrEnum):
    """How the connection to a mail server is protected."""

    none = "none"
    starttls = "starttls"
    tls = "tls"


Port = Annotated[int, typer.Option(min=1, max=65535)]


@mailbox.callback()
def _mailbox() -> None:
    """Mailboxes."""


@mailbox.command("add")
def add(
    organization: Annotated[str, typer.Option(help="The organization's slug.")],
    address: Annotated[str, typer.Option(help="The address people write to.")],
    imap_host: Annotated[str, typer.Option()],
    imap_port: Port,
    imap_encryption: Annotated[Encryption, typer.Option()],
    imap_user: Annotated[str, typer.Option()],
    imap_password: Annotated[str, typer.Option()],
    smtp_host: Annotated[str, typer.Option()],
    smtp_port: Port,
    smtp_encryption: Annotated[Encryption, typer.Option()],
    smtp_user: Annotated[str, typer.Option()] = "",
    smtp_password: Annotated[str, typer.Option()] = "",
) -> None:
    """Add a mailbox: read by IMAP, answered by SMTP; passwords are kept encrypted."""
    from usher.cli.database import with_django

    with with_django():
        from usher.cli import mailbox as room

        room.run(
            organization=organization, address=address,
            imap_host=imap_host, imap_port=imap_port, imap_encryption=imap_encryption.value,
            imap_user=imap_user, imap_password=imap_password,
            smtp_host=smtp_host, smtp_port=smtp_port, smtp_encryption=smtp_encryption.value,
            smtp_user=smtp_user, smtp_password=smtp_password,
        )  # fmt: skip
