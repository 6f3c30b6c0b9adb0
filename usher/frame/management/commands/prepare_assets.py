"""`prepare_assets`: style sheet, script and fonts from their sources, then collected under hashed names."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.core.management.base import CommandParser

from usher.frame.assets import stamp
from usher.frame.assets.sources import FRAME, OUT

# What packages bring and no page of ours asks for by name; what we use of it is part of our own files.
LEFT_OUT = ("admin", "django_htmx", "django_prose_editor", "unfold", "*.map")


class Command(BaseCommand):
    """Needs no network and no database; does nothing when nothing changed."""

    help = "Prepare the styles, scripts and fonts that pages are served with."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """`--force` prepares again although nothing changed."""
        parser.add_argument("--force", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, collect, remember."""
        if stamp.is_fresh(str(settings.STATIC_ROOT)) and not options["force"]:
            self.stdout.write("Assets are up to date.")
            return
        from usher.frame.assets import fonts, scripts, styles  # slow to load, and rarely needed

        OUT.mkdir(parents=True, exist_ok=True)
        styles.build()
        scripts.build()
        if options["force"] or not all((OUT / f"inter-{weight}.woff2").is_file() for weight in fonts.WEIGHTS):
            fonts.build()
        (OUT / "favicon.svg").write_text((FRAME / "favicon.svg").read_text())
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=list(LEFT_OUT))
        stamp.remember(str(settings.STATIC_ROOT))
        self.stdout.write("Assets are ready.")
