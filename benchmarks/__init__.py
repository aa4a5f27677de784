"""Benches: ratios to a floor, measured turn by turn in one run. Never part of the suite."""
