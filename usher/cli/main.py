"""All commands. Each one imports what it needs when it runs, so that the command itself starts at once."""

import sys

import typer

from usher.cli import corpus, mail, mailbox_commands, people, servers, upkeep
from usher.cli.refusing import sentence_for

app = typer.Typer(
    name="usher",
    help="A helpdesk that never loses a request.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for name in ("serve", "web", "live", "worker"):
    app.command(name)(getattr(servers, name))
app.command("migrate")(upkeep.migrate)
app.command("demo", hidden=True)(upkeep.demo)
app.command("doctor")(upkeep.doctor)
app.command("generate")(corpus.generate)
app.add_typer(people.organization, name="organization")
app.add_typer(people.token, name="token")
app.add_typer(mailbox_commands.mailbox, name="mailbox")
app.add_typer(mail.mail, name="mail")


def main() -> None:
    """Run the command; a refusal is one sentence on stderr and exit code 1, wrong usage is 2."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        print(f"usher: {sentence}", file=sys.stderr)
        sys.exit(1)
