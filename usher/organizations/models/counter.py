"""Gapless numbers per organization."""

from django.db import connection, models

from usher.base.tenancy import TenantModel, current_id


class Counter(TenantModel):
    """The last number given out for a purpose ("ticket"). A row of its own, so that settings are never locked by it."""

    purpose = models.TextField()
    value = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "purpose"], name="counter_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.value}"


def next_number(purpose: str) -> int:
    """The next number, 1 first. Locks until the transaction ends, so numbers follow each other without gaps."""
    return next_numbers(purpose, 1)


def next_numbers(purpose: str, count: int) -> int:
    """Take `count` numbers that follow each other and return the first; see `next_number`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO organizations_counter (organization_id, purpose, value) VALUES (%s, %s, %s)"
            " ON CONFLICT (organization_id, purpose) DO UPDATE SET value = organizations_counter.value + excluded.value"
            " RETURNING value",
            [current_id(), purpose, count],
        )
        return int(cursor.fetchone()[0]) - count + 1
