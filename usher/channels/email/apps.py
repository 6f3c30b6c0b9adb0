from django.apps import AppConfig


class EmailChannelConfig(AppConfig):
    name = "usher.channels.email"
    label = "email_channel"

    def ready(self) -> None:
        from usher.channels.email import failing, intake, member_notices, notices, reactions, withholding  # noqa: F401  register themselves
