"""Is everything ready: database, migrations, worker."""

import time
from functools import cache
from typing import Any

from django.db import DatabaseError, connection, connections
from django.http import HttpRequest, JsonResponse

from usher.config.serve.migrating import names_on_disk

FRESH = 30.0  # seconds since a worker's last sign of life
KEPT = 1.0  # seconds an answer is kept, so that asking often costs nothing

_last: tuple[float, dict[str, str]] = (float("-inf"), {})


def missing() -> dict[str, str]:
    """What is not ready and why; empty when all is. Closes its database connection."""
    global _last
    at, answer = _last
    if time.monotonic() - at < KEPT:
        return answer
    try:
        answer = _looked()
    except (DatabaseError, OSError):
        answer = {"database": "does not answer"}
    finally:
        connections.close_all()
    _last = (time.monotonic(), answer)
    return answer


def as_json(missing: dict[str, str]) -> dict[str, Any]:
    """The body of the answer."""
    return {"ready": not missing, "missing": missing}


def view(request: HttpRequest) -> JsonResponse:
    """`GET /healthz` where Django answers it: 200 when ready, else 503 and what is missing."""
    found = missing()
    response = JsonResponse(as_json(found), status=503 if found else 200, headers={"Cache-Control": "no-store"})
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's word for: not an error to report
    return response


@cache
def _known() -> frozenset[tuple[str, str]]:
    return names_on_disk()


def _looked() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations'), to_regclass('procrastinate_workers')")
        if None in cursor.fetchone():
            return {"migrations": "none applied; run: usher migrate"}
        cursor.execute("SELECT app, name FROM django_migrations")
        if unapplied := _known() - set(cursor.fetchall()):
            return {"migrations": f"{len(unapplied)} not applied; run: usher migrate"}
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)", [FRESH]
        )
        return {} if cursor.fetchone()[0] else {"worker": f"no sign of life for {FRESH:.0f} s; run: usher worker"}
