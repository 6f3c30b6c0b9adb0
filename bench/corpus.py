"""The database that is measured: a generated corpus, made once and kept."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Corpus:
    """Where the measured data lies and how to reach its largest organization."""

    data: Path
    slug: str
    token: str
    tickets: int


def ensure(data: Path, tickets: int, organizations: int) -> Corpus:
    """The corpus in `data`, generated when it is not there or has another size."""
    note = data / f"corpus-{tickets}.json"
    os.environ["USHER_DATA"] = str(data)
    if note.exists():
        kept = json.loads(note.read_text())
        return Corpus(data, kept["slug"], kept["token"], tickets)
    data.mkdir(parents=True, exist_ok=True)
    print(f"generating {tickets:,} tickets in {organizations} organizations …", flush=True)
    command = [
        sys.executable,
        "-m",
        "usher.cli",
        "generate",
        "--tickets",
        str(tickets),
        "--organizations",
        str(organizations),
    ]
    slug, token = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    corpus = Corpus(data, slug, token, tickets)
    _settle()
    note.write_text(json.dumps({key: value for key, value in asdict(corpus).items() if key != "data"}))
    return corpus


def _settle() -> None:
    """Statistics and visibility as autovacuum would have left them."""
    from usher.cli.database import with_django

    with with_django():
        from django.db import connections

        with connections["owner"].cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
