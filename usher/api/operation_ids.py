"""How programs call the operations: tickets.list, tickets.comments_create, contacts.merge."""

from collections.abc import Collection, Mapping
from typing import Any

OF_MANY = {"get": "list", "post": "create", "put": "set", "patch": "change_all", "delete": "delete_all"}
OF_ONE = {"get": "read", "post": "do", "put": "set", "patch": "change", "delete": "delete"}


def operation_id(path: str, method: str, item: Mapping[str, Any], paths: Collection[str]) -> str:
    """A name made of the address: its first part, the further ones, and what the method does there."""
    group, *rest = path.removeprefix("/api/").split("/")
    further = [part.replace("-", "_") for part in rest if not part.startswith("{")]
    of_many = _is_list(path, item, paths)
    if method == "post" and further and not of_many:
        return f"{group.replace('-', '_')}.{'_'.join(further)}"  # a deed: tickets.merge
    verb = (OF_MANY if of_many else OF_ONE)[method]
    return f"{group.replace('-', '_')}.{'_'.join((*further, verb))}"


def _is_list(path: str, item: Mapping[str, Any], paths: Collection[str]) -> bool:
    """Whether single things lie under the address, or its GET answers pages."""
    parameters = {parameter.get("name") for parameter in item.get("get", {}).get("parameters", ())}
    under = any(other.startswith(f"{path}/{{") for other in paths)
    return "pageSize" in parameters or (under and not path.endswith("}"))
