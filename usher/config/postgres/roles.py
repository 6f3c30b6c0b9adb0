"""The roles and the database inside the server; run at every start, changes nothing when all is right."""

import psycopg
from psycopg import sql

from usher.config.postgres.credentials import APP, DATABASE, OWNER

# The owner migrates, backs up and creates test databases. Neither passes row-level security: the owner's view of
# all tenants comes from policies, so nothing the product does depends on a superuser.
ATTRIBUTES = {
    OWNER: sql.SQL("LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"),
    APP: sql.SQL("LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"),
}


def ensure_roles(superuser: psycopg.Connection, passwords: dict[str, str]) -> None:
    """Make both roles and their database what they have to be (needs a superuser in autocommit mode)."""
    for role, attributes in ATTRIBUTES.items():
        name = sql.Identifier(role)
        if not _exists(superuser, "SELECT FROM pg_roles WHERE rolname = %s", role):
            superuser.execute(sql.SQL("CREATE ROLE {}").format(name))
        # Hashed here: a password in a failing statement would land in the server's log.
        hashed = superuser.pgconn.encrypt_password(passwords[role].encode(), role.encode(), b"scram-sha-256")
        superuser.execute(
            sql.SQL("ALTER ROLE {} WITH {} PASSWORD {}").format(name, attributes, sql.Literal(hashed.decode()))
        )
    if not _exists(superuser, "SELECT FROM pg_database WHERE datname = %s", DATABASE):
        superuser.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))


def _exists(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(query.encode(), [name]).fetchone() is not None
