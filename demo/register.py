"""A constructed register in the layout that Göteborg publishes. Nothing in it exists."""

import csv
import io
import random

COLUMNS = (
    "recTillsynsobjektId", "Namn", "Besöksadress", "strVerksamhetsutoevareNamn",
    "Restaurangnummer", "strVerksamhetNamn", "Fakturaadress", "TypAvTillstaand",
    "ServeringTill", "Alkoholdrycker", "Serveringstyper", "Serveringstider", "Villkor",
    "swereff991200_x", "swereff991200_y", "long", "lat",
)  # fmt: skip
_FIRST = (
    "Påhittade", "Uppdiktade", "Fingerade", "Låtsade", "Inbillade", "Tänkta", "Fabulerade",
    "Drömda",
)  # fmt: skip
_SECOND = (
    "Ankaret", "Björnen", "Cirkeln", "Draken", "Elden", "Fyren", "Grottan", "Hatten",
    "Igelkotten", "Jätten", "Katten", "Lyktan", "Månen", "Nyckeln", "Oxen", "Pärlan",
)  # fmt: skip
_HOURS = (
    "Alla dagar 11:00-23:00",
    "Mån-tor 11:00-01:00, fre-lör 11:00-02:00, sön 12:00-23:00",
    "Ons-lör 20:00-03:00; uteservering alla dagar 11:00-22:00",
    "Alla dagar 11:00-01:00",
)
_CONDITIONS = (
    "",
    "",
    "Ordningsvakt ska finnas efter kl. 23:00",
    "Högst 150 personer. Serveringspersonal ska cirkulera och ha uppsikt",
)
_DRINKS = (
    "Spritdrycker, Vin, Starköl, Andra jästa alkoholdrycker",
    "Vin, Starköl, Andra jästa alkoholdrycker",
)


def demo_register(count: int = 60, prefix: str = "2380", seed: int = 2380) -> bytes:
    """A semicolon CSV of `count` venues, always the same for the same arguments."""
    chance = random.Random(seed)  # noqa: S311 — a constructed register
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number in range(1, count + 1):
        kind = chance.choice(("Restaurang", "Pub", "Nattklubb", "Bar"))
        name = f"{chance.choice(_FIRST)} {chance.choice(_SECOND)} {number}"
        hours = _HOURS[2] if kind == "Nattklubb" else chance.choice(_HOURS)
        spaces = "Inomhus, Uteservering" if "uteservering" in hours else "Inomhus"
        writer.writerow(
            (
                f"OBJ-{number:05}",
                name,
                f"Exempelgatan {number}, Östersund",
                f"Påhittade Krogar {number % 40 + 1} AB (fingerat)",
                f"{prefix}{number:04}",
                f"{kind} {name}",
                f"Box {number}, 831 00 Östersund",
                "Stadigvarande",
                chance.choice(("Allmänheten", "Allmänheten, Slutet sällskap")),
                chance.choice(_DRINKS),
                spaces,
                hours,
                chance.choice(_CONDITIONS),
                "",
                "",
                f"{14.6361 + chance.uniform(-0.03, 0.03):.6f}".replace(".", ","),
                f"{63.1767 + chance.uniform(-0.012, 0.012):.6f}".replace(".", ","),
            )
        )
    return file.getvalue().encode("utf-8-sig")
