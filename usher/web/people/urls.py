"""Addresses of the members' screens: contacts and companies."""

from django.urls import path

from usher.web.people import (
    addressing,
    companies,
    company,
    company_editing,
    company_merging,
    contact,
    contact_editing,
    contacts,
    lifting,
    merging,
    naming,
)

urlpatterns = [
    path("", contacts.index, name="contacts"),
    path("new", contact_editing.new, name="new-contact"),
    path("suggest", naming.suggest, name="suggest-people"),
    path("contacts/<int:id>", contact.show, name="contact"),
    path("contacts/<int:id>/edit", contact_editing.edit, name="edit-contact"),
    path("contacts/<int:id>/delete", contact_editing.delete, name="delete-contact"),
    path("contacts/<int:id>/merge", merging.merge, name="merge-contacts"),
    path("contacts/<int:id>/company", company_editing.make_from, name="company-of-contact"),
    path("contacts/<int:id>/addresses", addressing.add, name="add-address"),
    path("contacts/<int:id>/addresses/primary", addressing.make_primary, name="make-address-primary"),
    path("contacts/<int:id>/addresses/remove", addressing.remove, name="remove-address"),
    path("contacts/<int:id>/stops/<int:stop>/lift", lifting.lift_stop, name="lift-contact-stop"),
    path("companies/", companies.index, name="companies"),
    path("companies/new", company_editing.new, name="new-company"),
    path("companies/<int:id>", company.show, name="company"),
    path("companies/<int:id>/edit", company_editing.edit, name="edit-company"),
    path("companies/<int:id>/delete", company_editing.delete, name="delete-company"),
    path("companies/<int:id>/merge", company_merging.merge, name="merge-companies"),
]
