"""`usher organization create` and `usher token create`."""

from typing import Annotated

import typer

organization = typer.Typer(help="Organizations.", no_args_is_help=True)
token = typer.Typer(help="Access tokens of the API.", no_args_is_help=True)


@organization.callback()
def _organization() -> None:
    """Organizations."""


@token.callback()
def _token() -> None:
    """Access tokens of the API."""


@organization.command("create")
def create_organization(
    name: Annotated[str, typer.Argument(help="The name people read.")],
    prefix: Annotated[str, typer.Option(help="Start of the ticket codes, like ACME.")],
    admin_email: Annotated[str, typer.Option(help="Sign-in of the first administrator.")],
    admin_password: Annotated[str, typer.Option(help="The password; an existing login keeps its own.")],
) -> None:
    """Create an organization with its first administrator; prints the slug."""
    from usher.cli.database import with_django

    with with_django():
        from usher.cli import organization_create

        print(organization_create.run(name=name, prefix=prefix, email=admin_email, password=admin_password))


@token.command("create")
def create_token(
    organization: Annotated[str, typer.Option(help="The organization's slug.")],
    scopes: Annotated[str, typer.Option(help="readSupport,writeSupport,manageSettings: one or more, with commas.")],
    name: Annotated[str, typer.Option(help="What the token is for.")] = "Command line",
) -> None:
    """Create an access token; prints only the token, which cannot be shown again."""
    from usher.cli.database import with_django

    with with_django():
        from usher.cli import token_create

        print(token_create.run(slug=organization, scopes=scopes.split(","), name=name))
