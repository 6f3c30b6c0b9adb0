"""The PostgreSQL that Usher brings along: started with the first user, stopped with the last.

``running`` is the door. Behind it a keeper process (``keeper``) holds the server (``server``) over the data
directory (``layout``, ``directory``, ``cluster``) with programs found by ``binaries``, under an ``account`` that
PostgreSQL accepts. ``dump`` and ``restore`` are commands for moving between versions.
"""

from usher.config.postgres.credentials import Urls
from usher.config.postgres.directory import data_directory, is_reachable
from usher.config.postgres.errors import DatabaseUnavailable
from usher.config.postgres.external import check_external
from usher.config.postgres.running import running, urls_of

__all__ = ["DatabaseUnavailable", "Urls", "check_external", "data_directory", "is_reachable", "running", "urls_of"]
