"""Commands that keep an installation well."""

import typer


def migrate() -> None:
    """Bring the database up to this version; safe to repeat and to run twice at once."""
    from usher.cli.database import with_django

    with with_django():
        pass


def doctor() -> None:
    """Check database, mail, jobs, clock, disk and configuration; exit 1 with what to do."""
    from usher.cli import doctor as checks

    raise typer.Exit(checks.run())


def demo() -> None:
    """Load the demo organization once and say how to begin; a step of `usher serve --demo`."""
    from usher.cli.database import with_django

    with with_django():
        from django.conf import settings

        from usher.cli import demo as corpus

        corpus.load()
        print(corpus.welcome(settings.USHER_URL))
