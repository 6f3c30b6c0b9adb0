from django.apps import AppConfig


class EmailChannelConfig(AppConfig):
    name = "usher.channels.email"
    label = "email_channel"
