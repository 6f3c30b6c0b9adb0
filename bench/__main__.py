"""`make bench`: the scenarios, one after the other, each server beside the bare limit on the same database.

    python -m bench [--tickets 100000] [--data DIR] [--only list,page] [--requests 400]

Quote the ratios: absolute figures belong to the machine and to what else ran on it.
"""

import argparse
import tempfile
from pathlib import Path

from bench import corpus, scenarios


def main() -> None:
    """Make the corpus if needed, run the chosen scenarios, print a table of each."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure Usher.")
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--organizations", type=int, default=20)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "usher-bench")
    parser.add_argument("--only", default="", help="comma list of: " + ", ".join(scenarios.ALL))
    options = parser.parse_args()
    made = corpus.ensure(options.data, options.tickets, options.organizations)
    chosen = [name for name in options.only.split(",") if name] or list(scenarios.ALL)
    with scenarios.Bench(made, requests=options.requests, clients=options.clients) as bench:
        for name in chosen:
            scenarios.ALL[name](bench)


if __name__ == "__main__":
    main()
