"""A November evening on which people walk, as its pages show it."""

from tests.situation.conftest import november, photo

__all__ = ["november", "photo"]
