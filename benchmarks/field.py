"""The tablet's application in headless Chromium, its processor slowed fourfold.

Four plain steps with 20,000 venues and no net: start to a usable list, a keystroke to its
hits, opening a visit with its items and thirty photos, an answer to its being on the disk.
Beside each, in the same page and turn by turn, the least work that any application must do
for it. Then a night's sync over 1 Mbit/s with one reply in twenty lost. Prints medians and
95th percentiles in ms; the last line is JSON.
"""

import gzip
import io
import os
import statistics
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from benchmarks.net import Net
from benchmarks.postgres import own_cluster
from benchmarks.ratio import ratio, told
from benchmarks.served import ROOT, Web, environment
from benchmarks.world import World, make_world

VENUES, ROUNDS, PHOTOS, SLOWER, PIN = 20_000, 9, 30, 4, "482915"
VISITS, NIGHT_PHOTOS, BITS_A_SECOND, LOST = 12, 60, 1_000_000, 0.05
APP_AIM_BYTES = 250_000
_FILL = """
UPDATE venues_venue v SET change = s.n, address = 'Exempelgatan ' || s.n
    FROM (SELECT id, row_number() OVER (ORDER BY id) n FROM venues_venue) s WHERE s.id = v.id;
INSERT INTO core_changecounter (scope, value) VALUES ('venues:2380', {venues});
INSERT INTO venues_licence (id, venue_id, version, duration, audiences, drinks, spaces,
        special_forms, hours_text, conditions_text, serving_until_minute, max_persons)
    SELECT id, id, 1, 'permanent', '[]', '["wine"]', '["indoor"]', '[]', '11:00-01:00',
        'Två ordningsvakter från 22:00', 1500, 120 FROM venues_venue;
"""
_TURNS = (Path(__file__).parent / "field_steps.js").read_text(encoding="utf-8")


def turn(page: Page, group: str, name: str, given: object = None) -> float:
    """Milliseconds of one turn in the page; see `field_steps.js`."""
    asked = f"given => {_TURNS.strip()}.{group}.{name}(given)"
    return float(page.evaluate(asked, given))


class Tablet:
    """One browser with a disk of its own."""

    def __init__(self, play: Playwright, folder: Path, net: Net) -> None:
        self.play, self.folder, self.net = play, folder, net
        self.context: BrowserContext | None = None

    @property
    def root(self) -> str:
        return f"http://localhost:{self.net.port}"

    def open(self, *, slowed: bool = True) -> Page:
        self.context = self.play.chromium.launch_persistent_context(
            self.folder,
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            viewport={"width": 820, "height": 1180}, locale="sv-SE",
        )  # fmt: skip
        self.context.set_default_timeout(300_000)
        page = self.context.pages[0]
        if slowed:
            inspector = self.context.new_cdp_session(page)
            inspector.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        return page

    def close(self) -> None:
        assert self.context is not None
        self.context.close()

    def set_up(self, world: World) -> None:
        page = self.open(slowed=False)
        assert self.context is not None
        self.context.add_cookies(
            [
                {
                    "name": "sessionid",
                    "value": world.officers[0].session,
                    "url": self.root,
                    "expires": time.time() + 86_400,
                }
            ]
        )
        page.goto(f"{self.root}/field/")
        page.get_by_label("Välj en kod").fill(PIN)
        page.get_by_label("Koden en gång till").fill(PIN)
        page.get_by_role("button", name="Gör redo").click()
        page.get_by_text("Redo för kvällen: ").wait_for()
        page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
        self.close()

    def unlock(self, page: Page) -> float:
        page.goto(f"{self.root}/field/")
        page.locator("input[type=password]").wait_for()
        return turn(page, "steps", "start", PIN)


def picture(kilobytes: int, number: int) -> bytes:
    """A photo of about that size, each another one."""
    file, side = io.BytesIO(), 100 + number
    grain = Image.effect_noise((side, 300), 60).resize((1600, 1200)).convert("RGB")
    for quality in range(95, 5, -5):
        file = io.BytesIO()
        grain.save(file, "JPEG", quality=quality)
        if file.tell() <= kilobytes * 1000:
            break
    return file.getvalue()


def begin_visit(page: Page, venue: str) -> str:
    page.evaluate("location.hash = '#/tonight'")
    page.locator("#search").fill(venue)
    page.get_by_role("link", name=venue).first.click()
    page.get_by_role("button", name="Börja besök").click()
    page.get_by_role("button", name="Börja nu").click()
    page.get_by_role("link", name="Lista").wait_for()
    return str(page.evaluate("location.hash.split('/')[2]"))


def take_photos(page: Page, visit: str, count: int, kilobytes: int, first: int) -> None:
    page.evaluate(f"location.hash = '#/visit/{visit}/notes'")
    for number in range(count):
        page.locator("input[type=file]").first.set_input_files(
            {
                "name": "b.jpg",
                "mimeType": "image/jpeg",
                "buffer": picture(kilobytes, first + number),
            }
        )
        page.get_by_role("button", name="Utan ritning").click()
        page.locator("canvas.drawing").wait_for(state="detached")


def steps(tablet: Tablet) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of each step and of its floor, turn by turn, without a net."""
    found: dict[str, tuple[list[float], list[float]]] = {
        one: ([], []) for one in ("start", "search", "open", "answer")
    }
    page = tablet.open(slowed=False)
    tablet.unlock(page)
    visit = begin_visit(page, "Påhitt 77")
    take_photos(page, visit, PHOTOS, 60, 0)
    tablet.close()
    for number in range(ROUNDS):
        page = tablet.open()
        found["start"][0].append(tablet.unlock(page))
        found["start"][1].append(turn(page, "floors", "start"))
        for name, given, times in (
            ("search", number, 3),
            ("open", visit, 1),  # read from the disk once; then it is in memory
            ("answer", number, 3),
        ):
            for _again in range(times):
                found[name][0].append(turn(page, "steps", name, given))
                found[name][1].append(turn(page, "floors", name))
        tablet.close()
        said = {name: round(values[-1]) for name, (values, _) in found.items()}
        print(f"round {number + 1}: ms {said}", flush=True)
    return found


def night(tablet: Tablet, cluster_url: str) -> tuple[float, int]:
    """Bytes sent for bytes of content, and entries stored twice, of a night's sync."""
    import psycopg  # noqa: PLC0415 — the bench of the steps needs none

    net = tablet.net
    page = tablet.open(slowed=False)
    tablet.unlock(page)
    for number in range(VISITS):
        visit = begin_visit(page, f"Påhitt {1000 + number}")
        page.evaluate(f"location.hash = '#/visit/{visit}/leave'")
        page.get_by_role("button", name="ej kontrollerat").click()
        page.get_by_role("button", name="ej kontrollerat").wait_for(state="detached")
        take_photos(page, visit, NIGHT_PHOTOS // VISITS, 300, 100 + number * 10)
    page.evaluate("location.hash = '#/tonight'")
    net.bits_a_second, net.loses, net.sent_bytes = BITS_A_SECOND, LOST, 0
    net.join()
    begins = time.perf_counter()
    while not page.get_by_text("Allt är hos servern").is_visible():
        again = page.get_by_role("button", name="Skicka nu")
        if again.is_visible():
            again.click()
        page.wait_for_timeout(500)
        if time.perf_counter() - begins > 1800:
            raise SystemExit("The night did not arrive.")
    with psycopg.connect(cluster_url) as connection:
        row = connection.execute(
            "SELECT count(*), sum(length(payload)), count(*) - count(DISTINCT (stream_id, seq))"
            " FROM inspections_entry"
        ).fetchone()
        photos = connection.execute(
            "SELECT count(*), sum(bytes) FROM inspections_photo"
        ).fetchone()
    assert row is not None
    assert photos is not None
    headers = (
        row[0] * 420
    )  # a header's text, which the protocol rests on, is content too
    content = int(row[1]) + headers + int(photos[1])
    print(
        f"night: {row[0]} entries, {photos[0]} photos, {content} bytes of content, "
        f"{net.sent_bytes} sent in {time.perf_counter() - begins:.0f} s"
    )
    tablet.close()
    return net.sent_bytes / content, int(row[2])


def app_bytes() -> int:
    """Every file of the application but the map, as it goes over the net."""
    folder = ROOT / "var" / "site" / "field"
    files = [
        one
        for one in folder.rglob("*")
        if one.is_file() and one.suffix in {".js", ".css", ".html"}
    ]
    return sum(
        len(gzip.compress(one.read_bytes()))
        for one in files
        if "leaflet" not in one.name
    )


def main() -> None:
    with own_cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        variables = environment(cluster.url, data)
        world = make_world(variables, officers=1, venues=VENUES)
        from django.db import connection  # noqa: PLC0415 — only after the set-up

        with connection.cursor() as cursor:
            cursor.execute(_FILL.format(venues=VENUES))
        web = Web(variables)
        web.start()
        net = Net(web.port)
        net.join()
        try:
            with sync_playwright() as play:
                tablet = Tablet(play, data / "tablet", net)
                tablet.set_up(world)
                net.cut()
                found = steps(tablet)
                share, doubled = night(tablet, cluster.url)
        finally:
            net.cut()
            web.stop()
    results = []
    names = {
        "start": "PIN to a usable list of 20,000 venues / key and parse alone",
        "search": "keystroke to hits / a bare scan and a frame",
        "open": "opening a visit with its items and 30 photos / as many bare buttons",
        "answer": "an answer to its being durable / one bare strict write",
    }
    for name, (ours, floor) in found.items():
        p95 = statistics.quantiles(ours, n=20)[-1]
        print(
            f"{name}: median {statistics.median(ours):.0f} ms, p95 {p95:.0f} ms, "
            f"floor {statistics.median(floor):.0f} ms"
        )
        results.append(ratio(names[name], ours, floor, 5.0, "lower"))
    size = app_bytes()
    print(f"application: {size} bytes compressed without the map")
    for name, value, aim in (
        ("application compressed / 250 kB", size / APP_AIM_BYTES, 1.0),
        ("bytes sent / bytes of content of a night", share, 1.1),
        ("entries stored twice", float(doubled), 0.0),
    ):
        results.append(
            {
                "name": name,
                "ratio": round(value, 3),
                "aim": aim,
                "better": "lower",
                "spread": [value, value],
            }
        )
    told(results)


if __name__ == "__main__":
    main()
