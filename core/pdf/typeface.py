"""The one typeface of all documents, embedded; and text made safe for it.

User text is escaped here and nowhere else: `Vittne <Bosse> sa nej` prints whole, no
markup of a user pulls in a file, and a sign that the typeface lacks is named by its code
point instead of vanishing.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD, ITALIC = "SourceSans3", "SourceSans3-Bold", "SourceSans3-It"
_FILES = {
    REGULAR: "SourceSans3-Regular.ttf",
    BOLD: "SourceSans3-Bold.ttf",
    ITALIC: "SourceSans3-It.ttf",
}
_FOLDER = Path(__file__).parent / "fonts"
# Signs that change the direction of what follows are shown, never obeyed.
_DIRECTION = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
)


@lru_cache(maxsize=1)
def register() -> None:
    """Make the typeface known to ReportLab, and its output the same on every run."""
    rl_config.useA85 = 0  # else every photo is written in base 85, in Python
    rl_config.invariant = 1
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, _FOLDER / file))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD)


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    register()
    return frozenset(pdfmetrics.getFont(REGULAR).face.charToGlyph)


def printable(value: object) -> str:
    """Text with every sign either printable or named, in composed form (NFC)."""
    composed = unicodedata.normalize("NFC", str(value))
    return "".join(_shown(sign) for sign in composed)


def _shown(sign: str) -> str:
    if sign in "\n\t":
        return sign
    # Invisible signs, such as those that turn the direction of what follows, are shown.
    invisible = unicodedata.category(sign) in {"Cf", "Cc"}
    if invisible or ord(sign) not in _glyphs():
        return f"[U+{ord(sign):04X}]"
    return sign


def text(value: object) -> str:
    """Text as paragraph markup: nothing in it is read as markup, lines stay lines."""
    return escape(printable(value)).replace("\t", "    ").replace("\n", "<br/>")
