"""Replay one night of joint inspections through the real API, from register to protocol."""

import os
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from accounts.models import Agency, Municipality, User
from core import clock
from core.identifiers import uuid7
from demo.client import OfficerOnline, wait_until_up
from demo.evidence import gather_evidence
from demo.night import Night, last_friday, load, save, write_night
from demo.promises import make_promises
from demo.register import demo_register
from demo.round import plan_round
from demo.school import hold_school, manager_login
from demo.situation import report_together
from demo.tablet import Tablet
from demo.town import Login, password_of, plan_occasion, settle_town
from demo.walks import walk_for_safety
from inspections.queries.due_list import due_list
from venues.rules.register_layout import OPEN_DATA
from venues.services.import_register import (
    apply_register,
    preview_register,
    upload_register,
)

_OFFICERS = {
    "ines": "licensing",
    "ivar": "licensing",
    "petra": "police",
    "pelle": "police",
    "frida": "fire",
}
_VISITS = 5
_BAR = 30


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        here = os.environ.get("LYKTA_URL", "http://127.0.0.1:8000")
        parser.add_argument("--address", default=here)
        protocols = str(Path(settings.ROOT) / "var" / "demo")
        parser.add_argument("--folder", default=protocols, help="for the protocols")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        with translation.override("sv"):
            logins = settle_town()
            self._register()
            wait_until_up(options["address"])
            self._night(options["address"], Path(options["folder"]))
            self._due_list()
            self._round()
            hold_school()
            if gather_evidence(options["address"], password_of("ines@demo.example")):
                self.stdout.write(
                    "Evidence: a walk, pieces, scores, and a pack asked for"
                )
            if make_promises():
                self.stdout.write(
                    "Promises: seven, and a follow-up that a sweep publishes"
                )
            link = report_together()
            if link:
                self.stdout.write(
                    f"Reports: five cycles; one reporter's page is {link}"
                )
            link = walk_for_safety()
            if link:
                self.stdout.write(
                    f"Safety walks: three; the page of those who walked is {link}"
                )
            self._logins(logins)

    def _register(self) -> None:
        self.stdout.write("Register: a constructed one in Göteborg's layout, 60 venues")
        karin = User.objects.get(email="karin@demo.example")
        batch = upload_register(
            user=karin,
            municipality=Municipality.objects.get(code="2380"),
            file_name="demo-register.csv",
            content=demo_register(),
            layout=OPEN_DATA,
            is_full=True,
        )
        batch = preview_register(batch=batch.pk, progress=self._progress("read"))
        counts = batch.counts
        if counts["new"] or counts["changed"] or counts["ended"]:
            apply_register(
                user=karin, batch=batch.pk, progress=self._progress("applied")
            )
        else:
            batch.delete()  # the same file again: there is nothing to look at
        self.stdout.write(
            f"  new {counts['new']}, changed {counts['changed']}, ended {counts['ended']}, "
            f"unchanged {counts['unchanged']}, refused {counts['refused']}"
        )

    def _night(self, address: str, folder: Path) -> None:
        online = {
            who: OfficerOnline(
                address, f"{who}@demo.example", password_of(f"{who}@demo.example")
            )
            for who in _OFFICERS
        }
        kept = Path(settings.DATA_DIR) / "demo-outbox"
        night = load(kept) or self._written(online, kept)
        plan_occasion(UUID(night.occasion), night.night)
        self.stdout.write(f"Night of {night.night}: {len(night.visits)} joint visits")
        for who, tablet in night.tablets.items():
            online[who].enrol(tablet, f"Demo tablet of {who}", "2380")
        self._send(online, night)
        folder.mkdir(parents=True, exist_ok=True)
        show = self._progress("sealed")
        for done, (visit, section, lead) in enumerate(night.sections, start=1):
            sealed = online[lead].seal(visit, section)
            name = f"protokoll-{night.night}-{section}-{sealed['seal'][:8]}.pdf"
            (folder / name).write_bytes(online[lead].protocol(visit, section))
            show(done, len(night.sections))
        self.stdout.write(f"  protocols: {folder}")

    def _written(self, online: dict[str, OfficerOnline], kept: Path) -> Night:
        """The night, written from what the tablets carry, and kept before it is sent."""
        carried = online["ines"].bundle()
        ids = {
            who: str(User.objects.get(email=f"{who}@demo.example").pk)
            for who in _OFFICERS
        }
        night = Night(
            occasion=str(uuid7()),
            night=last_friday(clock.today()),
            tablets={
                who: Tablet(ids[who], agency) for who, agency in _OFFICERS.items()
            },
        )
        venues = sorted(carried["venues"], key=lambda venue: str(venue["name"]))[
            :_VISITS
        ]
        write_night(night, venues, carried["checklists"][0], ids)
        save(night, kept)
        return night

    def _send(self, online: dict[str, OfficerOnline], night: Night) -> None:
        total = sum(len(tablet.outbox) for tablet in night.tablets.values())
        show, done = self._progress("entries"), 0
        counted: dict[str, int] = {}
        for who, tablet in night.tablets.items():
            for result in online[who].send(tablet, tablet.outbox):
                counted[result["status"]] = counted.get(result["status"], 0) + 1
                done += 1
                show(done, total)
        for digest, (who, content) in night.photos.items():
            online[who].photo(night.tablets[who], digest, content)
        told = ", ".join(
            f"{status} {count}" for status, count in sorted(counted.items())
        )
        self.stdout.write(f"  {told}; photos {len(night.photos)}")

    def _due_list(self) -> None:
        agency = Agency.objects.get(municipality="2380", code="licensing")
        self.stdout.write("Due list, the first ten:")
        for row in due_list(agency, clock.today(), limit=10):
            seen = row.visited_on or "never visited"
            self.stdout.write(
                f"  {row.due_on}  class {row.risk_class} ({row.points:2})  {row.name}  "
                f"[{row.reason.value}, {seen}]"
            )

    def _round(self) -> None:
        row = plan_round()
        self.stdout.write(f"Round of {row.night}: {row.stops.count()} stops planned")

    def _logins(self, logins: list[Login]) -> None:
        self.stdout.write("Sign in with:")
        for login in logins:
            self.stdout.write(f"  {login.email:22} {login.password}   {login.roles}")
        email, password = manager_login()
        self.stdout.write(f"  {email:22} {password}   Serveringsställets egna sidor")

    def _progress(self, what: str) -> Any:
        """A bar on a terminal, a line at the end elsewhere."""

        def show(done: int, total: int) -> None:
            if sys.stdout.isatty():
                filled = _BAR * done // max(total, 1)
                bar = "█" * filled + "·" * (_BAR - filled)
                self.stdout.write(f"\r  {what:8} {bar} {done}/{total}", ending="")
                if done == total:
                    self.stdout.write("")
            elif done == total:
                self.stdout.write(f"  {what} {done}/{total}")

        return show
