"""How PostgreSQL finds words: shown on committed, analysed rows, as the application's role."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

ROWS = 30_000
FILL = """INSERT INTO search_document (organization_id, kind, subject_id, vector)
    SELECT %(o)s, 'ticket', n, (format('%%L:1A', %(o)s || '/word' || n) || format(' %%L:1C', %(o)s || '/often'))::tsvector
    FROM generate_series(1, %(rows)s) n"""


@pytest.fixture
def organization_id(db: None) -> Iterator[int]:
    name = connection.settings_dict["NAME"]
    with psycopg.connect(os.environ["USHER_DATABASE_OWNER_URL"], dbname=name, autocommit=True) as owner:
        row = owner.execute(
            "INSERT INTO organizations_organization (name, slug, prefix, hue, currency, time_zone, language, created_at,"
            " acknowledges, tells_closure, new_ticket_address, reply_waits_on_screens, reply_waits_by_api, reopens_closed,"
            " closed_mail)"
            " VALUES ('Plans', 'plans', 'PLANS', 0, 'EUR', 'UTC', 'en', now(), true, true, '', true, true, true, 'refuse')"
            " RETURNING id"
        ).fetchone()
        assert row
        try:
            owner.execute(FILL, {"o": row[0], "rows": ROWS})
            owner.execute("VACUUM ANALYZE search_document")
            yield row[0]
        finally:
            owner.execute("DELETE FROM search_document WHERE organization_id = %s", [row[0]])
            owner.execute("DELETE FROM organizations_organization WHERE id = %s", [row[0]])


def scans(cursor: object, name: str) -> int:
    return int(cursor.execute(f"SELECT pg_stat_get_xact_numscans('{name}'::regclass)").fetchone()[0])  # type: ignore[attr-defined]


def test_a_rare_word_is_looked_up_and_a_frequent_one_reads_the_newest(organization_id: int) -> None:
    # The plan inside the function cannot be shown, but PostgreSQL counts the scans of each index in this transaction.
    with psycopg.connect(os.environ["USHER_DATABASE_URL"], dbname=connection.settings_dict["NAME"]) as app:
        bypasses = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert app.execute(bypasses).fetchone() == (False,)
        app.execute("SELECT set_config('usher.organization', %s, true)", [str(organization_id)])
        ask = "SELECT subject_id FROM search_matches('ticket', %s::tsquery, NULL, 200)"
        assert app.execute(ask, [f"'{organization_id}/word777'"]).fetchall() == [(777,)]
        assert (scans(app, "document_words"), scans(app, "document_subject")) == (1, 0)
        assert len(app.execute(ask, [f"'{organization_id}/often'"]).fetchall()) == 200
        assert (scans(app, "document_words"), scans(app, "document_subject")) == (1, 1)
        assert scans(app, "search_document") == 0, "the table itself was read from end to end"
