"""How often a token may ask: USHER_API_LIMIT requests a minute (0: as often as it likes).

Each process counts for itself and tells the others once a second through one row per token that PostgreSQL does not log.
A request costs a look into a dictionary; a token can exceed its limit by what all processes answer in a second.
"""

import time
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.db import connection
from django.http import HttpResponse

from usher.base.refusals import Refused
from usher.base.tenancy import entered

WINDOW = 60  # seconds
TELLS_AFTER = 1.0  # seconds
SHARE = 20  # or after this part of the limit
MOST = 5000  # tokens counted; beyond it the oldest windows are forgotten
TELL = """INSERT INTO api_spent AS kept (organization_id, token_id, minute, used) VALUES (%s, %s, %s, %s)
    ON CONFLICT (organization_id, token_id) DO UPDATE SET minute = greatest(kept.minute, excluded.minute),
    used = CASE WHEN kept.minute < excluded.minute THEN excluded.used
                WHEN kept.minute = excluded.minute THEN kept.used + excluded.used ELSE kept.used END
    RETURNING minute, used"""


class TooMany(Refused):
    """The token has used up its minute; `allowance` tells when the next begins."""

    status = 429
    code = "too_many_requests"

    def __init__(self, allowance: "Allowance") -> None:
        super().__init__(f"This token may send {allowance.limit} requests a minute; wait {allowance.seconds} seconds.")
        self.allowance = allowance


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a token has left of the minute that ends in `seconds`."""

    limit: int
    remaining: int
    seconds: int

    def mark(self, response: HttpResponse) -> None:
        """Say it in the headers: those of the IETF's draft, and the older ones that most clients know."""
        response["RateLimit-Policy"] = f'"token";q={self.limit};w={WINDOW}'
        response["RateLimit"] = f'"token";r={self.remaining};t={self.seconds}'
        response["X-RateLimit-Limit"] = str(self.limit)
        response["X-RateLimit-Remaining"] = str(self.remaining)
        response["X-RateLimit-Reset"] = str(self.seconds)


@dataclass(slots=True)
class _Count:
    minute: int
    told_at: float
    known: int = 0  # used by everybody, as far as we were told
    untold: int = 0  # ours since then


_counts: dict[int, _Count] = {}
_lock = Lock()


def spend(organization_id: int, token_id: int) -> Allowance | None:
    """Count one request; TooMany when the minute is used up. None where there is no limit."""
    limit: int = settings.USHER_API_LIMIT
    if not limit:
        return None
    now = time.time()
    with _lock:
        count = _counts.get(token_id)
        if count is None or count.minute != int(now) // WINDOW:
            if len(_counts) >= MOST:
                _counts.clear()
            count = _counts[token_id] = _Count(int(now) // WINDOW, now)
        count.untold += 1
        tells = now - count.told_at >= TELLS_AFTER or count.untold * SHARE >= limit
        if tells:
            count.told_at, telling, count.untold, count.known = now, count.untold, 0, count.known + count.untold
    if tells:
        _tell(organization_id, token_id, count, telling)
    remaining = limit - count.known - count.untold
    allowance = Allowance(limit, max(remaining, 0), WINDOW - int(now) % WINDOW)
    if remaining < 0:
        raise TooMany(allowance)
    return allowance


def _tell(organization_id: int, token_id: int, count: _Count, telling: int) -> None:
    with entered(organization_id), connection.cursor() as cursor:
        cursor.execute(TELL, [organization_id, token_id, count.minute, telling])
        minute, used = cursor.fetchone()
    if minute == count.minute:
        count.known = max(count.known, used)
