"""SQL for look-ups that must work before the organization is known.

They run as the owner (SECURITY DEFINER), take one value and return ids only: the least that lets us enter.
"""

from django.db.migrations import RunSQL


def lookup(name: str, arguments: str, returns: str, query: str) -> RunSQL:
    """A migration step that creates the function `name(arguments)` returning `returns` by `query`."""
    return RunSQL(
        f"CREATE OR REPLACE FUNCTION {name}({arguments}) RETURNS {returns} LANGUAGE sql STABLE SECURITY DEFINER "
        f"SET search_path = public, pg_temp AS $$ {query} $$",
        f"DROP FUNCTION IF EXISTS {name}({arguments})",
    )
