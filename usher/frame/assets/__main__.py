"""`python -m usher.frame.assets`: the command `prepare_assets`, in a fraction of a second when nothing changed."""

import os
import sys

from usher.frame.assets import stamp
from usher.frame.assets.sources import COLLECTED


def main() -> None:
    """Prepare the assets unless they are up to date."""
    if "--force" not in sys.argv and stamp.is_fresh(os.environ.get("USHER_STATIC") or str(COLLECTED)):
        print("Assets are up to date.")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "usher.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("prepare_assets", *sys.argv[1:])


if __name__ == "__main__":
    main()
