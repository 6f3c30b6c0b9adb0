"""The members' screens. Addresses below an organization's slug go through `scoped`; account pages do not."""

from django.urls import include, path

from usher.web.mail import hook
from usher.web.mail.unsubscribing import leave

urlpatterns = [
    path("", include("usher.web.account.urls")),
    path("", include("usher.web.files.urls")),
    path("unsubscribe/<str:token>", leave, name="unsubscribe"),
    path("mail/hooks/<str:key>", hook.take, name="mail-hook"),
    path("mail/hooks/<str:key>/mime", hook.take, name="mail-hook-mime"),
    path("<slug:slug>/", include("usher.web.inbox.urls")),
    path("<slug:slug>/tickets/", include("usher.web.tickets.urls")),
    path("<slug:slug>/people/", include("usher.web.people.urls")),
    path("<slug:slug>/settings/", include("usher.web.settings.urls")),
    path("<slug:slug>/mail/", include("usher.web.mail.urls")),
]
