"""How the embedded server is set up: for a small machine, and never at the price of a lost row."""

from usher.config.postgres.layout import Layout

# Durability (fsync, synchronous_commit, full_page_writes) stays at PostgreSQL's defaults: on.
SETTINGS = {
    # A quarter of the smallest machine we mean (1 GB); the kernel's cache does the rest on larger ones.
    "shared_buffers": "256MB",
    # Web threads, workers, listeners and commands of one machine stay well below it.
    "max_connections": "100",
    # Compiling a plan takes longer than any of our short queries.
    "jit": "off",
    # Solid-state disks: an index beats a scan much sooner than the default of 4 assumes.
    "random_page_cost": "1.1",
    # A sort of one list page stays in memory.
    "work_mem": "8MB",
    # Fewer, larger checkpoints while mail is pouring in.
    "max_wal_size": "2GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Names and addresses of people stand in the details of a refused row: they do not belong in a log.
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "log_min_duration_statement": "2s",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}

# A test run may lose everything at a power cut; it starts anew anyway.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB"}

OPERATOR_FILE = """\
# Usher writes usher.conf anew at every start. Lines below the include win over it and are yours.
include 'usher.conf'
"""


def server_file(*, throwaway: bool) -> str:
    """The text of ``usher.conf``."""
    chosen = SETTINGS | (THROWAWAY if throwaway else {})
    return "".join(f"{name} = '{value}'\n" for name, value in chosen.items())


def command_line(layout: Layout) -> list[str]:
    """What no file may change: no network, and the one directory for the socket."""
    directory = str(layout.sockets).replace('"', '""')
    return [
        "-D", str(layout.cluster),
        "-c", "listen_addresses=",
        "-c", "port=5432",
        "-c", f'unix_socket_directories="{directory}"',
        "-c", "logging_collector=off",
    ]  # fmt: skip
