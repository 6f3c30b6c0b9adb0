"""Addresses of the members' screens: one ticket."""

from django.urls import URLPattern, path, register_converter

from usher.web.inbox import opening
from usher.web.inbox.draft_ticket import draft_ticket
from usher.web.tickets import (
    accepting_senders,
    assigning,
    calling_back,
    deleting,
    editing,
    filling_fields,
    following,
    following_up,
    joining,
    keeping,
    labelling,
    lifting,
    linking,
    merging,
    messages,
    moving,
    moving_company,
    originals,
    participating,
    permitting,
    picking,
    pictures,
    prioritising,
    remote_images,
    removing_files,
    seeing,
    sending_again,
    sending_now,
    showing,
    snoozing,
    splitting,
    starting,
    visibility,
    why_here,
    writing,
)


class Number:
    """A number that the database can hold: a longer one names nothing."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Number, "number")

T, M = "<number:number>", "<number:number>/messages/<number:message>"

urlpatterns: list[URLPattern] = [
    path("drafts/<number:number>", draft_ticket, name="draft-ticket"),
    path("drafts/<number:number>/undo", opening.undo, name="draft-undo"),
    path("drafts/<number:number>/open", opening.open_now, name="draft-open"),
    path(T, showing.show, name="ticket"),
    path(f"{T}/pieces", showing.pieces, name="ticket-pieces"),
    path(f"{T}/cards", showing.cards, name="ticket-cards"),
    path(f"{T}/earlier", showing.earlier, name="ticket-earlier"),
    path(f"{T}/seen", seeing.see, name="ticket-see"),
    path(f"{T}/messages", writing.write, name="ticket-write"),
    path(M, messages.show_message, name="ticket-message"),
    path(f"{M}/why", why_here.why, name="ticket-why"),
    path(f"{M}/move-back", why_here.move_back, name="ticket-move-back"),
    path(f"{M}/accept", accepting_senders.accept_sender, name="ticket-accept-sender"),
    path(f"{M}/original", originals.show_original, name="ticket-original"),
    path(f"{M}/original.html", originals.show_original_html, name="ticket-original-html"),
    path(f"{M}/original.eml", originals.save_original, name="ticket-original-mail"),
    path(f"{M}/mail", sending_again.mail_again, name="ticket-mail-again"),
    path(f"{M}/deliveries/<number:recipient>/correct", sending_again.correct, name="ticket-correct"),
    path(f"{M}/deliveries/<number:recipient>", sending_again.send_again, name="ticket-send-again"),
    path(f"{M}/images/<slug:form>/<number:index>", remote_images.show_remote_image, name="ticket-remote-image"),
    path(f"{T}/files/<number:file>", messages.open_file, name="ticket-file"),
    path(f"{T}/files/<number:file>/remove", removing_files.remove_file, name="ticket-remove-file"),
    path(f"{T}/pending/<number:pending>/call-back", calling_back.call_back, name="ticket-call-back"),
    path(f"{T}/pending/<number:pending>/send", sending_now.send_now, name="ticket-send-now"),
    path(f"{T}/pending/<number:pending>/time", sending_now.send_at_other_time, name="ticket-send-at"),
    path(f"{T}/stops/<number:stop>/lift", lifting.lift_stop, name="ticket-lift-stop"),
    path(f"{T}/status", moving.move, name="ticket-move"),
    path(f"{T}/start", starting.start_work, name="ticket-start"),
    path(f"{T}/priority", prioritising.prioritise, name="ticket-prioritise"),
    path(f"{T}/assignee", assigning.assign, name="ticket-assign"),
    path(f"{T}/pictures", pictures.add_picture, name="ticket-add-picture"),
    path(f"{T}/pictures/<str:token>", pictures.show_picture, name="ticket-picture"),
    path(f"{T}/draft", keeping.keep, name="ticket-keep"),
    path(f"{T}/typing", keeping.typing, name="ticket-typing"),
    path(f"{T}/assignees", joining.set_assignees, name="ticket-set-assignees"),
    path(f"{T}/snooze", snoozing.snooze, name="ticket-snooze"),
    path(f"{T}/wake", snoozing.wake, name="ticket-wake"),
    path(f"{T}/team", assigning.assign_team, name="ticket-assign-team"),
    path(f"{T}/subject", editing.rename, name="ticket-rename"),
    path(f"{T}/type", editing.retype, name="ticket-retype"),
    path(f"{T}/category", editing.classify, name="ticket-classify"),
    path(f"{T}/fields", filling_fields.fill, name="ticket-fields"),
    path(f"{T}/requester", editing.set_requester, name="ticket-set-requester"),
    path(f"{T}/requester/find", editing.find_requester, name="ticket-find-requester"),
    path(f"{T}/labels", labelling.set_labels, name="ticket-set-labels"),
    path(f"{T}/follow", following.follow, name="ticket-follow"),
    path(f"{T}/unfollow", following.unfollow, name="ticket-unfollow"),
    path(f"{T}/participants", participating.set_participants, name="ticket-set-participants"),
    path(f"{T}/delete", deleting.delete, name="ticket-delete"),
    path(f"{T}/restore", deleting.restore, name="ticket-restore"),
    path(f"{T}/purge", deleting.purge, name="ticket-purge"),
    path(f"{T}/follow-up", following_up.open_follow_up, name="ticket-follow-up"),
    path(f"{T}/find", picking.find, name="ticket-find"),
    path(f"{T}/merge", merging.merge, name="ticket-merge"),
    path(f"{T}/unmerge", merging.unmerge, name="ticket-unmerge"),
    path(f"{T}/split", splitting.split, name="ticket-split"),
    path(f"{T}/links", linking.link, name="ticket-link"),
    path(f"{T}/links/<number:link>/remove", linking.unlink, name="ticket-unlink"),
    path(f"{T}/company", moving_company.move_company, name="ticket-move-company"),
    path(f"{T}/company/find", moving_company.find, name="ticket-find-company"),
    path(f"{T}/permissions", permitting.permissions, name="ticket-permissions"),
    path(f"{T}/visibility", visibility.set_visibility, name="ticket-set-visibility"),
]
