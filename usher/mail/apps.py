from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "usher.mail"

    def ready(self) -> None:
        from usher.mail import reactions  # noqa: F401  registers itself
