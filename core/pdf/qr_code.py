"""A QR code drawn as squares."""

from typing import Any

import segno
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from core.pdf.sheet import INK


class QrCode(Flowable):  # type: ignore[misc]
    """The address as a QR code of 32 mm, with its quiet border."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.rows = list(segno.make(address, error="m").matrix_iter(border=2))
        self.width = self.height = 32 * mm

    def wrap(self, *_available: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        step = self.width / len(self.rows)
        self.canv.setFillColor(INK)
        for down, row in enumerate(self.rows):
            for across, dark in enumerate(row):
                if dark:
                    top = self.height - (down + 1) * step
                    self.canv.rect(across * step, top, step, step, stroke=0, fill=1)
