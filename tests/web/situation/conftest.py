"""The town that reports together, as its pages show it."""

from tests.situation.conftest import cycle, november, who

__all__ = ["cycle", "november", "who"]
