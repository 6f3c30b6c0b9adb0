"""Entry of the processes under `usher serve`: `python -m usher.config.serve.process web HOST PORT` or `… worker`."""

import asyncio
import os
import sys

from usher.config.serve.parenthood import die_with_parent


def main() -> None:
    """Tie our life to the supervisor's before anything slow happens, then run the part."""
    die_with_parent()
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "usher.config.settings")
    django.setup()
    if sys.argv[1] == "web":
        from usher.config.asgi import application
        from usher.config.serve.web import run

        asyncio.run(run(application, sys.argv[2], int(sys.argv[3])))
        os._exit(0)  # threads of requests that never end must not hold us
    from usher.config.serve.worker import work

    work()


if __name__ == "__main__":
    main()
