"""The rows of a page in SQL, each read from the stretch of an index where it lies, if there is one."""

from usher.api.tickets.filters import STATES, Filters
from usher.api.tickets.order import Order, Place
from usher.api.tickets.sorting import Sort
from usher.tickets.fields.comparing import column_of

TICKETS = "tickets_ticket t"


def rows_sql(filters: Filters, order: Order, place: Place | None, by: str, size: int, offset: int) -> str:
    """Whole rows in a plain order. Several statuses, or by priority all states: each has its own stretch, merged here."""
    further = f" AND {place.condition}" if place else ""
    limit = f"LIMIT {size} OFFSET {offset}"
    column, chosen = "status", filters.statuses
    if not chosen and order.only and order.only.name == "priority":
        column, chosen = "state", filters.states or [state for state in STATES if state != "draft"]
    if len(chosen) < 2 or by != order.sql:
        return f"SELECT * FROM {TICKETS} WHERE {filters.where()}{further} ORDER BY {by} {limit}"
    branches = []
    for index, code in enumerate(chosen):
        filters.values[f"{column}{index}"] = code
        branches.append(
            f"(SELECT * FROM {TICKETS} WHERE {filters.where(column)}{further} AND t.{column} = %({column}{index})s"
            f" ORDER BY {by} LIMIT {size + offset})"
        )
    return f"SELECT * FROM ({' UNION ALL '.join(branches)}) t ORDER BY {by} {limit}"


def keys_sql(filters: Filters, order: Order, place: Place | None, size: int, offset: int) -> str:
    """Ids with what they are sorted by, for any order."""
    only = order.only
    if only and only.is_nullable:
        return _two_stretches(filters, order, only, place, size, offset)
    keys = ", ".join(f"{sort.sql} AS k{index}" for index, (sort, _) in enumerate(order.keys))
    further = f" AND {place.condition}" if place else ""
    joins = "".join(dict.fromkeys(sort.join for sort, _ in order.keys))
    rows = f"SELECT t.id, {keys} FROM {TICKETS}{joins} WHERE {filters.where()}{further}"
    return f"{rows} ORDER BY {order.sql} LIMIT {size} OFFSET {offset}"


def _two_stretches(filters: Filters, order: Order, sort: Sort, place: Place | None, size: int, offset: int) -> str:
    """First the tickets that have a value, then, only if they do not fill the page, those that have none by their id."""
    most, where = size + offset, filters.where()
    key, tickets, some = sort.sql, f"{TICKETS}{sort.join} WHERE {where}", f"{sort.sql} IS NOT NULL"
    none = f"{sort.sql} IS NULL"
    if sort.field:
        key = f"v.{column_of(sort.field)}"
        some = f"{key} IS NOT NULL"
        mine = f"v.organization_id = %(organization)s AND v.field_id = {sort.field.id}"
        tickets = (
            f"tickets_customvalue v JOIN {TICKETS} ON t.organization_id = v.organization_id AND t.id = v.ticket_id"
            f" WHERE {mine} AND {where}"
        )
        none = f"NOT EXISTS (SELECT FROM tickets_customvalue v WHERE {mine} AND v.ticket_id = t.id AND {some})"
    if place:
        direction = "<" if order.keys[0][1] else ">"
        id = "v.ticket_id" if sort.field else "t.id"
        is_behind = place.values[0] is None
        behind = f"({key}, {id}) {direction} (%(after0)s::{sort.type}, %(after_id)s::bigint)"
        some = "false" if is_behind else f"{some} AND {behind}"  # the indexes hold no NULL: say so
        none = f"{none} AND {place.behind_id}" if is_behind else none
    way = "DESC" if order.keys[0][1] else "ASC"
    by = f"{key} {way}, {'v.ticket_id' if sort.field else 't.id'} {way}"
    return f"""
        WITH valued AS MATERIALIZED (SELECT t.id, {key} AS k FROM {tickets} AND {some} ORDER BY {by} LIMIT {most}),
        bare AS (SELECT t.id, NULL::{sort.type} AS k FROM {TICKETS}{sort.join} WHERE {where} AND {none}
            ORDER BY t.id {way} LIMIT (SELECT {most} - count(*) FROM valued))
        SELECT id, k FROM (SELECT * FROM valued UNION ALL SELECT * FROM bare) page
         ORDER BY k {way} NULLS LAST, id {way} LIMIT {size} OFFSET {offset}"""
