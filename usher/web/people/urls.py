"""Addresses of the members' screens: contacts and companies."""

from django.urls import path

from usher.web.people import companies, company, company_editing, contact, contact_editing, contacts

urlpatterns = [
    path("", contacts.index, name="contacts"),
    path("new", contact_editing.new, name="new-contact"),
    path("contacts/<int:id>", contact.show, name="contact"),
    path("contacts/<int:id>/edit", contact_editing.edit, name="edit-contact"),
    path("companies/", companies.index, name="companies"),
    path("companies/new", company_editing.new, name="new-company"),
    path("companies/<int:id>", company.show, name="company"),
    path("companies/<int:id>/edit", company_editing.edit, name="edit-company"),
]
