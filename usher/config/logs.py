"""How Usher writes to stderr: when, how serious, who, what happened."""

import logging
import logging.config
from typing import Any

from usher.config import env

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(request)s%(message)s"}},
    "filters": {"request": {"()": "usher.base.request_ids.RequestNamed"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["request"]}},
    "root": {"handlers": ["stderr"], "level": env.text("USHER_LOG_LEVEL", "INFO").upper()},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "django.server": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # refusals (4xx) are answers, not events
        "httpx": {"level": "WARNING"},
        # It calls its embedded form experimental at every start; failures of the application come through.
        "_granian": {"level": "ERROR"},
    },
}


def set_up() -> None:
    """For processes without Django; Django reads the same table from the settings."""
    logging.config.dictConfig(LOGGING)
