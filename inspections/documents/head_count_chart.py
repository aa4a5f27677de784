"""Head counts beside the permitted number, drawn alike in the page and the protocol."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.chart import BarChart, bar_chart


def head_count_chart(
    guests: Sequence[tuple[str, int]], permitted: int | None
) -> BarChart | None:
    """One bar a count, each a time and a number; None when there is nothing to compare:
    no count, or a single one without a permitted number.
    """
    if not guests or (len(guests) == 1 and permitted is None):
        return None
    limit = None if permitted is None else (_("Permitted number"), permitted)
    return bar_chart(_("Head counts"), _("guests"), guests, limit)
