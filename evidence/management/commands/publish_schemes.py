from django.core.management.base import BaseCommand

from evidence.services.schemes import FOLDER, publish_scheme


class Command(BaseCommand):
    help = "Publish the schemes of the repository; published ones are left alone."

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002
        for path in sorted(FOLDER.glob("*.json")):
            done = publish_scheme(path.read_bytes())
            self.stdout.write(f"{path.stem}: {'published' if done else 'is there'}")
