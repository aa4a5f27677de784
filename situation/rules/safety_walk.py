"""The days of a safety walk."""

from datetime import timedelta

ANSWERED_WITHIN = timedelta(days=60)
"""By then the participants have a written answer (KW7)."""

ASKED_AFTER = timedelta(days=46)
"""Then who led it is reminded: two weeks are left. A proposal of ours."""

FORGOTTEN_AFTER = timedelta(days=180)
"""So long addresses are kept: an answer, and one more after a measure. A proposal of ours."""
