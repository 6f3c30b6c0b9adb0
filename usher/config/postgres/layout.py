"""What lies where below Usher's data directory."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Layout:
    """The database's files below one data directory."""

    root: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory (PGDATA)."""
        return self.root / "postgres"

    @property
    def log(self) -> Path:
        """What the server and its keeper say."""
        return self.root / "postgres.log"

    @property
    def credentials(self) -> Path:
        """The roles' passwords, readable for the owner only."""
        return self.root / "database.json"

    @property
    def lock(self) -> Path:
        """Locked by the keeper as long as it lives."""
        return self.root / "keeper.lock"

    @property
    def run(self) -> Path:
        """The sockets: a directory, or a link to a short one when this path does not suit a socket."""
        return self.root / "run"

    @property
    def binaries(self) -> Path:
        """A copy of the PostgreSQL programs, made only when the server's account cannot reach the originals."""
        return self.root / "binaries"

    @property
    def throwaway(self) -> Path:
        """Marks a database made for a test run: it does not wait for the disk."""
        return self.root / "throwaway"

    @property
    def sockets(self) -> Path:
        """The directory that really holds the sockets."""
        return self.run.resolve()

    @property
    def keeper(self) -> Path:
        """The socket whose open connections are the keeper's list of users."""
        return self.sockets / "keeper.sock"
