"""`usher generate`."""

from typing import Annotated

import typer


def generate(
    tickets: Annotated[int, typer.Option(min=1, help="Tickets in all.")],
    organizations: Annotated[int, typer.Option(min=1, help="Organizations; the first gets 40 % of the tickets.")],
    messages: Annotated[int, typer.Option(min=1, help="Messages per ticket.")] = 5,
) -> None:
    """Fill the database with a believable corpus; prints the first organization's slug and a token."""
    from usher.cli.database import with_django

    with with_django():
        from usher.cli import generate as corpus

        corpus.run(tickets=tickets, organizations=organizations, messages=messages)
