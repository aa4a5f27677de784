from django.apps import AppConfig
from django.core.checks import Tags, register

from config.checks import check_durability


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        register(check_durability, Tags.database)
