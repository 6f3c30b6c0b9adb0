"""Written by `make client` from the OpenAPI document; change that."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Literal
from urllib.parse import quote

import httpx
from msgspec import UNSET, UnsetType

from usher_client import models
from usher_client.transport import Transport, Upload


class AttachmentsCalls:
    """/api/attachments."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(self, id: str | int) -> models.Attachment:
        """Read what is known of an attachment With a fresh link to its content, which answers parts of it too (Range).
        The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/attachments/{quote(str(id), safe='')}", models.Attachment)

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete an attachment for good Its comment stays; the ticket's events keep the file's name. What was mailed
        already cannot be called back. Send an Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/attachments/{quote(str(id), safe='')}", if_match=if_match, key=key)


class BinCalls:
    """/api/bin."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None) -> models.BinPage:
        """List the bin The last deleted first. Tickets lie there for 30 days. Answers a page; the Link header leads to
        the next."""
        return self._transport.call(
            "GET", "/api/bin", models.BinPage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def list_all(self, *, page_size: int | None = None) -> Iterator[models.DeletedTicket]:
        """List the bin The last deleted first. Tickets lie there for 30 days. Answers a page; the Link header leads to
        the next."""
        for page in self._transport.pages("/api/bin", models.BinPage, query={"pageSize": page_size}):
            yield from page.tickets or ()

    def delete(self, ticket: str | int, *, key: str = "") -> None:
        """Remove a ticket for good Its comments and files go with it, at once; only what happened to it remains on
        record. Takes manageSettings. Send an Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/bin/{quote(str(ticket), safe='')}", key=key)


class CategoriesCalls:
    """/api/categories."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None
    ) -> models.CategoryPage:
        """List categories in their order Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET", "/api/categories", models.CategoryPage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def list_all(self, *, page_size: int | None = None) -> Iterator[models.CategoryShape]:
        """List categories in their order Answers a page; the Link header leads to the next."""
        for page in self._transport.pages("/api/categories", models.CategoryPage, query={"pageSize": page_size}):
            yield from page.categories or ()

    def create(self, *, name: str, sort_order: int | None | UnsetType = UNSET, key: str = "") -> models.CategoryShape:
        """Make a category Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST", "/api/categories", models.CategoryShape, body={"name": name, "sortOrder": sort_order}, key=key
        )

    def read(self, id: str | int) -> models.CategoryShape:
        """Read a category The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/categories/{quote(str(id), safe='')}", models.CategoryShape)

    def change(
        self,
        id: str | int,
        *,
        name: str | UnsetType = UNSET,
        sort_order: int | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.CategoryShape:
        """Rename or move a category; its tickets keep it Send an Idempotency-Key to be able to repeat the request
        safely."""
        return self._transport.call(
            "PATCH",
            f"/api/categories/{quote(str(id), safe='')}",
            models.CategoryShape,
            body={"name": name, "sortOrder": sort_order},
            if_match=if_match,
            key=key,
        )

    def delete(self, id: str | int, *, replacement_id: int | None = None, if_match: str = "", key: str = "") -> None:
        """Delete a category; its tickets get the replacement. Refused when tickets have it and none is named Send an
        Idempotency-Key to be able to repeat the request safely."""
        self._transport.send(
            "DELETE",
            f"/api/categories/{quote(str(id), safe='')}",
            query={"replacementId": replacement_id},
            if_match=if_match,
            key=key,
        )


class CompaniesCalls:
    """/api/companies."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self,
        *,
        page: int | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
        search: str | None = None,
        domain: str | None = None,
    ) -> models.CompanyPage:
        """List companies By name, each with the number of its contacts. Answers a page; the Link header leads to the
        next."""
        return self._transport.call(
            "GET",
            "/api/companies",
            models.CompanyPage,
            query={"page": page, "pageSize": page_size, "cursor": cursor, "search": search, "domain": domain},
        )

    def list_all(
        self, *, page_size: int | None = None, search: str | None = None, domain: str | None = None
    ) -> Iterator[models.CompanyShape]:
        """List companies By name, each with the number of its contacts. Answers a page; the Link header leads to the
        next."""
        for page in self._transport.pages(
            "/api/companies", models.CompanyPage, query={"pageSize": page_size, "search": search, "domain": domain}
        ):
            yield from page.companies or ()

    def create(
        self,
        *,
        name: str,
        domains: builtins.list[str] | UnsetType = UNSET,
        tier: str | UnsetType = UNSET,
        hourly_rate: float | None | UnsetType = UNSET,
        currency: str | UnsetType = UNSET,
        prefix: str | UnsetType = UNSET,
        notes: str | UnsetType = UNSET,
        from_contact_id: int | None | UnsetType = UNSET,
        key: str = "",
    ) -> models.CompanyShape:
        """Make a company, or make one from a contact Contacts at its mail domains who have no company join it, now and
        later. Domains of public mail providers are refused: anybody can have an address there. Send an Idempotency-
        Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            "/api/companies",
            models.CompanyShape,
            body={
                "name": name,
                "domains": domains,
                "tier": tier,
                "hourlyRate": hourly_rate,
                "currency": currency,
                "prefix": prefix,
                "notes": notes,
                "fromContactId": from_contact_id,
            },
            key=key,
        )

    def read(self, id: str | int) -> models.CompanyShape:
        """Read a company With its domains and the number of its contacts. The answer's ETag is good for If-None-Match
        and If-Match."""
        return self._transport.call("GET", f"/api/companies/{quote(str(id), safe='')}", models.CompanyShape)

    def change(
        self,
        id: str | int,
        *,
        name: str | UnsetType = UNSET,
        domains: builtins.list[str] | UnsetType = UNSET,
        tier: str | UnsetType = UNSET,
        hourly_rate: float | None | UnsetType = UNSET,
        currency: str | UnsetType = UNSET,
        prefix: str | UnsetType = UNSET,
        notes: str | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.CompanyShape:
        """Change a company Any subset of the fields; `domains` are all of them. Who joined by a domain stays when it
        goes. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/companies/{quote(str(id), safe='')}",
            models.CompanyShape,
            body={
                "name": name,
                "domains": domains,
                "tier": tier,
                "hourlyRate": hourly_rate,
                "currency": currency,
                "prefix": prefix,
                "notes": notes,
            },
            if_match=if_match,
            key=key,
        )

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete a company without tickets Its contacts stay without one. A company that has tickets is refused with
        409: merge it instead. Send an Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/companies/{quote(str(id), safe='')}", if_match=if_match, key=key)

    def contacts_list(
        self,
        id: str | int,
        *,
        page: int | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
        search: str | None = None,
    ) -> models.ContactPage:
        """List a company's contacts By name. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            f"/api/companies/{quote(str(id), safe='')}/contacts",
            models.ContactPage,
            query={"page": page, "pageSize": page_size, "cursor": cursor, "search": search},
        )

    def contacts_list_all(
        self, id: str | int, *, page_size: int | None = None, search: str | None = None
    ) -> Iterator[models.ContactShape]:
        """List a company's contacts By name. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages(
            f"/api/companies/{quote(str(id), safe='')}/contacts",
            models.ContactPage,
            query={"pageSize": page_size, "search": search},
        ):
            yield from page.contacts or ()

    def merge(self, id: str | int, *, company_id: int, key: str = "") -> models.CompanyShape:
        """Merge another company into this one Its contacts, domains and tickets become this one's; fields of this one
        win, empty ones are filled, notes are appended. All or nothing, and for good. Send an Idempotency-Key to be
        able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/companies/{quote(str(id), safe='')}/merge",
            models.CompanyShape,
            body={"companyId": company_id},
            key=key,
        )

    def tickets_list(
        self,
        id: str | int,
        *,
        cursor: str | None = None,
        status: str | None = None,
        exact_status: str | None = None,
        state: str | None = None,
        priority: str | None = None,
        category: str | None = None,
        category_id: str | None = None,
        type_id: str | None = None,
        ticket_type_id: str | None = None,
        assigned_to_user_id: str | None = None,
        assigned_to: str | None = None,
        assigned_to_team_id: str | None = None,
        assigned_team_id: str | None = None,
        requester_id: str | None = None,
        company_id: str | None = None,
        tags: str | None = None,
        source: str | None = None,
        visibility: str | None = None,
        external_source: str | None = None,
        external_ticket_id: str | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        updated_after: str | None = None,
        updated_before: str | None = None,
        search: str | None = None,
        filter: str | None = None,
        custom_fields: dict[str, str] | None = None,
        sort: str | None = None,
        sort_by: str | None = None,
        sort_order: str | None = None,
        envelope: str | None = None,
        page: int | None = None,
        page_size: int | None = None,
    ) -> models.TicketPage:
        """List a company's tickets With the filters and orders of the list of tickets; `nextCursor` leads on. Answers a
        page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            f"/api/companies/{quote(str(id), safe='')}/tickets",
            models.TicketPage,
            query={
                "cursor": cursor,
                "status": status,
                "exactStatus": exact_status,
                "state": state,
                "priority": priority,
                "category": category,
                "categoryId": category_id,
                "typeId": type_id,
                "ticketTypeId": ticket_type_id,
                "assignedToUserId": assigned_to_user_id,
                "assignedTo": assigned_to,
                "assignedToTeamId": assigned_to_team_id,
                "assignedTeamId": assigned_team_id,
                "requesterId": requester_id,
                "companyId": company_id,
                "tags": tags,
                "source": source,
                "visibility": visibility,
                "externalSource": external_source,
                "externalTicketId": external_ticket_id,
                "createdAfter": created_after,
                "createdBefore": created_before,
                "updatedAfter": updated_after,
                "updatedBefore": updated_before,
                "search": search,
                "filter": filter,
                "customFields": custom_fields,
                "sort": sort,
                "sortBy": sort_by,
                "sortOrder": sort_order,
                "envelope": envelope,
                "page": page,
                "pageSize": page_size,
            },
        )

    def tickets_list_all(
        self,
        id: str | int,
        *,
        status: str | None = None,
        exact_status: str | None = None,
        state: str | None = None,
        priority: str | None = None,
        category: str | None = None,
        category_id: str | None = None,
        type_id: str | None = None,
        ticket_type_id: str | None = None,
        assigned_to_user_id: str | None = None,
        assigned_to: str | None = None,
        assigned_to_team_id: str | None = None,
        assigned_team_id: str | None = None,
        requester_id: str | None = None,
        company_id: str | None = None,
        tags: str | None = None,
        source: str | None = None,
        visibility: str | None = None,
        external_source: str | None = None,
        external_ticket_id: str | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        updated_after: str | None = None,
        updated_before: str | None = None,
        search: str | None = None,
        filter: str | None = None,
        custom_fields: dict[str, str] | None = None,
        sort: str | None = None,
        sort_by: str | None = None,
        sort_order: str | None = None,
        envelope: str | None = None,
        page_size: int | None = None,
    ) -> Iterator[models.TicketShape]:
        """List a company's tickets With the filters and orders of the list of tickets; `nextCursor` leads on. Answers a
        page; the Link header leads to the next."""
        for page in self._transport.pages(
            f"/api/companies/{quote(str(id), safe='')}/tickets",
            models.TicketPage,
            query={
                "status": status,
                "exactStatus": exact_status,
                "state": state,
                "priority": priority,
                "category": category,
                "categoryId": category_id,
                "typeId": type_id,
                "ticketTypeId": ticket_type_id,
                "assignedToUserId": assigned_to_user_id,
                "assignedTo": assigned_to,
                "assignedToTeamId": assigned_to_team_id,
                "assignedTeamId": assigned_team_id,
                "requesterId": requester_id,
                "companyId": company_id,
                "tags": tags,
                "source": source,
                "visibility": visibility,
                "externalSource": external_source,
                "externalTicketId": external_ticket_id,
                "createdAfter": created_after,
                "createdBefore": created_before,
                "updatedAfter": updated_after,
                "updatedBefore": updated_before,
                "search": search,
                "filter": filter,
                "customFields": custom_fields,
                "sort": sort,
                "sortBy": sort_by,
                "sortOrder": sort_order,
                "envelope": envelope,
                "pageSize": page_size,
            },
        ):
            yield from page.tickets or ()


class ContactsCalls:
    """/api/contacts."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self,
        *,
        page: int | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
        search: str | None = None,
        email: str | None = None,
        company_id: int | None = None,
        manager_id: int | None = None,
    ) -> models.ContactPage:
        """List contacts By name; all filters must hold. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            "/api/contacts",
            models.ContactPage,
            query={
                "page": page,
                "pageSize": page_size,
                "cursor": cursor,
                "search": search,
                "email": email,
                "companyId": company_id,
                "managerId": manager_id,
            },
        )

    def list_all(
        self,
        *,
        page_size: int | None = None,
        search: str | None = None,
        email: str | None = None,
        company_id: int | None = None,
        manager_id: int | None = None,
    ) -> Iterator[models.ContactShape]:
        """List contacts By name; all filters must hold. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages(
            "/api/contacts",
            models.ContactPage,
            query={
                "pageSize": page_size,
                "search": search,
                "email": email,
                "companyId": company_id,
                "managerId": manager_id,
            },
        ):
            yield from page.contacts or ()

    def create(
        self,
        *,
        name: str | UnsetType = UNSET,
        email: str | UnsetType = UNSET,
        phone: str | UnsetType = UNSET,
        company_id: int | None | UnsetType = UNSET,
        is_primary: bool | UnsetType = UNSET,
        manager_id: int | None | UnsetType = UNSET,
        language: str | UnsetType = UNSET,
        time_zone: str | UnsetType = UNSET,
        notes: str | UnsetType = UNSET,
        key: str = "",
    ) -> models.ContactShape:
        """Make a contact It needs a name or an address. Without a company it gets the one of its mail domain. Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            "/api/contacts",
            models.ContactShape,
            body={
                "name": name,
                "email": email,
                "phone": phone,
                "companyId": company_id,
                "isPrimary": is_primary,
                "managerId": manager_id,
                "language": language,
                "timeZone": time_zone,
                "notes": notes,
            },
            key=key,
        )

    def read(self, id: str | int) -> models.ContactShape:
        """Read a contact With all of its addresses. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/contacts/{quote(str(id), safe='')}", models.ContactShape)

    def change(
        self,
        id: str | int,
        *,
        name: str | UnsetType = UNSET,
        email: str | UnsetType = UNSET,
        phone: str | UnsetType = UNSET,
        company_id: int | None | UnsetType = UNSET,
        is_primary: bool | UnsetType = UNSET,
        manager_id: int | None | UnsetType = UNSET,
        language: str | UnsetType = UNSET,
        time_zone: str | UnsetType = UNSET,
        notes: str | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.ContactShape:
        """Change a contact Any subset of the fields. A new address becomes the primary one; the old one stays known.
        Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/contacts/{quote(str(id), safe='')}",
            models.ContactShape,
            body={
                "name": name,
                "email": email,
                "phone": phone,
                "companyId": company_id,
                "isPrimary": is_primary,
                "managerId": manager_id,
                "language": language,
                "timeZone": time_zone,
                "notes": notes,
            },
            if_match=if_match,
            key=key,
        )

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete a contact without tickets One that has tickets, also in the bin, is refused with 409: merge it instead.
        Send an Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/contacts/{quote(str(id), safe='')}", if_match=if_match, key=key)

    def addresses_list(self, id: str | int) -> models.AddressList:
        """List a contact's addresses In the order in which they became known. The answer's ETag is good for If-None-
        Match and If-Match."""
        return self._transport.call("GET", f"/api/contacts/{quote(str(id), safe='')}/addresses", models.AddressList)

    def addresses_create(
        self, id: str | int, *, email: str, is_primary: bool | UnsetType = UNSET, key: str = ""
    ) -> models.ContactShape:
        """Add an address One that belongs to another contact is refused: if they are the same person, merge the two.
        Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/contacts/{quote(str(id), safe='')}/addresses",
            models.ContactShape,
            body={"email": email, "isPrimary": is_primary},
            key=key,
        )

    def addresses_change(self, id: str | int, email: str | int, *, is_primary: bool, key: str = "") -> models.ContactShape:
        """Make an address the primary one Answers go there from now on; `isPrimary: false` changes nothing. Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/contacts/{quote(str(id), safe='')}/addresses/{quote(str(email), safe='')}",
            models.ContactShape,
            body={"isPrimary": is_primary},
            key=key,
        )

    def addresses_delete(self, id: str | int, email: str | int, *, key: str = "") -> None:
        """Remove an address Mail from there makes a new contact. The last address of a contact without a name is refused
        with 409. Send an Idempotency-Key to be able to repeat the request safely."""
        self._transport.send(
            "DELETE", f"/api/contacts/{quote(str(id), safe='')}/addresses/{quote(str(email), safe='')}", key=key
        )

    def duplicates_read(self, id: str | int) -> models.Duplicates:
        """List probable duplicates of a contact Contacts with the same name in the same company, or with the same
        telephone number. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/contacts/{quote(str(id), safe='')}/duplicates", models.Duplicates)

    def merge(self, id: str | int, *, contact_ids: builtins.list[int], key: str = "") -> models.ContactShape:
        """Merge duplicates into this contact Their tickets, messages, addresses and reports become its own; its fields
        win, empty ones are filled, notes are appended. All or nothing, and for good. Send an Idempotency-Key to be
        able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/contacts/{quote(str(id), safe='')}/merge",
            models.ContactShape,
            body={"contactIds": contact_ids},
            key=key,
        )

    def tickets_list(
        self,
        id: str | int,
        *,
        cursor: str | None = None,
        status: str | None = None,
        exact_status: str | None = None,
        state: str | None = None,
        priority: str | None = None,
        category: str | None = None,
        category_id: str | None = None,
        type_id: str | None = None,
        ticket_type_id: str | None = None,
        assigned_to_user_id: str | None = None,
        assigned_to: str | None = None,
        assigned_to_team_id: str | None = None,
        assigned_team_id: str | None = None,
        requester_id: str | None = None,
        company_id: str | None = None,
        tags: str | None = None,
        source: str | None = None,
        visibility: str | None = None,
        external_source: str | None = None,
        external_ticket_id: str | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        updated_after: str | None = None,
        updated_before: str | None = None,
        search: str | None = None,
        filter: str | None = None,
        custom_fields: dict[str, str] | None = None,
        sort: str | None = None,
        sort_by: str | None = None,
        sort_order: str | None = None,
        envelope: str | None = None,
        page: int | None = None,
        page_size: int | None = None,
    ) -> models.TicketPage:
        """List a contact's tickets With the filters and orders of the list of tickets; `nextCursor` leads on. Answers a
        page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            f"/api/contacts/{quote(str(id), safe='')}/tickets",
            models.TicketPage,
            query={
                "cursor": cursor,
                "status": status,
                "exactStatus": exact_status,
                "state": state,
                "priority": priority,
                "category": category,
                "categoryId": category_id,
                "typeId": type_id,
                "ticketTypeId": ticket_type_id,
                "assignedToUserId": assigned_to_user_id,
                "assignedTo": assigned_to,
                "assignedToTeamId": assigned_to_team_id,
                "assignedTeamId": assigned_team_id,
                "requesterId": requester_id,
                "companyId": company_id,
                "tags": tags,
                "source": source,
                "visibility": visibility,
                "externalSource": external_source,
                "externalTicketId": external_ticket_id,
                "createdAfter": created_after,
                "createdBefore": created_before,
                "updatedAfter": updated_after,
                "updatedBefore": updated_before,
                "search": search,
                "filter": filter,
                "customFields": custom_fields,
                "sort": sort,
                "sortBy": sort_by,
                "sortOrder": sort_order,
                "envelope": envelope,
                "page": page,
                "pageSize": page_size,
            },
        )

    def tickets_list_all(
        self,
        id: str | int,
        *,
        status: str | None = None,
        exact_status: str | None = None,
        state: str | None = None,
        priority: str | None = None,
        category: str | None = None,
        category_id: str | None = None,
        type_id: str | None = None,
        ticket_type_id: str | None = None,
        assigned_to_user_id: str | None = None,
        assigned_to: str | None = None,
        assigned_to_team_id: str | None = None,
        assigned_team_id: str | None = None,
        requester_id: str | None = None,
        company_id: str | None = None,
        tags: str | None = None,
        source: str | None = None,
        visibility: str | None = None,
        external_source: str | None = None,
        external_ticket_id: str | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        updated_after: str | None = None,
        updated_before: str | None = None,
        search: str | None = None,
        filter: str | None = None,
        custom_fields: dict[str, str] | None = None,
        sort: str | None = None,
        sort_by: str | None = None,
        sort_order: str | None = None,
        envelope: str | None = None,
        page_size: int | None = None,
    ) -> Iterator[models.TicketShape]:
        """List a contact's tickets With the filters and orders of the list of tickets; `nextCursor` leads on. Answers a
        page; the Link header leads to the next."""
        for page in self._transport.pages(
            f"/api/contacts/{quote(str(id), safe='')}/tickets",
            models.TicketPage,
            query={
                "status": status,
                "exactStatus": exact_status,
                "state": state,
                "priority": priority,
                "category": category,
                "categoryId": category_id,
                "typeId": type_id,
                "ticketTypeId": ticket_type_id,
                "assignedToUserId": assigned_to_user_id,
                "assignedTo": assigned_to,
                "assignedToTeamId": assigned_to_team_id,
                "assignedTeamId": assigned_team_id,
                "requesterId": requester_id,
                "companyId": company_id,
                "tags": tags,
                "source": source,
                "visibility": visibility,
                "externalSource": external_source,
                "externalTicketId": external_ticket_id,
                "createdAfter": created_after,
                "createdBefore": created_before,
                "updatedAfter": updated_after,
                "updatedBefore": updated_before,
                "search": search,
                "filter": filter,
                "customFields": custom_fields,
                "sort": sort,
                "sortBy": sort_by,
                "sortOrder": sort_order,
                "envelope": envelope,
                "pageSize": page_size,
            },
        ):
            yield from page.tickets or ()


class CustomFieldsCalls:
    """/api/custom-fields."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None) -> models.FieldPage:
        """List custom fields in their order, inactive ones too Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET", "/api/custom-fields", models.FieldPage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def list_all(self, *, page_size: int | None = None) -> Iterator[models.FieldShape]:
        """List custom fields in their order, inactive ones too Answers a page; the Link header leads to the next."""
        for page in self._transport.pages("/api/custom-fields", models.FieldPage, query={"pageSize": page_size}):
            yield from page.custom_fields or ()

    def create(
        self,
        *,
        help: str | UnsetType = UNSET,
        section: str | UnsetType = UNSET,
        choices: builtins.list[str] | UnsetType = UNSET,
        rules: models.Rules | UnsetType = UNSET,
        is_required: bool | UnsetType = UNSET,
        is_for_all_types: bool | UnsetType = UNSET,
        is_public: bool | UnsetType = UNSET,
        is_active: bool | UnsetType = UNSET,
        sort_order: int | UnsetType = UNSET,
        name: str,
        kind: models.FieldKind | UnsetType = UNSET,
        key: str = "",
    ) -> models.FieldShape:
        """Make a custom field Its key is made from the name (`Order number` becomes orderNumber). What tickets hold
        under that key already is taken over in the background, as far as it fits the kind. Send an Idempotency-Key to
        be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            "/api/custom-fields",
            models.FieldShape,
            body={
                "help": help,
                "section": section,
                "choices": choices,
                "rules": rules,
                "isRequired": is_required,
                "isForAllTypes": is_for_all_types,
                "isPublic": is_public,
                "isActive": is_active,
                "sortOrder": sort_order,
                "name": name,
                "kind": kind,
            },
            key=key,
        )

    def read(self, field: str | int) -> models.FieldShape:
        """Read a custom field The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/custom-fields/{quote(str(field), safe='')}", models.FieldShape)

    def change(
        self,
        field: str | int,
        *,
        help: str | UnsetType = UNSET,
        section: str | UnsetType = UNSET,
        choices: builtins.list[str] | UnsetType = UNSET,
        rules: models.Rules | UnsetType = UNSET,
        is_required: bool | UnsetType = UNSET,
        is_for_all_types: bool | UnsetType = UNSET,
        is_public: bool | UnsetType = UNSET,
        is_active: bool | UnsetType = UNSET,
        sort_order: int | UnsetType = UNSET,
        name: str | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.FieldShape:
        """Change a custom field; values that tickets have stay, also those that new rules would refuse Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/custom-fields/{quote(str(field), safe='')}",
            models.FieldShape,
            body={
                "help": help,
                "section": section,
                "choices": choices,
                "rules": rules,
                "isRequired": is_required,
                "isForAllTypes": is_for_all_types,
                "isPublic": is_public,
                "isActive": is_active,
                "sortOrder": sort_order,
                "name": name,
            },
            if_match=if_match,
            key=key,
        )

    def delete(self, field: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete a custom field that no ticket has a value of; others are refused: make them inactive Send an
        Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/custom-fields/{quote(str(field), safe='')}", if_match=if_match, key=key)


class FilesCalls:
    """/api/files."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None) -> models.UploadPage:
        """List the token's waiting files They are kept for a day; those that a comment took are its attachments. Answers
        a page; the Link header leads to the next."""
        return self._transport.call(
            "GET", "/api/files", models.UploadPage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def list_all(self, *, page_size: int | None = None) -> Iterator[models.UploadShape]:
        """List the token's waiting files They are kept for a day; those that a comment took are its attachments. Answers
        a page; the Link header leads to the next."""
        for page in self._transport.pages("/api/files", models.UploadPage, query={"pageSize": page_size}):
            yield from page.files or ()

    def create(self, *, file: Upload, key: str = "") -> models.UploadShape:
        """Upload a file for a comment to come Send a form (multipart/form-data) with one part called `file`, at most 30
        MB. Programs are refused. Then name the answer's id in the `files` of a comment, within a day. Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call("POST", "/api/files", models.UploadShape, body={}, uploads={"file": [file]}, key=key)

    def read(self, id: str | int) -> models.UploadShape:
        """Read what is known of a waiting file With a fresh link to its content. The answer's ETag is good for If-None-
        Match and If-Match."""
        return self._transport.call("GET", f"/api/files/{quote(str(id), safe='')}", models.UploadShape)

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete a waiting file Files of a message are deleted as attachments. Send an Idempotency-Key to be able to
        repeat the request safely."""
        self._transport.send("DELETE", f"/api/files/{quote(str(id), safe='')}", if_match=if_match, key=key)


class InvitationsCalls:
    """/api/invitations."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self,
        *,
        page: int | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
        state: models.State | None = None,
    ) -> models.InvitationPage:
        """List invitations The newest first. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            "/api/invitations",
            models.InvitationPage,
            query={"page": page, "pageSize": page_size, "cursor": cursor, "state": state},
        )

    def list_all(
        self, *, page_size: int | None = None, state: models.State | None = None
    ) -> Iterator[models.InvitationShape]:
        """List invitations The newest first. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages(
            "/api/invitations", models.InvitationPage, query={"pageSize": page_size, "state": state}
        ):
            yield from page.invitations or ()

    def create(
        self,
        *,
        email: str,
        name: str | UnsetType = UNSET,
        role: str | UnsetType = UNSET,
        role_id: int | None | UnsetType = UNSET,
        key: str = "",
    ) -> models.InvitationShape:
        """Invite somebody by mail The link works once, for seven days. Nobody gives a role beyond their own. Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            "/api/invitations",
            models.InvitationShape,
            body={"email": email, "name": name, "role": role, "roleId": role_id},
            key=key,
        )

    def read(self, id: str | int) -> models.InvitationShape:
        """Read an invitation What became of it, and until when its link works. The answer's ETag is good for If-None-
        Match and If-Match."""
        return self._transport.call("GET", f"/api/invitations/{quote(str(id), safe='')}", models.InvitationShape)

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Revoke an invitation Its link stops working at once. One that was accepted or revoked is refused with 409.
        Send an Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/invitations/{quote(str(id), safe='')}", if_match=if_match, key=key)

    def send_again(self, id: str | int, *, key: str = "") -> models.InvitationShape:
        """Send an invitation again With a new link, good for seven days; the one sent before stops working. Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST", f"/api/invitations/{quote(str(id), safe='')}/send-again", models.InvitationShape, key=key
        )


class LabelsCalls:
    """/api/labels."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None) -> models.LabelPage:
        """List labels by name Each with the number of tickets that carry it. Answers a page; the Link header leads to
        the next."""
        return self._transport.call(
            "GET", "/api/labels", models.LabelPage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def list_all(self, *, page_size: int | None = None) -> Iterator[models.LabelShape]:
        """List labels by name Each with the number of tickets that carry it. Answers a page; the Link header leads to
        the next."""
        for page in self._transport.pages("/api/labels", models.LabelPage, query={"pageSize": page_size}):
            yield from page.labels or ()

    def create(self, *, name: str, hue: int | None | UnsetType = UNSET, key: str = "") -> models.LabelShape:
        """Make a label Names are unique in any case; a ticket's `tags` may make labels too. Send an Idempotency-Key to
        be able to repeat the request safely."""
        return self._transport.call("POST", "/api/labels", models.LabelShape, body={"name": name, "hue": hue}, key=key)

    def read(self, id: str | int) -> models.LabelShape:
        """Read a label The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/labels/{quote(str(id), safe='')}", models.LabelShape)

    def change(
        self,
        id: str | int,
        *,
        name: str | UnsetType = UNSET,
        hue: int | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.LabelShape:
        """Rename or recolour a label Its tickets keep it, under the new name. Send an Idempotency-Key to be able to
        repeat the request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/labels/{quote(str(id), safe='')}",
            models.LabelShape,
            body={"name": name, "hue": hue},
            if_match=if_match,
            key=key,
        )

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete a label It is taken away from all tickets; the tickets stay. Send an Idempotency-Key to be able to
        repeat the request safely."""
        self._transport.send("DELETE", f"/api/labels/{quote(str(id), safe='')}", if_match=if_match, key=key)


class LifecyclesCalls:
    """/api/lifecycles."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None
    ) -> models.LifecyclePage:
        """List lifecycles by name Where none is the default, tickets whose type names none may take every status that is
        not hidden. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET", "/api/lifecycles", models.LifecyclePage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def list_all(self, *, page_size: int | None = None) -> Iterator[models.LifecycleShape]:
        """List lifecycles by name Where none is the default, tickets whose type names none may take every status that is
        not hidden. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages("/api/lifecycles", models.LifecyclePage, query={"pageSize": page_size}):
            yield from page.lifecycles or ()

    def create(
        self,
        *,
        name: str | UnsetType = UNSET,
        statuses: builtins.list[models.StatusOf] | UnsetType = UNSET,
        moves: dict[str, builtins.list[str]] | UnsetType = UNSET,
        wakes_to_in_progress: bool | UnsetType = UNSET,
        closed_mail: Any | None | UnsetType = UNSET,
        is_default: bool | UnsetType = UNSET,
        preset: str | UnsetType = UNSET,
        key: str = "",
    ) -> models.LifecycleShape:
        """Install a preset, or make a lifecycle With `preset`, what else is given replaces what the preset says.
        Without, `name` and `statuses` are needed. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            "/api/lifecycles",
            models.LifecycleShape,
            body={
                "name": name,
                "statuses": statuses,
                "moves": moves,
                "wakesToInProgress": wakes_to_in_progress,
                "closedMail": closed_mail,
                "isDefault": is_default,
                "preset": preset,
            },
            key=key,
        )

    def read(self, id: str | int) -> models.LifecycleShape:
        """Read a lifecycle The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/lifecycles/{quote(str(id), safe='')}", models.LifecycleShape)

    def change(
        self,
        id: str | int,
        *,
        name: str | UnsetType = UNSET,
        statuses: builtins.list[models.StatusOf] | UnsetType = UNSET,
        moves: dict[str, builtins.list[str]] | UnsetType = UNSET,
        wakes_to_in_progress: bool | UnsetType = UNSET,
        closed_mail: Any | None | UnsetType = UNSET,
        is_default: bool | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.LifecycleShape:
        """Change a lifecycle Tickets in a status that is taken out keep it and may leave it to any that the lifecycle
        has. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/lifecycles/{quote(str(id), safe='')}",
            models.LifecycleShape,
            body={
                "name": name,
                "statuses": statuses,
                "moves": moves,
                "wakesToInProgress": wakes_to_in_progress,
                "closedMail": closed_mail,
                "isDefault": is_default,
            },
            if_match=if_match,
            key=key,
        )

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete a lifecycle Refused with 409 while types use it or it is the default. Send an Idempotency-Key to be
        able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/lifecycles/{quote(str(id), safe='')}", if_match=if_match, key=key)


class MailCalls:
    """/api/mail."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def days_read(self, *, days: int | None = None, mailbox_id: int | None = None) -> models.LedgerDays:
        """Count the messages of the last days by what became of them Each message is counted on the day it came, in
        exactly one column. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call(
            "GET", "/api/mail/days", models.LedgerDays, query={"days": days, "mailboxId": mailbox_id}
        )

    def ledger_list(
        self,
        *,
        page: int | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
        state: str | None = None,
        mailbox_id: int | None = None,
        search: str | None = None,
    ) -> models.LedgerPage:
        """List the messages that came, newest first, each with the reason for where it is Answers a page; the Link
        header leads to the next."""
        return self._transport.call(
            "GET",
            "/api/mail/ledger",
            models.LedgerPage,
            query={
                "page": page,
                "pageSize": page_size,
                "cursor": cursor,
                "state": state,
                "mailboxId": mailbox_id,
                "search": search,
            },
        )

    def ledger_list_all(
        self,
        *,
        page_size: int | None = None,
        state: str | None = None,
        mailbox_id: int | None = None,
        search: str | None = None,
    ) -> Iterator[models.LedgerMail]:
        """List the messages that came, newest first, each with the reason for where it is Answers a page; the Link
        header leads to the next."""
        for page in self._transport.pages(
            "/api/mail/ledger",
            models.LedgerPage,
            query={"pageSize": page_size, "state": state, "mailboxId": mailbox_id, "search": search},
        ):
            yield from page.mails or ()

    def ledger_read(self, id: str | int) -> models.LedgerMessage:
        """Read what is known of a message that came: its envelope, what was checked, and why it is where it is The
        answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/mail/ledger/{quote(str(id), safe='')}", models.LedgerMessage)

    def ledger_retry(self, id: str | int, *, key: str = "") -> None:
        """Read a quarantined message once more, or take an ignored one as a message, whatever it looks like Of a
        provider's post that nobody understood the messages in it are taken. 409 for one that has been applied, waits,
        or is a copy, and `still_unread` for a post that still cannot be read. Send an Idempotency-Key to be able to
        repeat the request safely."""
        self._transport.send("POST", f"/api/mail/ledger/{quote(str(id), safe='')}/retry", key=key)

    def mailboxes_read(
        self,
    ) -> models.MailboxList:
        """Show how the mailboxes are doing, and that their accounts balance The answer's ETag is good for If-None-Match
        and If-Match."""
        return self._transport.call("GET", "/api/mail/mailboxes", models.MailboxList)

    def outbox_list(
        self,
        *,
        page: int | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
        state: str | None = None,
        mailbox_id: int | None = None,
        search: str | None = None,
    ) -> models.OutboxPage:
        """List the recipients of all mail that shall leave or has left, newest first, each with what is known Answers a
        page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            "/api/mail/outbox",
            models.OutboxPage,
            query={
                "page": page,
                "pageSize": page_size,
                "cursor": cursor,
                "state": state,
                "mailboxId": mailbox_id,
                "search": search,
            },
        )

    def outbox_list_all(
        self,
        *,
        page_size: int | None = None,
        state: str | None = None,
        mailbox_id: int | None = None,
        search: str | None = None,
    ) -> Iterator[models.OutgoingRecipient]:
        """List the recipients of all mail that shall leave or has left, newest first, each with what is known Answers a
        page; the Link header leads to the next."""
        for page in self._transport.pages(
            "/api/mail/outbox",
            models.OutboxPage,
            query={"pageSize": page_size, "state": state, "mailboxId": mailbox_id, "search": search},
        ):
            yield from page.recipients or ()

    def outbox_cancel(self, id: str | int, *, key: str = "") -> models.Cancelled:
        """Call a mail back, for all its recipients for whom it still waits 409 `mail_left` when it waits for nobody any
        more. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call("POST", f"/api/mail/outbox/{quote(str(id), safe='')}/cancel", models.Cancelled, key=key)

    def outbox_send_again(
        self, id: str | int, *, address: str | UnsetType = UNSET, key: str = ""
    ) -> models.OutgoingRecipient:
        """Send any mail once more to somebody whom it did not, or perhaps did not, reach The same bytes under the same
        Message-ID; with `address` they go there instead, and that recipient is answered. 409 `not_again` for what
        waits, was accepted, or would go to a suspended address. Send an Idempotency-Key to be able to repeat the
        request safely."""
        return self._transport.call(
            "POST",
            f"/api/mail/outbox/{quote(str(id), safe='')}/send-again",
            models.OutgoingRecipient,
            body={"address": address},
            key=key,
        )

    def review_list(
        self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None
    ) -> models.WaitingPage:
        """List the mails of unknown senders that wait for a decision, newest first Answers a page; the Link header leads
        to the next."""
        return self._transport.call(
            "GET", "/api/mail/review", models.WaitingPage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def review_list_all(self, *, page_size: int | None = None) -> Iterator[models.WaitingMail]:
        """List the mails of unknown senders that wait for a decision, newest first Answers a page; the Link header leads
        to the next."""
        for page in self._transport.pages("/api/mail/review", models.WaitingPage, query={"pageSize": page_size}):
            yield from page.mails or ()

    def review_accept(self, id: str | int, *, always: bool | UnsetType = UNSET, key: str = "") -> models.Accepted:
        """Accept an unknown sender: they become a contact, and what waits of theirs becomes tickets 409 when somebody
        has decided already; 422 for `always` where anybody can have an address at the domain. Send an Idempotency-Key
        to be able to repeat the request safely."""
        return self._transport.call(
            "POST", f"/api/mail/review/{quote(str(id), safe='')}/accept", models.Accepted, body={"always": always}, key=key
        )

    def review_dismiss(self, id: str | int, *, key: str = "") -> None:
        """Dismiss a waiting mail: it stays in the ledger, nobody is told. 409 when somebody has decided already Send an
        Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("POST", f"/api/mail/review/{quote(str(id), safe='')}/dismiss", key=key)


class MailTextsCalls:
    """/api/mail-texts."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self,
    ) -> models.MailTexts:
        """List what automatic mails say Name and subject of a sender whose address is not proven stay out of them,
        whatever the words say. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", "/api/mail-texts", models.MailTexts)

    def read(self, kind: str | int, *, mailbox: str | None = None, language: str | None = None) -> models.MailText:
        """Read what a mail says, for a mailbox and a language Where nothing was written for them: what is said there all
        the same, in the end what came with Usher. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call(
            "GET",
            f"/api/mail-texts/{quote(str(kind), safe='')}",
            models.MailText,
            query={"mailbox": mailbox, "language": language},
        )

    def set(
        self,
        kind: str | int,
        *,
        mailbox: str | None = None,
        language: str | None = None,
        subject: str,
        text: str,
        if_match: str = "",
        key: str = "",
    ) -> models.MailText:
        """Write what a mail says, for a mailbox and a language or for all Placeholders are values of a fixed list,
        nothing is computed; 422 names one that there is not. Send an Idempotency-Key to be able to repeat the request
        safely."""
        return self._transport.call(
            "PUT",
            f"/api/mail-texts/{quote(str(kind), safe='')}",
            models.MailText,
            query={"mailbox": mailbox, "language": language},
            body={"subject": subject, "text": text},
            if_match=if_match,
            key=key,
        )

    def delete(
        self, kind: str | int, *, mailbox: str | None = None, language: str | None = None, if_match: str = "", key: str = ""
    ) -> None:
        """Go back to what would be said without these words. 404 when there are none Send an Idempotency-Key to be able
        to repeat the request safely."""
        self._transport.send(
            "DELETE",
            f"/api/mail-texts/{quote(str(kind), safe='')}",
            query={"mailbox": mailbox, "language": language},
            if_match=if_match,
            key=key,
        )


class MailboxesCalls:
    """/api/mailboxes."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None
    ) -> models.MailboxPage:
        """List mailboxes By address, with all settings but the secrets. How they are doing is told by
        /api/mail/mailboxes. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET", "/api/mailboxes", models.MailboxPage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def list_all(self, *, page_size: int | None = None) -> Iterator[models.MailboxShape]:
        """List mailboxes By address, with all settings but the secrets. How they are doing is told by
        /api/mail/mailboxes. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages("/api/mailboxes", models.MailboxPage, query={"pageSize": page_size}):
            yield from page.mailboxes or ()

    def create(
        self,
        *,
        address: str,
        name: str | UnsetType = UNSET,
        takes_details: bool | UnsetType = UNSET,
        imap_host: str | UnsetType = UNSET,
        imap_port: int | UnsetType = UNSET,
        imap_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET,
        imap_user: str | UnsetType = UNSET,
        imap_password: str | UnsetType = UNSET,
        imap_folder: str | UnsetType = UNSET,
        start_at: datetime | None | UnsetType = UNSET,
        smtp_host: str | UnsetType = UNSET,
        smtp_port: int | UnsetType = UNSET,
        smtp_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET,
        smtp_user: str | UnsetType = UNSET,
        smtp_password: str | UnsetType = UNSET,
        sign_in: Literal["google", "microsoft", "password"] | UnsetType = UNSET,
        oauth_client_id: str | UnsetType = UNSET,
        oauth_client_secret: str | UnsetType = UNSET,
        oauth_tenant: str | UnsetType = UNSET,
        unknown_senders: Literal["create", "known_domains", "review"] | UnsetType = UNSET,
        welcome_domains: builtins.list[str] | UnsetType = UNSET,
        trusted_authserv_id: str | UnsetType = UNSET,
        believes_member_addresses: bool | UnsetType = UNSET,
        undo_seconds: int | UnsetType = UNSET,
        marks_replies: bool | UnsetType = UNSET,
        quoting: Literal["all", "last", "none"] | UnsetType = UNSET,
        signature_html: str | UnsetType = UNSET,
        webhook_provider: str | UnsetType = UNSET,
        webhook_secret: str | UnsetType = UNSET,
        key: str = "",
    ) -> models.MailboxShape:
        """Add a mailbox It is read within seconds. Mail that lay there before stays untouched unless `startAt` says
        otherwise. Where Google or Microsoft sign in, a person connects it afterwards, in Settings → Mailboxes. 422
        names every wrong field. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            "/api/mailboxes",
            models.MailboxShape,
            body={
                "address": address,
                "name": name,
                "takesDetails": takes_details,
                "imapHost": imap_host,
                "imapPort": imap_port,
                "imapEncryption": imap_encryption,
                "imapUser": imap_user,
                "imapPassword": imap_password,
                "imapFolder": imap_folder,
                "startAt": start_at,
                "smtpHost": smtp_host,
                "smtpPort": smtp_port,
                "smtpEncryption": smtp_encryption,
                "smtpUser": smtp_user,
                "smtpPassword": smtp_password,
                "signIn": sign_in,
                "oauthClientId": oauth_client_id,
                "oauthClientSecret": oauth_client_secret,
                "oauthTenant": oauth_tenant,
                "unknownSenders": unknown_senders,
                "welcomeDomains": welcome_domains,
                "trustedAuthservId": trusted_authserv_id,
                "believesMemberAddresses": believes_member_addresses,
                "undoSeconds": undo_seconds,
                "marksReplies": marks_replies,
                "quoting": quoting,
                "signatureHtml": signature_html,
                "webhookProvider": webhook_provider,
                "webhookSecret": webhook_secret,
            },
            key=key,
        )

    def test_settings(
        self,
        *,
        address: str,
        name: str | UnsetType = UNSET,
        takes_details: bool | UnsetType = UNSET,
        imap_host: str | UnsetType = UNSET,
        imap_port: int | UnsetType = UNSET,
        imap_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET,
        imap_user: str | UnsetType = UNSET,
        imap_password: str | UnsetType = UNSET,
        imap_folder: str | UnsetType = UNSET,
        start_at: datetime | None | UnsetType = UNSET,
        smtp_host: str | UnsetType = UNSET,
        smtp_port: int | UnsetType = UNSET,
        smtp_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET,
        smtp_user: str | UnsetType = UNSET,
        smtp_password: str | UnsetType = UNSET,
        sign_in: Literal["google", "microsoft", "password"] | UnsetType = UNSET,
        oauth_client_id: str | UnsetType = UNSET,
        oauth_client_secret: str | UnsetType = UNSET,
        oauth_tenant: str | UnsetType = UNSET,
        unknown_senders: Literal["create", "known_domains", "review"] | UnsetType = UNSET,
        welcome_domains: builtins.list[str] | UnsetType = UNSET,
        trusted_authserv_id: str | UnsetType = UNSET,
        believes_member_addresses: bool | UnsetType = UNSET,
        undo_seconds: int | UnsetType = UNSET,
        marks_replies: bool | UnsetType = UNSET,
        quoting: Literal["all", "last", "none"] | UnsetType = UNSET,
        signature_html: str | UnsetType = UNSET,
        webhook_provider: str | UnsetType = UNSET,
        webhook_secret: str | UnsetType = UNSET,
        key: str = "",
    ) -> models.MailboxReport:
        """Test the connections of a mailbox that is not there yet Signs in at both servers and opens the folder, 10
        seconds at most for each step; nothing is saved, sent or changed. Answers 200 also when they do not work, and
        says what fails. Its answer is not kept: it takes no Idempotency-Key."""
        return self._transport.call(
            "POST",
            "/api/mailboxes/test-settings",
            models.MailboxReport,
            body={
                "address": address,
                "name": name,
                "takesDetails": takes_details,
                "imapHost": imap_host,
                "imapPort": imap_port,
                "imapEncryption": imap_encryption,
                "imapUser": imap_user,
                "imapPassword": imap_password,
                "imapFolder": imap_folder,
                "startAt": start_at,
                "smtpHost": smtp_host,
                "smtpPort": smtp_port,
                "smtpEncryption": smtp_encryption,
                "smtpUser": smtp_user,
                "smtpPassword": smtp_password,
                "signIn": sign_in,
                "oauthClientId": oauth_client_id,
                "oauthClientSecret": oauth_client_secret,
                "oauthTenant": oauth_tenant,
                "unknownSenders": unknown_senders,
                "welcomeDomains": welcome_domains,
                "trustedAuthservId": trusted_authserv_id,
                "believesMemberAddresses": believes_member_addresses,
                "undoSeconds": undo_seconds,
                "marksReplies": marks_replies,
                "quoting": quoting,
                "signatureHtml": signature_html,
                "webhookProvider": webhook_provider,
                "webhookSecret": webhook_secret,
            },
            key=key,
        )

    def read(self, id: str | int) -> models.MailboxShape:
        """Read a mailbox All settings but the secrets. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/mailboxes/{quote(str(id), safe='')}", models.MailboxShape)

    def change(
        self,
        id: str | int,
        *,
        address: str | UnsetType = UNSET,
        name: str | UnsetType = UNSET,
        takes_details: bool | UnsetType = UNSET,
        imap_host: str | UnsetType = UNSET,
        imap_port: int | UnsetType = UNSET,
        imap_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET,
        imap_user: str | UnsetType = UNSET,
        imap_password: str | UnsetType = UNSET,
        imap_folder: str | UnsetType = UNSET,
        start_at: datetime | None | UnsetType = UNSET,
        smtp_host: str | UnsetType = UNSET,
        smtp_port: int | UnsetType = UNSET,
        smtp_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET,
        smtp_user: str | UnsetType = UNSET,
        smtp_password: str | UnsetType = UNSET,
        sign_in: Literal["google", "microsoft", "password"] | UnsetType = UNSET,
        oauth_client_id: str | UnsetType = UNSET,
        oauth_client_secret: str | UnsetType = UNSET,
        oauth_tenant: str | UnsetType = UNSET,
        unknown_senders: Literal["create", "known_domains", "review"] | UnsetType = UNSET,
        welcome_domains: builtins.list[str] | UnsetType = UNSET,
        trusted_authserv_id: str | UnsetType = UNSET,
        believes_member_addresses: bool | UnsetType = UNSET,
        undo_seconds: int | UnsetType = UNSET,
        marks_replies: bool | UnsetType = UNSET,
        quoting: Literal["all", "last", "none"] | UnsetType = UNSET,
        signature_html: str | UnsetType = UNSET,
        webhook_provider: str | UnsetType = UNSET,
        webhook_secret: str | UnsetType = UNSET,
        is_active: bool | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.MailboxShape:
        """Change a mailbox, pause it or let it go on With another server, user, folder or start all is looked at again;
        nothing comes twice. Another server wants the password again, another account with Google or Microsoft wants
        to be connected again. Paused, nothing is fetched, taken or sent; mail waits. Mailboxes are never deleted, for
        their ledger stays. 409 `address_taken` for going on with an address that another organization has by now.
        Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/mailboxes/{quote(str(id), safe='')}",
            models.MailboxShape,
            body={
                "address": address,
                "name": name,
                "takesDetails": takes_details,
                "imapHost": imap_host,
                "imapPort": imap_port,
                "imapEncryption": imap_encryption,
                "imapUser": imap_user,
                "imapPassword": imap_password,
                "imapFolder": imap_folder,
                "startAt": start_at,
                "smtpHost": smtp_host,
                "smtpPort": smtp_port,
                "smtpEncryption": smtp_encryption,
                "smtpUser": smtp_user,
                "smtpPassword": smtp_password,
                "signIn": sign_in,
                "oauthClientId": oauth_client_id,
                "oauthClientSecret": oauth_client_secret,
                "oauthTenant": oauth_tenant,
                "unknownSenders": unknown_senders,
                "welcomeDomains": welcome_domains,
                "trustedAuthservId": trusted_authserv_id,
                "believesMemberAddresses": believes_member_addresses,
                "undoSeconds": undo_seconds,
                "marksReplies": marks_replies,
                "quoting": quoting,
                "signatureHtml": signature_html,
                "webhookProvider": webhook_provider,
                "webhookSecret": webhook_secret,
                "isActive": is_active,
            },
            if_match=if_match,
            key=key,
        )

    def connection_delete(self, id: str | int, *, key: str = "") -> None:
        """Take a mailbox off its provider Its tokens are forgotten: nothing is fetched or sent until a person connects
        it again, in a browser. Send an Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/mailboxes/{quote(str(id), safe='')}/connection", key=key)

    def recount(self, id: str | int, *, key: str = "") -> None:
        """Compare a mailbox with its server once more Within a minute; what the ledger lacks is taken, nothing comes
        twice. 409 `not_fetched` where nothing is fetched. Send an Idempotency-Key to be able to repeat the request
        safely."""
        self._transport.send("POST", f"/api/mailboxes/{quote(str(id), safe='')}/recount", key=key)

    def signing_read(self, id: str | int) -> models.Signing:
        """Read how a mailbox signs Whether it does, and the TXT records to publish; never the keys. The answer's ETag is
        good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/mailboxes/{quote(str(id), safe='')}/signing", models.Signing)

    def signing_set(self, id: str | int, *, if_match: str = "", key: str = "") -> models.Signing:
        """Begin to sign without asking DNS For those who know that the record is there: where it is not, receivers may
        take the mail for forged. 409 `no_signing_key` without a key. Send an Idempotency-Key to be able to repeat the
        request safely."""
        return self._transport.call(
            "PUT", f"/api/mailboxes/{quote(str(id), safe='')}/signing", models.Signing, if_match=if_match, key=key
        )

    def signing_delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Sign nothing any more The key stays, and signing can begin again. Send an Idempotency-Key to be able to repeat
        the request safely."""
        self._transport.send("DELETE", f"/api/mailboxes/{quote(str(id), safe='')}/signing", if_match=if_match, key=key)

    def signing_check(self, id: str | int, *, key: str = "") -> models.SigningChecked:
        """Ask DNS for the records, and begin to sign when that of the RSA key is right With the Ed25519 key too when its
        record is there. It may take ten seconds. 409 `no_signing_key` without a key. Its answer is not kept: it takes
        no Idempotency-Key."""
        return self._transport.call(
            "POST", f"/api/mailboxes/{quote(str(id), safe='')}/signing/check", models.SigningChecked, key=key
        )

    def signing_key(self, id: str | int, *, key: str = "") -> models.Signing:
        """Make new keys RSA and Ed25519, under a new name; nothing is signed until the record of the first is published
        and checked. Leave the old records in place for a week, so that mail on its way can be verified. Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call("POST", f"/api/mailboxes/{quote(str(id), safe='')}/signing/key", models.Signing, key=key)

    def test(
        self,
        id: str | int,
        *,
        address: str | UnsetType = UNSET,
        name: str | UnsetType = UNSET,
        takes_details: bool | UnsetType = UNSET,
        imap_host: str | UnsetType = UNSET,
        imap_port: int | UnsetType = UNSET,
        imap_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET,
        imap_user: str | UnsetType = UNSET,
        imap_password: str | UnsetType = UNSET,
        imap_folder: str | UnsetType = UNSET,
        start_at: datetime | None | UnsetType = UNSET,
        smtp_host: str | UnsetType = UNSET,
        smtp_port: int | UnsetType = UNSET,
        smtp_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET,
        smtp_user: str | UnsetType = UNSET,
        smtp_password: str | UnsetType = UNSET,
        sign_in: Literal["google", "microsoft", "password"] | UnsetType = UNSET,
        oauth_client_id: str | UnsetType = UNSET,
        oauth_client_secret: str | UnsetType = UNSET,
        oauth_tenant: str | UnsetType = UNSET,
        unknown_senders: Literal["create", "known_domains", "review"] | UnsetType = UNSET,
        welcome_domains: builtins.list[str] | UnsetType = UNSET,
        trusted_authserv_id: str | UnsetType = UNSET,
        believes_member_addresses: bool | UnsetType = UNSET,
        undo_seconds: int | UnsetType = UNSET,
        marks_replies: bool | UnsetType = UNSET,
        quoting: Literal["all", "last", "none"] | UnsetType = UNSET,
        signature_html: str | UnsetType = UNSET,
        webhook_provider: str | UnsetType = UNSET,
        webhook_secret: str | UnsetType = UNSET,
        key: str = "",
    ) -> models.MailboxReport:
        """Test the connections of a mailbox With its settings, and those of the body instead where there are any;
        nothing is saved, sent or changed. Answers 200 also when they do not work, and says what fails. Its answer is
        not kept: it takes no Idempotency-Key."""
        return self._transport.call(
            "POST",
            f"/api/mailboxes/{quote(str(id), safe='')}/test",
            models.MailboxReport,
            body={
                "address": address,
                "name": name,
                "takesDetails": takes_details,
                "imapHost": imap_host,
                "imapPort": imap_port,
                "imapEncryption": imap_encryption,
                "imapUser": imap_user,
                "imapPassword": imap_password,
                "imapFolder": imap_folder,
                "startAt": start_at,
                "smtpHost": smtp_host,
                "smtpPort": smtp_port,
                "smtpEncryption": smtp_encryption,
                "smtpUser": smtp_user,
                "smtpPassword": smtp_password,
                "signIn": sign_in,
                "oauthClientId": oauth_client_id,
                "oauthClientSecret": oauth_client_secret,
                "oauthTenant": oauth_tenant,
                "unknownSenders": unknown_senders,
                "welcomeDomains": welcome_domains,
                "trustedAuthservId": trusted_authserv_id,
                "believesMemberAddresses": believes_member_addresses,
                "undoSeconds": undo_seconds,
                "marksReplies": marks_replies,
                "quoting": quoting,
                "signatureHtml": signature_html,
                "webhookProvider": webhook_provider,
                "webhookSecret": webhook_secret,
            },
            key=key,
        )

    def webhook_address(self, id: str | int, *, key: str = "") -> models.WebhookAddress:
        """Make a new address for a provider to post to It is in this answer only. The one that there was is worth
        nothing from now on. Its answer is not kept: it takes no Idempotency-Key."""
        return self._transport.call(
            "POST", f"/api/mailboxes/{quote(str(id), safe='')}/webhook-address", models.WebhookAddress, key=key
        )


class MeCalls:
    """/api/me."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(
        self,
    ) -> models.MeShape:
        """Read who is calling The token, its organization, the member who made it, and what it may at present. The
        answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", "/api/me", models.MeShape)

    def change(
        self,
        *,
        name: str | UnsetType = UNSET,
        signature: str | UnsetType = UNSET,
        is_available: bool | UnsetType = UNSET,
        hears_assigned: bool | UnsetType = UNSET,
        hears_replies: bool | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.MeShape:
        """Change one's own name, signature, availability, or what one hears of by mail Of the member who made the token,
        whatever their role; a token that only reads is refused with 403, one of the organization itself with 404.
        Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            "/api/me",
            models.MeShape,
            body={
                "name": name,
                "signature": signature,
                "isAvailable": is_available,
                "hearsAssigned": hears_assigned,
                "hearsReplies": hears_replies,
            },
            if_match=if_match,
            key=key,
        )


class MembersCalls:
    """/api/members."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self,
        *,
        page: int | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
        search: str | None = None,
        is_active: bool | None = None,
        is_available: bool | None = None,
        team_id: int | None = None,
        role_id: int | None = None,
    ) -> models.MemberPage:
        """List members By name, the deactivated ones too unless `isActive` says otherwise. Answers a page; the Link
        header leads to the next."""
        return self._transport.call(
            "GET",
            "/api/members",
            models.MemberPage,
            query={
                "page": page,
                "pageSize": page_size,
                "cursor": cursor,
                "search": search,
                "isActive": is_active,
                "isAvailable": is_available,
                "teamId": team_id,
                "roleId": role_id,
            },
        )

    def list_all(
        self,
        *,
        page_size: int | None = None,
        search: str | None = None,
        is_active: bool | None = None,
        is_available: bool | None = None,
        team_id: int | None = None,
        role_id: int | None = None,
    ) -> Iterator[models.MemberShape]:
        """List members By name, the deactivated ones too unless `isActive` says otherwise. Answers a page; the Link
        header leads to the next."""
        for page in self._transport.pages(
            "/api/members",
            models.MemberPage,
            query={
                "pageSize": page_size,
                "search": search,
                "isActive": is_active,
                "isAvailable": is_available,
                "teamId": team_id,
                "roleId": role_id,
            },
        ):
            yield from page.members or ()

    def create(
        self,
        *,
        email: str,
        name: str,
        role: str | UnsetType = UNSET,
        role_id: int | None | UnsetType = UNSET,
        password: str | None | UnsetType = UNSET,
        key: str = "",
    ) -> models.MemberShape:
        """Add a member with a login of their own Somebody who has a login here already is refused with 409: invite them,
        so that they join with it. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            "/api/members",
            models.MemberShape,
            body={"email": email, "name": name, "role": role, "roleId": role_id, "password": password},
            key=key,
        )

    def read(self, id: str | int) -> models.MemberShape:
        """Read a member With role and teams. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/members/{quote(str(id), safe='')}", models.MemberShape)

    def change(
        self,
        id: str | int,
        *,
        name: str | UnsetType = UNSET,
        role: str | UnsetType = UNSET,
        role_id: int | UnsetType = UNSET,
        hourly_rate: float | None | UnsetType = UNSET,
        signature: str | UnsetType = UNSET,
        is_available: bool | UnsetType = UNSET,
        is_active: bool | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.MemberShape:
        """Change a member, or deactivate them Who is deactivated keeps their history and is out at once. The last admin
        stays, and nobody decides about a role beyond their own. Send an Idempotency-Key to be able to repeat the
        request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/members/{quote(str(id), safe='')}",
            models.MemberShape,
            body={
                "name": name,
                "role": role,
                "roleId": role_id,
                "hourlyRate": hourly_rate,
                "signature": signature,
                "isAvailable": is_available,
                "isActive": is_active,
            },
            if_match=if_match,
            key=key,
        )

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Remove a deactivated member The login stays, messages keep the name. Refused with 409 while they are active or
        have unfinished tickets. Send an Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/members/{quote(str(id), safe='')}", if_match=if_match, key=key)

    def hand_over(self, id: str | int, *, to_member_id: int | None, key: str = "") -> models.HandedOver:
        """Hand a member's unfinished tickets over To another active member or to nobody. They follow one by one, in the
        background. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/members/{quote(str(id), safe='')}/hand-over",
            models.HandedOver,
            body={"toMemberId": to_member_id},
            key=key,
        )


class OrganizationCalls:
    """/api/organization."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(
        self,
    ) -> models.OrganizationShape:
        """Read the organization and its settings Any token may: it tells a program where it is. The answer's ETag is
        good for If-None-Match and If-Match."""
        return self._transport.call("GET", "/api/organization", models.OrganizationShape)

    def change(
        self,
        *,
        name: str | UnsetType = UNSET,
        hue: int | UnsetType = UNSET,
        currency: str | UnsetType = UNSET,
        time_zone: str | UnsetType = UNSET,
        language: str | UnsetType = UNSET,
        acknowledges: bool | UnsetType = UNSET,
        reply_waits_on_screens: bool | UnsetType = UNSET,
        reply_waits_by_api: bool | UnsetType = UNSET,
        reopens_closed: bool | UnsetType = UNSET,
        closed_mail: Any | UnsetType = UNSET,
        tells_closure: bool | UnsetType = UNSET,
        new_ticket_address: str | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.OrganizationShape:
        """Change settings of the organization What is left out stays. Needs the scope manageSettings. Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            "/api/organization",
            models.OrganizationShape,
            body={
                "name": name,
                "hue": hue,
                "currency": currency,
                "timeZone": time_zone,
                "language": language,
                "acknowledges": acknowledges,
                "replyWaitsOnScreens": reply_waits_on_screens,
                "replyWaitsByApi": reply_waits_by_api,
                "reopensClosed": reopens_closed,
                "closedMail": closed_mail,
                "tellsClosure": tells_closure,
                "newTicketAddress": new_ticket_address,
            },
            if_match=if_match,
            key=key,
        )


class PrioritiesCalls:
    """/api/priorities."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(
        self,
    ) -> models.PriorityList:
        """List the priorities, the most urgent first They are the same in every organization. The answer's ETag is good
        for If-None-Match and If-Match."""
        return self._transport.call("GET", "/api/priorities", models.PriorityList)


class RolesCalls:
    """/api/roles."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None) -> models.RolePage:
        """List roles The built-in ones come first. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET", "/api/roles", models.RolePage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def list_all(self, *, page_size: int | None = None) -> Iterator[models.RoleShape]:
        """List roles The built-in ones come first. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages("/api/roles", models.RolePage, query={"pageSize": page_size}):
            yield from page.roles or ()

    def create(self, *, name: str, permissions: builtins.list[str], key: str = "") -> models.RoleShape:
        """Make a role Nobody gives what they do not have: permissions beyond those of the token are refused with 403.
        Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST", "/api/roles", models.RoleShape, body={"name": name, "permissions": permissions}, key=key
        )

    def read(self, id: str | int) -> models.RoleShape:
        """Read a role The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/roles/{quote(str(id), safe='')}", models.RoleShape)

    def change(
        self,
        id: str | int,
        *,
        name: str | UnsetType = UNSET,
        permissions: builtins.list[str] | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.RoleShape:
        """Change a role It counts at once for all who have it. The admin's permissions stay everything. Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/roles/{quote(str(id), safe='')}",
            models.RoleShape,
            body={"name": name, "permissions": permissions},
            if_match=if_match,
            key=key,
        )

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete a role that nobody has Built-in roles, and those that somebody has, are refused with 409. Send an
        Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/roles/{quote(str(id), safe='')}", if_match=if_match, key=key)


class SearchCalls:
    """/api/search."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, q: str | None = None, page: int | None = None, page_size: int | None = None) -> models.Hits:
        """Search subjects, descriptions and comments Numbers, people and custom fields are searched too. Answers what
        the token may see among the newest 200 matches, a ticket with this very number first. Answers a page; the Link
        header leads to the next."""
        return self._transport.call("GET", "/api/search", models.Hits, query={"q": q, "page": page, "pageSize": page_size})

    def list_all(self, *, q: str | None = None, page_size: int | None = None) -> Iterator[models.Hit]:
        """Search subjects, descriptions and comments Numbers, people and custom fields are searched too. Answers what
        the token may see among the newest 200 matches, a ticket with this very number first. Answers a page; the Link
        header leads to the next."""
        for page in self._transport.pages("/api/search", models.Hits, query={"q": q, "pageSize": page_size}):
            yield from page.results or ()


class StatusesCalls:
    """/api/statuses."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self,
    ) -> models.StatusList:
        """List all statuses in their order, hidden ones too A ticket's lifecycle decides which of them it can take and
        what it calls them. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", "/api/statuses", models.StatusList)

    def create(
        self, *, name: str, stands_for: str, hue: int | None | UnsetType = UNSET, key: str = ""
    ) -> models.StatusShape:
        """Add a status that stands for a built-in one Lifecycles take it up when they are told to; where there are none
        it can be used at once. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST", "/api/statuses", models.StatusShape, body={"name": name, "standsFor": stands_for, "hue": hue}, key=key
        )

    def change_all(self, *, order: builtins.list[str], if_match: str = "", key: str = "") -> models.StatusList:
        """Put statuses in another order Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PATCH", "/api/statuses", models.StatusList, body={"order": order}, if_match=if_match, key=key
        )

    def read(self, code: str | int) -> models.StatusShape:
        """Read a status The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/statuses/{quote(str(code), safe='')}", models.StatusShape)

    def change(
        self,
        code: str | int,
        *,
        name: str | UnsetType = UNSET,
        hue: int | None | UnsetType = UNSET,
        is_hidden: bool | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.StatusShape:
        """Rename, recolour, hide or show a status Tickets in a hidden one keep it. Refused with 409 where a lifecycle
        would have nothing left to begin or finish with. Send an Idempotency-Key to be able to repeat the request
        safely."""
        return self._transport.call(
            "PATCH",
            f"/api/statuses/{quote(str(code), safe='')}",
            models.StatusShape,
            body={"name": name, "hue": hue, "isHidden": is_hidden},
            if_match=if_match,
            key=key,
        )

    def delete(self, code: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete an added status Refused with 409 while tickets have it or lifecycles hold it, and for built-in ones,
        which can be hidden. Send an Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/statuses/{quote(str(code), safe='')}", if_match=if_match, key=key)


class SuspensionsCalls:
    """/api/suspensions."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None, search: str | None = None
    ) -> models.SuspensionPage:
        """List the addresses to which mail is stopped now Two hard bounces in a row suspend an address; a complaint, a
        loop or its owner's wish stops automatic mail only. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            "/api/suspensions",
            models.SuspensionPage,
            query={"page": page, "pageSize": page_size, "cursor": cursor, "search": search},
        )

    def list_all(self, *, page_size: int | None = None, search: str | None = None) -> Iterator[models.SuspensionShape]:
        """List the addresses to which mail is stopped now Two hard bounces in a row suspend an address; a complaint, a
        loop or its owner's wish stops automatic mail only. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages(
            "/api/suspensions", models.SuspensionPage, query={"pageSize": page_size, "search": search}
        ):
            yield from page.suspensions or ()

    def delete(self, id: str | int, *, key: str = "") -> None:
        """Lift it: mail goes to the address again. What was not sent meanwhile is sent again by hand only Send an
        Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/suspensions/{quote(str(id), safe='')}", key=key)


class TeamsCalls:
    """/api/teams."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self,
        *,
        page: int | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
        search: str | None = None,
        is_active: bool | None = None,
        member_id: int | None = None,
    ) -> models.TeamPage:
        """List teams By name, each with its members and lead. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            "/api/teams",
            models.TeamPage,
            query={
                "page": page,
                "pageSize": page_size,
                "cursor": cursor,
                "search": search,
                "isActive": is_active,
                "memberId": member_id,
            },
        )

    def list_all(
        self,
        *,
        page_size: int | None = None,
        search: str | None = None,
        is_active: bool | None = None,
        member_id: int | None = None,
    ) -> Iterator[models.TeamShape]:
        """List teams By name, each with its members and lead. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages(
            "/api/teams",
            models.TeamPage,
            query={"pageSize": page_size, "search": search, "isActive": is_active, "memberId": member_id},
        ):
            yield from page.teams or ()

    def create(
        self,
        *,
        name: str,
        member_ids: builtins.list[int] | UnsetType = UNSET,
        lead_id: int | None | UnsetType = UNSET,
        key: str = "",
    ) -> models.TeamShape:
        """Make a team The lead, if there is one, is among the members. Send an Idempotency-Key to be able to repeat the
        request safely."""
        return self._transport.call(
            "POST", "/api/teams", models.TeamShape, body={"name": name, "memberIds": member_ids, "leadId": lead_id}, key=key
        )

    def read(self, id: str | int) -> models.TeamShape:
        """Read a team With its members and lead. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/teams/{quote(str(id), safe='')}", models.TeamShape)

    def change(
        self,
        id: str | int,
        *,
        name: str | UnsetType = UNSET,
        is_active: bool | UnsetType = UNSET,
        member_ids: builtins.list[int] | UnsetType = UNSET,
        lead_id: int | None | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.TeamShape:
        """Change a team Name, members, lead, and whether it gets new tickets. What stands in its queue stays there. Send
        an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/teams/{quote(str(id), safe='')}",
            models.TeamShape,
            body={"name": name, "isActive": is_active, "memberIds": member_ids, "leadId": lead_id},
            if_match=if_match,
            key=key,
        )

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete a team without tickets Its members stay. A team with tickets in its queue is refused with 409:
        deactivate it instead. Send an Idempotency-Key to be able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/teams/{quote(str(id), safe='')}", if_match=if_match, key=key)

    def members_set(
        self, id: str | int, member: str | int, *, is_lead: bool | UnsetType = UNSET, key: str = ""
    ) -> models.TeamShape:
        """Put a member into a team, as its lead or not A new lead takes the place of the one before, who stays a member.
        Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PUT",
            f"/api/teams/{quote(str(id), safe='')}/members/{quote(str(member), safe='')}",
            models.TeamShape,
            body={"isLead": is_lead},
            key=key,
        )

    def members_delete(self, id: str | int, member: str | int, *, key: str = "") -> None:
        """Take a member out of a team They stay a member of the organization, and keep their tickets. Send an
        Idempotency-Key to be able to repeat the request safely."""
        self._transport.send(
            "DELETE", f"/api/teams/{quote(str(id), safe='')}/members/{quote(str(member), safe='')}", key=key
        )


class TicketTypesCalls:
    """/api/ticket-types."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None) -> models.TypePage:
        """List ticket types in their order, inactive ones too Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET", "/api/ticket-types", models.TypePage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def list_all(self, *, page_size: int | None = None) -> Iterator[models.TypeShape]:
        """List ticket types in their order, inactive ones too Answers a page; the Link header leads to the next."""
        for page in self._transport.pages("/api/ticket-types", models.TypePage, query={"pageSize": page_size}):
            yield from page.ticket_types or ()

    def create(
        self,
        *,
        description: str | UnsetType = UNSET,
        category: str | None | UnsetType = UNSET,
        category_id: int | None | UnsetType = UNSET,
        team_id: int | None | UnsetType = UNSET,
        lifecycle_id: int | None | UnsetType = UNSET,
        custom_fields: builtins.list[str | models.TypeField] | UnsetType = UNSET,
        is_active: bool | UnsetType = UNSET,
        is_default: bool | UnsetType = UNSET,
        sort_order: int | UnsetType = UNSET,
        name: str,
        key: str = "",
    ) -> models.TypeShape:
        """Make a ticket type Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            "/api/ticket-types",
            models.TypeShape,
            body={
                "description": description,
                "category": category,
                "categoryId": category_id,
                "teamId": team_id,
                "lifecycleId": lifecycle_id,
                "customFields": custom_fields,
                "isActive": is_active,
                "isDefault": is_default,
                "sortOrder": sort_order,
                "name": name,
            },
            key=key,
        )

    def read(self, id: str | int) -> models.TypeShape:
        """Read a ticket type The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/ticket-types/{quote(str(id), safe='')}", models.TypeShape)

    def change(
        self,
        id: str | int,
        *,
        description: str | UnsetType = UNSET,
        category: str | None | UnsetType = UNSET,
        category_id: int | None | UnsetType = UNSET,
        team_id: int | None | UnsetType = UNSET,
        lifecycle_id: int | None | UnsetType = UNSET,
        custom_fields: builtins.list[str | models.TypeField] | UnsetType = UNSET,
        is_active: bool | UnsetType = UNSET,
        is_default: bool | UnsetType = UNSET,
        sort_order: int | UnsetType = UNSET,
        name: str | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.TypeShape:
        """Change a ticket type; its tickets keep what they have Send an Idempotency-Key to be able to repeat the request
        safely."""
        return self._transport.call(
            "PATCH",
            f"/api/ticket-types/{quote(str(id), safe='')}",
            models.TypeShape,
            body={
                "description": description,
                "category": category,
                "categoryId": category_id,
                "teamId": team_id,
                "lifecycleId": lifecycle_id,
                "customFields": custom_fields,
                "isActive": is_active,
                "isDefault": is_default,
                "sortOrder": sort_order,
                "name": name,
            },
            if_match=if_match,
            key=key,
        )

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete a ticket type that no ticket has; others are refused: make them inactive Send an Idempotency-Key to be
        able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/ticket-types/{quote(str(id), safe='')}", if_match=if_match, key=key)


class TicketsCalls:
    """/api/tickets."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self,
        *,
        cursor: str | None = None,
        status: str | None = None,
        exact_status: str | None = None,
        state: str | None = None,
        priority: str | None = None,
        category: str | None = None,
        category_id: str | None = None,
        type_id: str | None = None,
        ticket_type_id: str | None = None,
        assigned_to_user_id: str | None = None,
        assigned_to: str | None = None,
        assigned_to_team_id: str | None = None,
        assigned_team_id: str | None = None,
        requester_id: str | None = None,
        company_id: str | None = None,
        tags: str | None = None,
        source: str | None = None,
        visibility: str | None = None,
        external_source: str | None = None,
        external_ticket_id: str | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        updated_after: str | None = None,
        updated_before: str | None = None,
        search: str | None = None,
        filter: str | None = None,
        custom_fields: dict[str, str] | None = None,
        sort: str | None = None,
        sort_by: str | None = None,
        sort_order: str | None = None,
        envelope: str | None = None,
        page: int | None = None,
        page_size: int | None = None,
    ) -> models.TicketPage:
        """List tickets; the last changed first unless asked otherwise Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            "/api/tickets",
            models.TicketPage,
            query={
                "cursor": cursor,
                "status": status,
                "exactStatus": exact_status,
                "state": state,
                "priority": priority,
                "category": category,
                "categoryId": category_id,
                "typeId": type_id,
                "ticketTypeId": ticket_type_id,
                "assignedToUserId": assigned_to_user_id,
                "assignedTo": assigned_to,
                "assignedToTeamId": assigned_to_team_id,
                "assignedTeamId": assigned_team_id,
                "requesterId": requester_id,
                "companyId": company_id,
                "tags": tags,
                "source": source,
                "visibility": visibility,
                "externalSource": external_source,
                "externalTicketId": external_ticket_id,
                "createdAfter": created_after,
                "createdBefore": created_before,
                "updatedAfter": updated_after,
                "updatedBefore": updated_before,
                "search": search,
                "filter": filter,
                "customFields": custom_fields,
                "sort": sort,
                "sortBy": sort_by,
                "sortOrder": sort_order,
                "envelope": envelope,
                "page": page,
                "pageSize": page_size,
            },
        )

    def list_all(
        self,
        *,
        status: str | None = None,
        exact_status: str | None = None,
        state: str | None = None,
        priority: str | None = None,
        category: str | None = None,
        category_id: str | None = None,
        type_id: str | None = None,
        ticket_type_id: str | None = None,
        assigned_to_user_id: str | None = None,
        assigned_to: str | None = None,
        assigned_to_team_id: str | None = None,
        assigned_team_id: str | None = None,
        requester_id: str | None = None,
        company_id: str | None = None,
        tags: str | None = None,
        source: str | None = None,
        visibility: str | None = None,
        external_source: str | None = None,
        external_ticket_id: str | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        updated_after: str | None = None,
        updated_before: str | None = None,
        search: str | None = None,
        filter: str | None = None,
        custom_fields: dict[str, str] | None = None,
        sort: str | None = None,
        sort_by: str | None = None,
        sort_order: str | None = None,
        envelope: str | None = None,
        page_size: int | None = None,
    ) -> Iterator[models.TicketShape]:
        """List tickets; the last changed first unless asked otherwise Answers a page; the Link header leads to the next."""
        for page in self._transport.pages(
            "/api/tickets",
            models.TicketPage,
            query={
                "status": status,
                "exactStatus": exact_status,
                "state": state,
                "priority": priority,
                "category": category,
                "categoryId": category_id,
                "typeId": type_id,
                "ticketTypeId": ticket_type_id,
                "assignedToUserId": assigned_to_user_id,
                "assignedTo": assigned_to,
                "assignedToTeamId": assigned_to_team_id,
                "assignedTeamId": assigned_team_id,
                "requesterId": requester_id,
                "companyId": company_id,
                "tags": tags,
                "source": source,
                "visibility": visibility,
                "externalSource": external_source,
                "externalTicketId": external_ticket_id,
                "createdAfter": created_after,
                "createdBefore": created_before,
                "updatedAfter": updated_after,
                "updatedBefore": updated_before,
                "search": search,
                "filter": filter,
                "customFields": custom_fields,
                "sort": sort,
                "sortBy": sort_by,
                "sortOrder": sort_order,
                "envelope": envelope,
                "pageSize": page_size,
            },
        ):
            yield from page.tickets or ()

    def create(
        self,
        *,
        priority: models.PriorityName | UnsetType = UNSET,
        status: str | UnsetType = UNSET,
        visibility: models.Visibility | UnsetType = UNSET,
        type_id: int | None | UnsetType = UNSET,
        ticket_type_id: int | None | UnsetType = UNSET,
        category_id: int | None | UnsetType = UNSET,
        category: str | None | UnsetType = UNSET,
        tags: builtins.list[str] | UnsetType = UNSET,
        assigned_to_user_id: int | None | UnsetType = UNSET,
        assigned_to: int | None | UnsetType = UNSET,
        assigned_to_team_id: int | None | UnsetType = UNSET,
        assigned_team_id: int | None | UnsetType = UNSET,
        requester_id: int | None | UnsetType = UNSET,
        custom_fields: dict[str, Any] | UnsetType = UNSET,
        external_source: str | None | UnsetType = UNSET,
        external_ticket_id: str | None | UnsetType = UNSET,
        subject: str,
        description: str | None | UnsetType = UNSET,
        source: str | UnsetType = UNSET,
        requester_type: str | UnsetType = UNSET,
        requester_email: str | UnsetType = UNSET,
        requester_name: str | UnsetType = UNSET,
        key: str = "",
    ) -> models.TicketShape:
        """Open a ticket; only the subject is required With the status draft it is begun and kept: only this token sees
        it, nothing is announced, and PATCH finishes it. Send an Idempotency-Key to be able to repeat the request
        safely."""
        return self._transport.call(
            "POST",
            "/api/tickets",
            models.TicketShape,
            body={
                "priority": priority,
                "status": status,
                "visibility": visibility,
                "typeId": type_id,
                "ticketTypeId": ticket_type_id,
                "categoryId": category_id,
                "category": category,
                "tags": tags,
                "assignedToUserId": assigned_to_user_id,
                "assignedTo": assigned_to,
                "assignedToTeamId": assigned_to_team_id,
                "assignedTeamId": assigned_team_id,
                "requesterId": requester_id,
                "customFields": custom_fields,
                "externalSource": external_source,
                "externalTicketId": external_ticket_id,
                "subject": subject,
                "description": description,
                "source": source,
                "requesterType": requester_type,
                "requesterEmail": requester_email,
                "requesterName": requester_name,
            },
            key=key,
        )

    def bulk_list(
        self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None
    ) -> models.BulkPage:
        """List bulk changes Those that this token started, the newest first. Answers a page; the Link header leads to
        the next."""
        return self._transport.call(
            "GET", "/api/tickets/bulk", models.BulkPage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def bulk_list_all(self, *, page_size: int | None = None) -> Iterator[models.BulkShape]:
        """List bulk changes Those that this token started, the newest first. Answers a page; the Link header leads to
        the next."""
        for page in self._transport.pages("/api/tickets/bulk", models.BulkPage, query={"pageSize": page_size}):
            yield from page.bulk_changes or ()

    def bulk_create(
        self,
        *,
        action: models.BulkAction | UnsetType = UNSET,
        ticket_ids: builtins.list[int] | UnsetType = UNSET,
        filter: builtins.list[dict[str, Any]] | dict[str, Any] | None | UnsetType = UNSET,
        changes: models.BulkChanges | UnsetType = UNSET,
        key: str = "",
    ) -> models.BulkShape:
        """Change many tickets Those with the ids, or all that a condition finds (at most 100,000). Answered at once; a
        job changes one ticket after the other, as PATCH would. What one refuses stops no other. Send an Idempotency-
        Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            "/api/tickets/bulk",
            models.BulkShape,
            body={"action": action, "ticketIds": ticket_ids, "filter": filter, "changes": changes},
            key=key,
        )

    def bulk_read(self, id: str | int) -> models.BulkShape:
        """Read a bulk change How far it has come. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/tickets/bulk/{quote(str(id), safe='')}", models.BulkShape)

    def bulk_results_list(
        self, id: str | int, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None
    ) -> models.BulkResultPage:
        """List the results of a bulk change What came of each ticket. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            f"/api/tickets/bulk/{quote(str(id), safe='')}/results",
            models.BulkResultPage,
            query={"page": page, "pageSize": page_size, "cursor": cursor},
        )

    def bulk_results_list_all(self, id: str | int, *, page_size: int | None = None) -> Iterator[models.BulkResult]:
        """List the results of a bulk change What came of each ticket. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages(
            f"/api/tickets/bulk/{quote(str(id), safe='')}/results", models.BulkResultPage, query={"pageSize": page_size}
        ):
            yield from page.results or ()

    def bulk_stop(self, id: str | int, *, key: str = "") -> models.BulkShape:
        """Stop a bulk change What is done stays and can be undone, the rest is left as it is. Send an Idempotency-Key to
        be able to repeat the request safely."""
        return self._transport.call("POST", f"/api/tickets/bulk/{quote(str(id), safe='')}/stop", models.BulkShape, key=key)

    def bulk_undo(self, id: str | int, *, key: str = "") -> models.BulkShape:
        """Undo a bulk change On every ticket that was not changed again since, as a job; within a day after it finished.
        Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call("POST", f"/api/tickets/bulk/{quote(str(id), safe='')}/undo", models.BulkShape, key=key)

    def merge(
        self,
        *,
        primary_ticket_id: int,
        ticket_ids_to_merge: builtins.list[int],
        merge_comments: bool | UnsetType = UNSET,
        merge_attachments: bool | UnsetType = UNSET,
        close_secondary_tickets: bool | UnsetType = UNSET,
        add_merge_note: bool | UnsetType = UNSET,
        comment: str | UnsetType = UNSET,
        key: str = "",
    ) -> models.MergeResult:
        """Merge tickets into one Each ticket is merged or not on its own; `errors` tells which were not and why.
        Comments of a requester from another company turn internal. Refused as a whole with 409 when the primary
        ticket is closed or merged itself. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            "/api/tickets/merge",
            models.MergeResult,
            body={
                "primaryTicketId": primary_ticket_id,
                "ticketIdsToMerge": ticket_ids_to_merge,
                "mergeComments": merge_comments,
                "mergeAttachments": merge_attachments,
                "closeSecondaryTickets": close_secondary_tickets,
                "addMergeNote": add_merge_note,
                "comment": comment,
            },
            key=key,
        )

    def search(
        self,
        *,
        filter: builtins.list[dict[str, Any]] | dict[str, Any] | None | UnsetType = UNSET,
        search: str | UnsetType = UNSET,
        sort: str | UnsetType = UNSET,
        sort_by: str | UnsetType = UNSET,
        sort_order: str | UnsetType = UNSET,
        page: int | UnsetType = UNSET,
        page_size: int | UnsetType = UNSET,
        cursor: str | UnsetType = UNSET,
        envelope: str | UnsetType = UNSET,
        key: str = "",
    ) -> models.TicketPage:
        """Find tickets by a condition; the last changed first unless asked otherwise. Changes nothing Its answer is not
        kept: it takes no Idempotency-Key."""
        return self._transport.call(
            "POST",
            "/api/tickets/search",
            models.TicketPage,
            body={
                "filter": filter,
                "search": search,
                "sort": sort,
                "sortBy": sort_by,
                "sortOrder": sort_order,
                "page": page,
                "pageSize": page_size,
                "cursor": cursor,
                "envelope": envelope,
            },
            key=key,
        )

    def read(self, ticket: str | int) -> models.TicketShape:
        """Read a ticket The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/tickets/{quote(str(ticket), safe='')}", models.TicketShape)

    def change(
        self,
        ticket: str | int,
        *,
        priority: models.PriorityName | UnsetType = UNSET,
        status: str | UnsetType = UNSET,
        visibility: models.Visibility | UnsetType = UNSET,
        type_id: int | None | UnsetType = UNSET,
        ticket_type_id: int | None | UnsetType = UNSET,
        category_id: int | None | UnsetType = UNSET,
        category: str | None | UnsetType = UNSET,
        tags: builtins.list[str] | UnsetType = UNSET,
        assigned_to_user_id: int | None | UnsetType = UNSET,
        assigned_to: int | None | UnsetType = UNSET,
        assigned_to_team_id: int | None | UnsetType = UNSET,
        assigned_team_id: int | None | UnsetType = UNSET,
        requester_id: int | None | UnsetType = UNSET,
        custom_fields: dict[str, Any] | UnsetType = UNSET,
        external_source: str | None | UnsetType = UNSET,
        external_ticket_id: str | None | UnsetType = UNSET,
        subject: str | UnsetType = UNSET,
        version: int | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.TicketShape:
        """Change any of a ticket's fields; all of them or, when one is refused, none A draft is finished by the status
        open: then it is announced, and created at that moment. Send an Idempotency-Key to be able to repeat the
        request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/tickets/{quote(str(ticket), safe='')}",
            models.TicketShape,
            body={
                "priority": priority,
                "status": status,
                "visibility": visibility,
                "typeId": type_id,
                "ticketTypeId": ticket_type_id,
                "categoryId": category_id,
                "category": category,
                "tags": tags,
                "assignedToUserId": assigned_to_user_id,
                "assignedTo": assigned_to,
                "assignedToTeamId": assigned_to_team_id,
                "assignedTeamId": assigned_team_id,
                "requesterId": requester_id,
                "customFields": custom_fields,
                "externalSource": external_source,
                "externalTicketId": external_ticket_id,
                "subject": subject,
                "version": version,
            },
            if_match=if_match,
            key=key,
        )

    def delete(self, ticket: str | int, *, if_match: str = "", key: str = "") -> None:
        """Put a ticket into the bin, from which members can take it back for 30 days Send an Idempotency-Key to be able
        to repeat the request safely."""
        self._transport.send("DELETE", f"/api/tickets/{quote(str(ticket), safe='')}", if_match=if_match, key=key)

    def assignees_create(self, ticket: str | int, *, user_id: int, key: str = "") -> models.TicketShape:
        """Add a member. The first becomes the assignee and moves an open ticket to assigned; further ones join Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/assignees",
            models.TicketShape,
            body={"userId": user_id},
            key=key,
        )

    def assignees_set(self, ticket: str | int, *, user_ids: builtins.list[int], key: str = "") -> models.TicketShape:
        """Give a ticket to exactly these members; the first becomes the assignee. An empty list: to nobody Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PUT",
            f"/api/tickets/{quote(str(ticket), safe='')}/assignees",
            models.TicketShape,
            body={"userIds": user_ids},
            key=key,
        )

    def assignees_delete(self, ticket: str | int, user: str | int, *, key: str = "") -> models.TicketShape:
        """Take a member off. Where it was the assignee, who joined first moves up; when nobody is left, it opens again
        Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "DELETE",
            f"/api/tickets/{quote(str(ticket), safe='')}/assignees/{quote(str(user), safe='')}",
            models.TicketShape,
            key=key,
        )

    def attachments_list(
        self, ticket: str | int, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None
    ) -> models.AttachmentPage:
        """List a ticket's files, oldest first Each belongs to a comment and is as internal as that. The links are fresh
        and work for an hour or two. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            f"/api/tickets/{quote(str(ticket), safe='')}/attachments",
            models.AttachmentPage,
            query={"page": page, "pageSize": page_size, "cursor": cursor},
        )

    def attachments_list_all(self, ticket: str | int, *, page_size: int | None = None) -> Iterator[models.Attachment]:
        """List a ticket's files, oldest first Each belongs to a comment and is as internal as that. The links are fresh
        and work for an hour or two. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages(
            f"/api/tickets/{quote(str(ticket), safe='')}/attachments", models.AttachmentPage, query={"pageSize": page_size}
        ):
            yield from page.attachments or ()

    def attachments_create(
        self,
        ticket: str | int,
        *,
        files: builtins.list[int] | UnsetType = UNSET,
        body: str | UnsetType = UNSET,
        is_internal: bool | UnsetType = UNSET,
        uploads: Sequence[Upload] = (),
        key: str = "",
    ) -> models.AttachmentPage:
        """Attach files to a ticket They come as an internal note, or with `isInternal: false` as a reply to the
        requester. At most 20 files and 30 MB together; programs are refused. A closed ticket refuses with 409. Send
        an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/attachments",
            models.AttachmentPage,
            body={"files": files, "body": body, "isInternal": is_internal},
            uploads={"files": uploads},
            key=key,
        )

    def comments_list(
        self, ticket: str | int, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None
    ) -> models.CommentPage:
        """List a ticket's comments, oldest first; internal notes are among them Answers a page; the Link header leads to
        the next."""
        return self._transport.call(
            "GET",
            f"/api/tickets/{quote(str(ticket), safe='')}/comments",
            models.CommentPage,
            query={"page": page, "pageSize": page_size, "cursor": cursor},
        )

    def comments_list_all(self, ticket: str | int, *, page_size: int | None = None) -> Iterator[models.Comment]:
        """List a ticket's comments, oldest first; internal notes are among them Answers a page; the Link header leads to
        the next."""
        for page in self._transport.pages(
            f"/api/tickets/{quote(str(ticket), safe='')}/comments", models.CommentPage, query={"pageSize": page_size}
        ):
            yield from page.comments or ()

    def comments_create(
        self,
        ticket: str | int,
        *,
        body: str | UnsetType = UNSET,
        content: str | UnsetType = UNSET,
        is_internal: bool | UnsetType = UNSET,
        kind: models.CommentKind | UnsetType = UNSET,
        notify_customer: bool | UnsetType = UNSET,
        mentions: builtins.list[int] | UnsetType = UNSET,
        files: builtins.list[int] | UnsetType = UNSET,
        uploads: Sequence[Upload] = (),
        key: str = "",
    ) -> models.Comment:
        """Reply to the requester, add an internal note, or an update to the service record A public update is seen by
        the requester and mailed to nobody; on an internal ticket everything is stored internal for good. A closed
        ticket refuses all of them with 409. Files come as ids that POST /api/files gave, or as parts called `files`
        of a form (multipart/form-data) whose other parts are the fields. Send an Idempotency-Key to be able to repeat
        the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/comments",
            models.Comment,
            body={
                "body": body,
                "content": content,
                "isInternal": is_internal,
                "kind": kind,
                "notifyCustomer": notify_customer,
                "mentions": mentions,
                "files": files,
            },
            uploads={"files": uploads},
            key=key,
        )

    def comments_accept_sender(self, ticket: str | int, id: str | int, *, key: str = "") -> models.Comment:
        """Show what an unknown sender wrote on this ticket, and give them copies from now on The requester stays. 409
        when the comment is no unknown sender's, or the ticket is closed. Send an Idempotency-Key to be able to repeat
        the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/comments/{quote(str(id), safe='')}/accept-sender",
            models.Comment,
            key=key,
        )

    def comments_mail_read(self, ticket: str | int, id: str | int) -> models.CameBy:
        """Tell why a comment that came by mail landed on its ticket; 404 for those that did not come by mail The
        answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call(
            "GET", f"/api/tickets/{quote(str(ticket), safe='')}/comments/{quote(str(id), safe='')}/mail", models.CameBy
        )

    def comments_move(self, ticket: str | int, id: str | int, *, to_ticket: str, key: str = "") -> models.TicketShape:
        """Move a comment to the ticket where it belongs, and return that ticket Answers to it follow it. On a ticket of
        somebody else only members see it. The only comment of a ticket takes the whole ticket along, as a merge. 422
        for a description with further comments, 409 when the other ticket is closed. Send an Idempotency-Key to be
        able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/comments/{quote(str(id), safe='')}/move",
            models.TicketShape,
            body={"ticket": to_ticket},
            key=key,
        )

    def company_set(
        self, ticket: str | int, *, company_id: int | None, requester_id: int | None | UnsetType = UNSET, key: str = ""
    ) -> models.TicketShape:
        """Move a ticket to another company All its public comments turn internal first, for good, so that nobody new
        reads them; addresses in copy that are not of the new company are dropped. A requester from another company
        set by PATCH does the same. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PUT",
            f"/api/tickets/{quote(str(ticket), safe='')}/company",
            models.TicketShape,
            body={"companyId": company_id, "requesterId": requester_id},
            key=key,
        )

    def deliveries_list(
        self, ticket: str | int, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None
    ) -> models.MailDeliveryPage:
        """List the recipients of a ticket's replies, oldest first, each with what is known of their mail Answers a page;
        the Link header leads to the next."""
        return self._transport.call(
            "GET",
            f"/api/tickets/{quote(str(ticket), safe='')}/deliveries",
            models.MailDeliveryPage,
            query={"page": page, "pageSize": page_size, "cursor": cursor},
        )

    def deliveries_list_all(self, ticket: str | int, *, page_size: int | None = None) -> Iterator[models.MailDelivery]:
        """List the recipients of a ticket's replies, oldest first, each with what is known of their mail Answers a page;
        the Link header leads to the next."""
        for page in self._transport.pages(
            f"/api/tickets/{quote(str(ticket), safe='')}/deliveries", models.MailDeliveryPage, query={"pageSize": page_size}
        ):
            yield from page.deliveries or ()

    def deliveries_send_again(
        self, ticket: str | int, id: str | int, *, address: str | UnsetType = UNSET, key: str = ""
    ) -> models.MailDelivery:
        """Send a mail once more to somebody whom it did not, or perhaps did not, reach The same bytes under the same
        Message-ID, so who has it can tell. With `address` they go there instead, and the delivery to that address is
        answered. Mails that wait or were accepted, and suspended addresses, refuse with 409. Send an Idempotency-Key
        to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/deliveries/{quote(str(id), safe='')}/send-again",
            models.MailDelivery,
            body={"address": address},
            key=key,
        )

    def events_list(
        self,
        ticket: str | int,
        *,
        page: int | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
        name: str | None = None,
        newest_first: bool | None = None,
    ) -> models.EventPage:
        """List what happened to a ticket, oldest first Every change by screen, mail, API or automation is here, with the
        old and the new value. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            f"/api/tickets/{quote(str(ticket), safe='')}/events",
            models.EventPage,
            query={"page": page, "pageSize": page_size, "cursor": cursor, "name": name, "newestFirst": newest_first},
        )

    def events_list_all(
        self, ticket: str | int, *, page_size: int | None = None, name: str | None = None, newest_first: bool | None = None
    ) -> Iterator[models.EventShape]:
        """List what happened to a ticket, oldest first Every change by screen, mail, API or automation is here, with the
        old and the new value. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages(
            f"/api/tickets/{quote(str(ticket), safe='')}/events",
            models.EventPage,
            query={"pageSize": page_size, "name": name, "newestFirst": newest_first},
        ):
            yield from page.events or ()

    def events_undo(self, ticket: str | int, id: str | int, *, key: str = "") -> models.TicketShape:
        """Take back what this token just did Status, assignee, team, priority, labels, fields, snoozing and a moved
        message are put back as they were, within ten minutes and while nobody has changed the same since; otherwise
        409 says so. Deleted tickets come back by POST …/restore, merged ones by POST …/unmerge. Send an Idempotency-
        Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/events/{quote(str(id), safe='')}/undo",
            models.TicketShape,
            key=key,
        )

    def follow_up(self, ticket: str | int, *, description: str | UnsetType = UNSET, key: str = "") -> models.TicketShape:
        """Open a follow-up of a closed ticket The new ticket takes over subject, requester, team, type, category, custom
        fields and visibility, and is linked to the old one. Without a description an open follow-up that is there
        already is answered instead of a second one. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/follow-up",
            models.TicketShape,
            body={"description": description},
            key=key,
        )

    def followers_list(self, ticket: str | int) -> models.FollowerList:
        """List who follows a ticket The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/tickets/{quote(str(ticket), safe='')}/followers", models.FollowerList)

    def followers_create(self, ticket: str | int, *, user_id: int, key: str = "") -> models.FollowerList:
        """Let a member follow a ticket; one who does already stays so. Deactivated members are refused Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/followers",
            models.FollowerList,
            body={"userId": user_id},
            key=key,
        )

    def followers_delete(self, ticket: str | int, user: str | int, *, key: str = "") -> None:
        """Let a member no longer follow a ticket; one who does not is no mistake Send an Idempotency-Key to be able to
        repeat the request safely."""
        self._transport.send(
            "DELETE", f"/api/tickets/{quote(str(ticket), safe='')}/followers/{quote(str(user), safe='')}", key=key
        )

    def links_list(self, ticket: str | int) -> models.LinkList:
        """List a ticket's links The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/tickets/{quote(str(ticket), safe='')}/links", models.LinkList)

    def links_create(
        self, ticket: str | int, *, ticket_id: int, kind: models.LinkKind | UnsetType = UNSET, key: str = ""
    ) -> models.LinkShape:
        """Link two tickets The other one tells the link in its own words: what one blocks is blocked_by it. Circles are
        refused with 409. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/links",
            models.LinkShape,
            body={"ticketId": ticket_id, "kind": kind},
            key=key,
        )

    def links_delete(self, ticket: str | int, id: str | int, *, key: str = "") -> None:
        """Take a link away, from both tickets Send an Idempotency-Key to be able to repeat the request safely."""
        self._transport.send(
            "DELETE", f"/api/tickets/{quote(str(ticket), safe='')}/links/{quote(str(id), safe='')}", key=key
        )

    def participants_read(self, ticket: str | int) -> models.ParticipantList:
        """List who is in copy The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call(
            "GET", f"/api/tickets/{quote(str(ticket), safe='')}/participants", models.ParticipantList
        )

    def participants_set(
        self, ticket: str | int, *, participants: builtins.list[models.InCopy], if_match: str = "", key: str = ""
    ) -> models.ParticipantList:
        """Set who is in copy: exactly these addresses. An address that is none is refused, and nothing changes Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "PUT",
            f"/api/tickets/{quote(str(ticket), safe='')}/participants",
            models.ParticipantList,
            body={"participants": participants},
            if_match=if_match,
            key=key,
        )

    def permissions_read(self, ticket: str | int) -> models.DeedsShape:
        """Read what you may do to a ticket Every deed with its answer and the reason, by the rule that all doors go by:
        the token's scopes within what the member who made it may at present, and what the state of the ticket allows.
        The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/tickets/{quote(str(ticket), safe='')}/permissions", models.DeedsShape)

    def restore(self, ticket: str | int, *, key: str = "") -> models.TicketShape:
        """Take a ticket out of the bin Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST", f"/api/tickets/{quote(str(ticket), safe='')}/restore", models.TicketShape, key=key
        )

    def scheduled_replies_list(self, ticket: str | int) -> models.ScheduledReplyList:
        """List the replies that wait on a ticket, those that were held among them The answer's ETag is good for If-None-
        Match and If-Match."""
        return self._transport.call(
            "GET", f"/api/tickets/{quote(str(ticket), safe='')}/scheduled-replies", models.ScheduledReplyList
        )

    def scheduled_replies_create(
        self,
        ticket: str | int,
        *,
        body: str,
        send_at: datetime,
        holds_on_answer: bool | UnsetType = UNSET,
        files: builtins.list[int] | UnsetType = UNSET,
        key: str = "",
    ) -> models.ScheduledReply:
        """Write a reply that is sent at `sendAt` Until then nothing of it leaves, and the ticket stays as it is. At its
        time the rights of its author are asked again; what may not be sent then, or was overtaken by an answer, is
        held and says why. Closed tickets refuse with 409. Send an Idempotency-Key to be able to repeat the request
        safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/scheduled-replies",
            models.ScheduledReply,
            body={"body": body, "sendAt": send_at, "holdsOnAnswer": holds_on_answer, "files": files},
            key=key,
        )

    def scheduled_replies_change(
        self,
        ticket: str | int,
        id: str | int,
        *,
        send_at: datetime,
        holds_on_answer: bool | None | UnsetType = UNSET,
        key: str = "",
    ) -> models.ScheduledReply:
        """Send it at another time; one that was held waits again. Only its author may Send an Idempotency-Key to be able
        to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/tickets/{quote(str(ticket), safe='')}/scheduled-replies/{quote(str(id), safe='')}",
            models.ScheduledReply,
            body={"sendAt": send_at, "holdsOnAnswer": holds_on_answer},
            key=key,
        )

    def scheduled_replies_delete(self, ticket: str | int, id: str | int, *, key: str = "") -> None:
        """Send it to nobody. The text of a member's reply lies in their composer then Send an Idempotency-Key to be able
        to repeat the request safely."""
        self._transport.send(
            "DELETE", f"/api/tickets/{quote(str(ticket), safe='')}/scheduled-replies/{quote(str(id), safe='')}", key=key
        )

    def scheduled_replies_send(self, ticket: str | int, id: str | int, *, key: str = "") -> models.Comment:
        """Send it now, held or not; answers the comment that it became. Only its author may Send an Idempotency-Key to
        be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/scheduled-replies/{quote(str(id), safe='')}/send",
            models.Comment,
            key=key,
        )

    def snooze(self, ticket: str | int, *, until: datetime, key: str = "") -> models.TicketShape:
        """Snooze a ticket until a time It leaves the lists of work and comes back by itself at that time, or at once
        when somebody outside answers; resolving or closing it ends the snooze too. Another time moves it. What is
        finished or a draft refuses with 409. Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST", f"/api/tickets/{quote(str(ticket), safe='')}/snooze", models.TicketShape, body={"until": until}, key=key
        )

    def snooze_delete(self, ticket: str | int, *, key: str = "") -> models.TicketShape:
        """Wake a ticket; one that is awake stays as it is Send an Idempotency-Key to be able to repeat the request
        safely."""
        return self._transport.call(
            "DELETE", f"/api/tickets/{quote(str(ticket), safe='')}/snooze", models.TicketShape, key=key
        )

    def split(
        self,
        ticket: str | int,
        *,
        comment_ids: builtins.list[int],
        subject: str | UnsetType = UNSET,
        copy: bool | UnsetType = UNSET,
        key: str = "",
    ) -> models.TicketShape:
        """Split comments off into a new ticket The author of the first one is its requester, if that is a contact. The
        two tickets are linked; nobody is mailed. The first comment of a ticket, its description, can only be copied.
        Send an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/tickets/{quote(str(ticket), safe='')}/split",
            models.TicketShape,
            body={"commentIds": comment_ids, "subject": subject, "copy": copy},
            key=key,
        )

    def start(self, ticket: str | int, *, key: str = "") -> models.TicketShape:
        """Start to work on a ticket Moves it to in_progress, or to what comes nearest to it in the ticket's lifecycle; a
        ticket that is there already stays as it is. A closed ticket refuses with 409. Send an Idempotency-Key to be
        able to repeat the request safely."""
        return self._transport.call("POST", f"/api/tickets/{quote(str(ticket), safe='')}/start", models.TicketShape, key=key)

    def unmerge(self, ticket: str | int, *, key: str = "") -> models.TicketShape:
        """Take a merged ticket out of the other again Its comments, files and status come back, whenever that is; what
        was written on the other ticket since stays there. Send an Idempotency-Key to be able to repeat the request
        safely."""
        return self._transport.call(
            "POST", f"/api/tickets/{quote(str(ticket), safe='')}/unmerge", models.TicketShape, key=key
        )


class TokensCalls:
    """/api/tokens."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None) -> models.TokenPage:
        """List access tokens Revoked and expired ones too, the newest first; never their texts. Answers a page; the Link
        header leads to the next."""
        return self._transport.call(
            "GET", "/api/tokens", models.TokenPage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def list_all(self, *, page_size: int | None = None) -> Iterator[models.TokenShape]:
        """List access tokens Revoked and expired ones too, the newest first; never their texts. Answers a page; the Link
        header leads to the next."""
        for page in self._transport.pages("/api/tokens", models.TokenPage, query={"pageSize": page_size}):
            yield from page.tokens or ()

    def create(
        self, *, name: str, scopes: builtins.list[str], expires_at: datetime | None | UnsetType = UNSET, key: str = ""
    ) -> models.NewTokenShape:
        """Issue an access token Its scopes stay within what the calling token may (403 otherwise). An Idempotency-Key
        has no effect here, because the text of a token is kept nowhere. Its answer is not kept: it takes no
        Idempotency-Key."""
        return self._transport.call(
            "POST",
            "/api/tokens",
            models.NewTokenShape,
            body={"name": name, "scopes": scopes, "expiresAt": expires_at},
            key=key,
        )

    def read(self, id: str | int) -> models.TokenShape:
        """Read an access token Everything but its text. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/tokens/{quote(str(id), safe='')}", models.TokenShape)

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Revoke an access token It stops working at once, everywhere; the list keeps it. Send an Idempotency-Key to be
        able to repeat the request safely."""
        self._transport.send("DELETE", f"/api/tokens/{quote(str(id), safe='')}", if_match=if_match, key=key)


class WebhookEventsCalls:
    """/api/webhook-events."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(
        self,
    ) -> models.EventNamesShape:
        """List the events Their names, in alphabetical order. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", "/api/webhook-events", models.EventNamesShape)


class WebhooksCalls:
    """/api/webhooks."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self, *, page: int | None = None, page_size: int | None = None, cursor: str | None = None
    ) -> models.WebhookPage:
        """List webhooks By name; never their secrets. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET", "/api/webhooks", models.WebhookPage, query={"page": page, "pageSize": page_size, "cursor": cursor}
        )

    def list_all(self, *, page_size: int | None = None) -> Iterator[models.WebhookShape]:
        """List webhooks By name; never their secrets. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages("/api/webhooks", models.WebhookPage, query={"pageSize": page_size}):
            yield from page.webhooks or ()

    def create(
        self,
        *,
        name: str,
        url: str,
        events: builtins.list[str] | UnsetType = UNSET,
        condition: builtins.list[dict[str, Any]] | dict[str, Any] | None | UnsetType = UNSET,
        includes_internal: bool | UnsetType = UNSET,
        is_active: bool | UnsetType = UNSET,
        key: str = "",
    ) -> models.NewWebhookShape:
        """Create a webhook Its requests are signed as Standard Webhooks 1.0 says; the secret is in this answer only.
        Deliveries are tried for three days; after five days without any success the webhook is switched off. Its
        answer is not kept: it takes no Idempotency-Key."""
        return self._transport.call(
            "POST",
            "/api/webhooks",
            models.NewWebhookShape,
            body={
                "name": name,
                "url": url,
                "events": events,
                "condition": condition,
                "includesInternal": includes_internal,
                "isActive": is_active,
            },
            key=key,
        )

    def read(self, id: str | int) -> models.WebhookShape:
        """Read a webhook Everything but its secret. The answer's ETag is good for If-None-Match and If-Match."""
        return self._transport.call("GET", f"/api/webhooks/{quote(str(id), safe='')}", models.WebhookShape)

    def change(
        self,
        id: str | int,
        *,
        name: str | UnsetType = UNSET,
        url: str | UnsetType = UNSET,
        events: builtins.list[str] | UnsetType = UNSET,
        condition: builtins.list[dict[str, Any]] | dict[str, Any] | None | UnsetType = UNSET,
        includes_internal: bool | UnsetType = UNSET,
        is_active: bool | UnsetType = UNSET,
        if_match: str = "",
        key: str = "",
    ) -> models.WebhookShape:
        """Change a webhook Any of its fields; switching it on forgets how long it failed. Send an Idempotency-Key to be
        able to repeat the request safely."""
        return self._transport.call(
            "PATCH",
            f"/api/webhooks/{quote(str(id), safe='')}",
            models.WebhookShape,
            body={
                "name": name,
                "url": url,
                "events": events,
                "condition": condition,
                "includesInternal": includes_internal,
                "isActive": is_active,
            },
            if_match=if_match,
            key=key,
        )

    def delete(self, id: str | int, *, if_match: str = "", key: str = "") -> None:
        """Delete a webhook It goes with the log of its deliveries. Send an Idempotency-Key to be able to repeat the
        request safely."""
        self._transport.send("DELETE", f"/api/webhooks/{quote(str(id), safe='')}", if_match=if_match, key=key)

    def deliveries_list(
        self,
        id: str | int,
        *,
        state: str | None = None,
        page: int | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> models.DeliveryPage:
        """List deliveries The newest first, for 30 days, each with its attempts; `state` is waiting, delivered or
        failed. Answers a page; the Link header leads to the next."""
        return self._transport.call(
            "GET",
            f"/api/webhooks/{quote(str(id), safe='')}/deliveries",
            models.DeliveryPage,
            query={"state": state, "page": page, "pageSize": page_size, "cursor": cursor},
        )

    def deliveries_list_all(
        self, id: str | int, *, state: str | None = None, page_size: int | None = None
    ) -> Iterator[models.DeliveryShape]:
        """List deliveries The newest first, for 30 days, each with its attempts; `state` is waiting, delivered or
        failed. Answers a page; the Link header leads to the next."""
        for page in self._transport.pages(
            f"/api/webhooks/{quote(str(id), safe='')}/deliveries",
            models.DeliveryPage,
            query={"state": state, "pageSize": page_size},
        ):
            yield from page.deliveries or ()

    def deliveries_redeliver(self, id: str | int, delivery: str | int, *, key: str = "") -> models.DeliveryShape:
        """Deliver an event once more With the same id and body, so that the receiver can tell that it is the same. Send
        an Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call(
            "POST",
            f"/api/webhooks/{quote(str(id), safe='')}/deliveries/{quote(str(delivery), safe='')}/redeliver",
            models.DeliveryShape,
            key=key,
        )

    def secret(self, id: str | int, *, key: str = "") -> models.SecretShape:
        """Replace the secret The new one is in this answer only; for a day requests carry signatures of both. Its answer
        is not kept: it takes no Idempotency-Key."""
        return self._transport.call("POST", f"/api/webhooks/{quote(str(id), safe='')}/secret", models.SecretShape, key=key)

    def test(self, id: str | int, *, key: str = "") -> models.DeliveryShape:
        """Send a test event webhook.test, signed like every other; look into the log for what came back. Send an
        Idempotency-Key to be able to repeat the request safely."""
        return self._transport.call("POST", f"/api/webhooks/{quote(str(id), safe='')}/test", models.DeliveryShape, key=key)


class Usher:
    """A server's API with one token. `http` may bring time-outs, proxies or a test's transport."""

    def __init__(self, url: str, token: str, *, http: httpx.Client | None = None) -> None:
        self._transport = Transport(url, token, http=http)
        self.attachments = AttachmentsCalls(self._transport)
        self.bin = BinCalls(self._transport)
        self.categories = CategoriesCalls(self._transport)
        self.companies = CompaniesCalls(self._transport)
        self.contacts = ContactsCalls(self._transport)
        self.custom_fields = CustomFieldsCalls(self._transport)
        self.files = FilesCalls(self._transport)
        self.invitations = InvitationsCalls(self._transport)
        self.labels = LabelsCalls(self._transport)
        self.lifecycles = LifecyclesCalls(self._transport)
        self.mail = MailCalls(self._transport)
        self.mail_texts = MailTextsCalls(self._transport)
        self.mailboxes = MailboxesCalls(self._transport)
        self.me = MeCalls(self._transport)
        self.members = MembersCalls(self._transport)
        self.organization = OrganizationCalls(self._transport)
        self.priorities = PrioritiesCalls(self._transport)
        self.roles = RolesCalls(self._transport)
        self.search = SearchCalls(self._transport)
        self.statuses = StatusesCalls(self._transport)
        self.suspensions = SuspensionsCalls(self._transport)
        self.teams = TeamsCalls(self._transport)
        self.ticket_types = TicketTypesCalls(self._transport)
        self.tickets = TicketsCalls(self._transport)
        self.tokens = TokensCalls(self._transport)
        self.webhook_events = WebhookEventsCalls(self._transport)
        self.webhooks = WebhooksCalls(self._transport)

    @property
    def etag(self) -> str:
        """The ETag of the last answer, for if_match."""
        return self._transport.etag
