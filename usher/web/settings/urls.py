"""Addresses of the members' screens: settings."""

from django.urls import path

from usher.web.settings import (
    categories,
    general,
    labels,
    mailbox_editing,
    mailbox_testing,
    mailboxes,
    member_editing,
    members,
    team_editing,
    teams,
    tokens,
    type_editing,
    types,
)

urlpatterns = [
    path("", general.general, name="settings"),
    path("members", members.index, name="members"),
    path("members/new", members.new, name="new-member"),
    path("members/<int:id>", member_editing.edit, name="edit-member"),
    path("teams", teams.index, name="teams"),
    path("teams/new", team_editing.new, name="new-team"),
    path("teams/<int:id>", team_editing.edit, name="edit-team"),
    path("tokens", tokens.index, name="tokens"),
    path("tokens/<int:id>/revoke", tokens.revoke, name="revoke-token"),
    path("mailboxes", mailboxes.index, name="mailboxes"),
    path("mailboxes/new", mailbox_editing.new, name="new-mailbox"),
    path("mailboxes/test", mailbox_testing.test, name="test-new-mailbox"),
    path("mailboxes/<int:id>", mailbox_editing.edit, name="edit-mailbox"),
    path("mailboxes/<int:id>/test", mailbox_testing.test, name="test-mailbox"),
    path("mailboxes/<int:id>/activate", mailboxes.activate, name="activate-mailbox"),
    path("mailboxes/<int:id>/deactivate", mailboxes.deactivate, name="deactivate-mailbox"),
    path("labels", labels.index, name="labels"),
    path("labels/<int:id>", labels.edit, name="edit-label"),
    path("labels/<int:id>/delete", labels.delete, name="delete-label"),
    path("types", types.index, name="types"),
    path("types/new", type_editing.new, name="new-type"),
    path("types/<int:id>", type_editing.edit, name="edit-type"),
    path("categories", categories.index, name="categories"),
    path("categories/<int:id>", categories.edit, name="edit-category"),
]
