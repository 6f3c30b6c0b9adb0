"""The database: its version, its roles, its migrations, and the walls between organizations."""

from collections.abc import Iterator

from usher.cli.doctor.asking import rows
from usher.cli.doctor.finding import Finding, fine, wrong
from usher.config.serve.migrating import names_on_disk


def version_and_roles() -> Iterator[Finding]:
    """Which PostgreSQL answers, and whether the application's role is bound by row-level security."""
    ((version, role, has_power),) = rows(
        "SELECT current_setting('server_version'), current_user::text, rolsuper OR rolbypassrls"
        " FROM pg_roles WHERE rolname = current_user",
        role="default",
    )
    yield fine("database", f"PostgreSQL {version} answers")
    if has_power:
        yield wrong(
            "roles",
            f"the application works as '{role}', a role that row-level security does not bind",
            f"Run as a superuser: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS; or name another role in USHER_DATABASE_URL.",
        )
    else:
        yield fine("roles", f"the application's role '{role}' is bound by row-level security")


def migrations() -> Iterator[Finding]:
    """Whether the database is of this version."""
    ((exists,),) = rows("SELECT to_regclass('django_migrations') IS NOT NULL")
    applied = set(rows("SELECT app, name FROM django_migrations")) if exists else set()
    known = names_on_disk()
    if missing := known - applied:
        yield wrong("migrations", f"{len(missing)} not applied yet", "Run: usher migrate")
        return
    apps = {app for app, _ in known}
    if newer := sorted(f"{app}.{name}" for app, name in applied - known if app in apps):
        yield wrong(
            "migrations",
            f"the database was migrated by a newer Usher ({newer[-1]})",
            "Install that version again; going back needs a backup from before the upgrade.",
        )
        return
    yield fine("migrations", "all applied")


def walls() -> Iterator[Finding]:
    """Whether every table with rows of organizations has its forced row-level security."""
    open_tables = rows(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'"
        " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
        " AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1"
    )
    if open_tables:
        names = ", ".join(name for (name,) in open_tables)
        yield wrong(
            "tenants", f"tables without row-level security: {names}", "Run: usher migrate; then report this as a bug."
        )
    else:
        yield fine("tenants", "every organization's rows are behind row-level security")
