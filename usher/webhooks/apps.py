from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "usher.webhooks"

    def ready(self) -> None:
        from usher.webhooks import noticing, people  # noqa: F401  register themselves
