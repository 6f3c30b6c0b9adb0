from django.apps import AppConfig


class EmailChannelConfig(AppConfig):
    name = "usher.channels.email"
    label = "email_channel"

    def ready(self) -> None:
        from usher.channels.email import (  # noqa: F401  register themselves
            failing,
            held_notices,
            intake,
            member_notices,
            notices,
            reactions,
            withholding,
        )
