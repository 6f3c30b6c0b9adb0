"""The one door to the index.

Under row-level security PostgreSQL does not use a GIN index, because @@ might leak what it compares: a rare word took
296 ms. This function runs as the owner, whose policy hides nothing, and asks for the organization itself; so does every
word, which carries it in front. EXECUTE, so that the plan is made for this question: a rare word is looked up, for a
frequent one the newest rows are read until enough match.
"""

from django.db import migrations

CREATE = """
CREATE OR REPLACE FUNCTION search_matches(wanted text, question tsquery, before bigint, how_many int)
RETURNS TABLE (subject_id bigint, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY EXECUTE
        'SELECT newest.subject_id, ts_rank(newest.vector, $3) AS rank FROM (
            SELECT d.subject_id, d.vector FROM search_document d
            WHERE d.organization_id = $1 AND d.kind = $2 AND d.vector @@ $3 AND d.subject_id < $4
            ORDER BY d.subject_id DESC LIMIT $5
        ) newest ORDER BY rank DESC, newest.subject_id DESC'
    USING nullif(current_setting('usher.organization', true), '')::bigint, wanted, question,
        coalesce(before, 9223372036854775807), how_many;
END $$;
REVOKE ALL ON FUNCTION search_matches(text, tsquery, bigint, int) FROM PUBLIC;
"""
DROP = "DROP FUNCTION IF EXISTS search_matches(text, tsquery, bigint, int)"


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
