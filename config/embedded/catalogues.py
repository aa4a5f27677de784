"""Compiles the translations, so that no machine needs gettext to run Lykta.

Run as `python -m config.embedded.catalogues` when an image is built; `prepare` does it
too. A catalogue that is newer than its source is left alone.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parents[2] / "locale"


def compile_catalogues() -> None:
    """Write a `.mo` file beside every `.po` that has changed since."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        made = source.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parts[-3])
        with made.open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    compile_catalogues()
