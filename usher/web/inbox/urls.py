"""Addresses of the members' screens: lists, search, a new ticket."""

from django.urls import path

from usher.web.inbox import (
    assigning,
    bin,
    bulk_changes,
    deleting,
    draft_ticket,
    labelling,
    listing,
    moving,
    navigating,
    prioritising,
    requesters,
    searching,
    snoozing,
    starting,
    undoing,
)

urlpatterns = [
    path("", starting.start, name="start"),
    path("inbox/", starting.start, name="inbox-start"),
    path("inbox/<str:view>", listing.inbox, name="inbox"),
    path("bulk/assign", assigning.assign, name="bulk-assign"),
    path("bulk/move", moving.move, name="bulk-move"),
    path("bulk/prioritise", prioritising.prioritise, name="bulk-prioritise"),
    path("bulk/label", labelling.label, name="bulk-label"),
    path("bulk/snooze", snoozing.snooze, name="bulk-snooze"),
    path("bulk/delete", deleting.delete, name="bulk-delete"),
    path("bulk/<int:id>", bulk_changes.show, name="bulk-change"),
    path("bulk/<int:id>/stop", bulk_changes.stop, name="bulk-stop"),
    path("bulk/<int:id>/undo", bulk_changes.undo, name="bulk-undo"),
    path("undo", undoing.undo, name="undo"),
    path("bin", bin.show_bin, name="bin"),
    path("nav", navigating.nav, name="nav"),
    path("search", searching.search, name="search"),
    path("palette", searching.palette, name="palette"),
    path("tickets", starting.all_open, name="tickets"),
    path("tickets/", starting.all_open, name="tickets-start"),
    path("tickets/new", draft_ticket.new_or_kept, name="new-ticket"),
    path("tickets/new/requesters", requesters.requesters, name="new-ticket-requesters"),
]
