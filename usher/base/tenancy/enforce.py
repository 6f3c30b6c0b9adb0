"""The walls between organizations inside PostgreSQL, derived from the models after every migration.

Why here and not in each migration: the rules follow from the models, are the same for all of them, and a table that
somebody forgot is then impossible (docs/decisions/tenancy.md). Every statement is safe to repeat.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from usher.base.tenancy.models import TenantForeignKey, TenantModel

APP_ROLE = "usher_app"
SETTING = "nullif(current_setting('usher.organization', true), '')::bigint"
ORGANIZATIONS = "organizations_organization"


def enforce(connection: BaseDatabaseWrapper) -> None:
    """Create the application's role if it is missing, then policies, composite keys and grants for all models."""
    with connection.cursor() as cursor:
        for statement in _statements():
            cursor.execute(statement)


def _statements() -> Iterator[str]:
    yield f"""DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
            CREATE ROLE {APP_ROLE} NOLOGIN; GRANT {APP_ROLE} TO CURRENT_USER;
        END IF; END $$"""
    yield f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}"
    yield f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {APP_ROLE}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP_ROLE}"
    for model in tenant_models():
        yield from _walls(model)
    for model in tenant_models():
        for field in model._meta.local_fields:
            if isinstance(field, TenantForeignKey):
                yield from _composite_key(model, field)


def tenant_models() -> list[type[models.Model]]:
    """Every concrete model whose rows belong to an organization, the organization itself included."""
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "tenant_column") and model._meta.managed and not model._meta.proxy
    ]


def _walls(model: Any) -> Iterator[str]:
    table, column = model._meta.db_table, model.tenant_column
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield _once("pg_policies", f"tablename = '{table}' AND policyname = 'tenant'",
                f"CREATE POLICY tenant ON {table} TO {APP_ROLE} USING ({column} = {SETTING})")  # fmt: skip
    yield _once("pg_policies", f"tablename = '{table}' AND policyname = 'owner'",
                f"CREATE POLICY owner ON {table} TO CURRENT_USER USING (true)")  # fmt: skip
    yield f"REVOKE ALL ON {table} FROM {APP_ROLE}"
    yield f"GRANT {model.app_rights} ON {table} TO {APP_ROLE}"
    if issubclass(model, TenantModel):
        yield _constraint(table, f"{table}_organization_fk",
                          f"FOREIGN KEY (organization_id) REFERENCES {ORGANIZATIONS} (id)")  # fmt: skip


def _composite_key(model: Any, field: TenantForeignKey) -> Iterator[str]:
    table, target = model._meta.db_table, field.related_model._meta.db_table
    yield _constraint(target, f"{target}_organization_id_id", "UNIQUE (organization_id, id)")
    yield _constraint(
        table,
        f"{table}_{field.column}_tenant"[:63],
        f"FOREIGN KEY (organization_id, {field.column}) REFERENCES {target} (organization_id, id)"
        " DEFERRABLE INITIALLY IMMEDIATE",  # deferred ones fail only at commit, when no door can answer any more
    )
    if not _is_indexed(model, field):
        name = f"{table}_{field.column}_org"[:63]
        yield f"CREATE INDEX IF NOT EXISTS {name} ON {table} (organization_id, {field.column})"


def _is_indexed(model: Any, field: TenantForeignKey) -> bool:
    """Whether an index of the model's own begins with the organization and this reference."""
    wanted = ["organization_id", field.name]
    whole = [index.fields for index in model._meta.indexes]
    unique = [list(rule.fields) for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint)]
    return any([name.lstrip("-") for name in fields[:2]] == wanted for fields in (*whole, *unique))


def _constraint(table: str, name: str, definition: str) -> str:
    return _once("pg_constraint", f"conname = '{name}'", f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def _once(catalog: str, condition: str, statement: str) -> str:
    quoted = statement.replace("'", "''")
    return f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM {catalog} WHERE {condition}) THEN EXECUTE '{quoted}'; END IF; END $$"
