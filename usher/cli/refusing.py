"""Which errors are a sentence for the operator and which are ours to look into."""

import sys
from typing import NoReturn


def sentence_for(error: BaseException) -> str | None:
    """What to tell the operator, or None when the error is a defect and its trace is wanted."""
    if isinstance(error, SystemExit):
        return str(error.code).removeprefix("usher: ")
    # By name: most commands never import the rooms these come from.
    kinds = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__}
    if kinds & {"usher.base.refusals.Refused", "usher.config.postgres.errors.DatabaseUnavailable"}:
        return str(error)
    if kinds & {"django.db.utils.OperationalError", "psycopg.OperationalError"}:
        return f"the database does not answer: {str(error).strip()}. Nothing was changed. Run: usher doctor"
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or error}{where}. Nothing was changed."
    return None


def refuse(sentence: str) -> NoReturn:
    """Print the sentence and leave with exit code 1."""
    print(f"usher: {sentence}", file=sys.stderr)
    sys.exit(1)
