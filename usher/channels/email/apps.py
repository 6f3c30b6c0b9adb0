from django.apps import AppConfig


class EmailChannelConfig(AppConfig):
    name = "usher.channels.email"
    label = "email_channel"

    def ready(self) -> None:
        from usher.channels.email import reactions  # noqa: F401  register themselves
        from usher.channels.email.arriving import intake  # noqa: F401
        from usher.channels.email.leaving import failing, held_notices, obstacles, withholding  # noqa: F401
        from usher.channels.email.telling import member_notices, notices  # noqa: F401
