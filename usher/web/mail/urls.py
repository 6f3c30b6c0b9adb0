"""Addresses of the members' screens: mail."""

from django.urls import path

from usher.web.mail import (
    answering,
    cancelling,
    ledger,
    message,
    outbox,
    recounting,
    resending,
    retrying,
    review,
    sink,
    stopped,
    sunk,
)

urlpatterns = [
    path("", ledger.index, name="ledger"),
    path("<int:id>", message.show, name="ledger-message"),
    path("<int:id>/original", message.save, name="ledger-original"),
    path("<int:id>/retry", retrying.retry, name="retry-mail"),
    path("review", review.index, name="review-mail"),
    path("review/<int:id>/accept", review.accept, name="accept-mail"),
    path("review/<int:id>/dismiss", review.dismiss, name="dismiss-mail"),
    path("recount/<int:id>", recounting.recount, name="recount-mailbox"),
    path("outbox", outbox.index, name="outbox"),
    path("outbox/<int:id>/resend", resending.resend, name="resend-mail"),
    path("outbox/<int:id>/cancel", cancelling.cancel, name="cancel-mail"),
    path("stopped", stopped.index, name="stopped-mail"),
    path("stopped/<int:id>/lift", stopped.lift, name="lift-stop"),
    path("sink/", sink.index, name="sink"),
    path("sink/<int:id>", sunk.show, name="sunk-mail"),
    path("sink/<int:id>/original", sunk.save, name="sunk-original"),
    path("sink/<int:id>/files/<int:index>", sunk.open_file, name="sunk-file"),
    path("sink/<int:id>/answer", answering.answer, name="answer-sunk"),
]
