"""Addresses outside of any organization: sign-in and what is one's own. Only these of allauth's pages are offered."""

from allauth.account import views
from django.urls import path, re_path

from usher.web.account import home, invitations, profile
from usher.web.settings.mailbox import consent

urlpatterns = [
    path("", home.home, name="home"),
    path("accounts/invitations/<str:token>/", invitations.open_invitation, name="open-invitation"),
    path("accounts/profile/", profile.profile, name="profile"),
    path("accounts/mailbox/", consent.come_back, name="mailbox-consent"),
    path("accounts/login/", views.login, name="account_login"),
    path("accounts/logout/", views.logout, name="account_logout"),
    path("accounts/inactive/", views.account_inactive, name="account_inactive"),
    path("accounts/signup/", views.signup, name="account_signup"),  # closed; allauth's pages name it
    path("accounts/reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", views.password_change, name="account_change_password"),
    path("accounts/password/set/", views.password_set, name="account_set_password"),
    path("accounts/password/reset/", views.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "accounts/password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
