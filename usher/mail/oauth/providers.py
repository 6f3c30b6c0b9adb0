"""The two providers whose mailboxes are opened with tokens (OAuth 2, RFC 6749), and where they are asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from usher.mail.models import Mailbox
from usher.mail.models.mailbox import SignIn


@dataclass(frozen=True, slots=True)
class Provider:
    """Addresses may hold `{tenant}`, Microsoft's directory. `asks` are further parameters of the page where people agree."""

    name: str
    authorize_url: str
    token_url: str
    scope: str
    imap_host: str
    smtp_host: str
    asks: Mapping[str, str]


PROVIDERS: dict[str, Provider] = {
    SignIn.GOOGLE: Provider(
        name="Google",
        authorize_url="https://accounts.google.com/o/oauth2/v2/auth",
        token_url="https://oauth2.googleapis.com/token",
        scope="https://mail.google.com/",
        imap_host="imap.gmail.com",
        smtp_host="smtp.gmail.com",
        # Without these a second consent brings no refresh token, and the mailbox would end after an hour.
        asks={"access_type": "offline", "prompt": "consent"},
    ),
    SignIn.MICROSOFT: Provider(
        name="Microsoft",
        authorize_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
        token_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        scope="https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
        imap_host="outlook.office365.com",
        smtp_host="smtp.office365.com",
        asks={"prompt": "select_account"},
    ),
}


def provider_of(mailbox: Mailbox) -> Provider:
    """The provider that the mailbox signs in with; KeyError for one with a password."""
    return PROVIDERS[mailbox.sign_in]


def placed(url: str, mailbox: Mailbox) -> str:
    """The provider's address for this mailbox's directory."""
    return url.replace("{tenant}", mailbox.oauth_tenant or "common")
