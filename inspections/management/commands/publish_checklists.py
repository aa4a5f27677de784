from django.core.management.base import BaseCommand

from inspections.services.checklists import FOLDER, publish_checklist


class Command(BaseCommand):
    help = "Publish the checklists of the repository; published ones are left alone."

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002
        for path in sorted(FOLDER.glob("*.json")):
            done = publish_checklist(path=path)
            self.stdout.write(f"{path.stem}: {'published' if done else 'is there'}")
