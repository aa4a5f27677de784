"""The feed of what became of a municipality's promises, as Atom."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from accounts.models import Municipality
from core.periods import half_year_name
from promises.models import FollowUp
from promises.queries.follow_ups import published
from web.public.told import summary

_MOST = 20


class FollowUpFeed(Feed):  # type: ignore[type-arg]
    """Every revision is an entry of its own: who follows it hears of a correction."""

    feed_type = Atom1Feed

    def get_object(self, _request: HttpRequest, code: str) -> Municipality:
        row = Municipality.objects.filter(pk=code).first()
        if row is None:
            raise Http404
        return row

    def title(self, there: Municipality) -> str:
        return _("What became of the promises in %(town)s") % {"town": there.name}

    def link(self, there: Municipality) -> str:
        return reverse("public_follow_ups", args=[there.pk])

    def subtitle(self, there: Municipality) -> str:
        return _("Municipality and police tell twice a year, in %(town)s.") % {
            "town": there.name
        }

    def items(self, there: Municipality) -> list[FollowUp]:
        return list(published(there).order_by("-published_at")[:_MOST])

    def item_title(self, row: FollowUp) -> str:
        if _reason(row):
            return _("%(half)s, corrected") % {"half": half_year_name(row.last)}
        return half_year_name(row.last)

    def item_description(self, row: FollowUp) -> str:
        assert row.content is not None
        return " ".join(filter(None, (summary(row.content), _reason(row))))

    def item_link(self, row: FollowUp) -> str:
        page = reverse(
            "public_follow_up", args=[row.municipality_id, half_year_name(row.last)]
        )
        return f"{page}?revision={row.revision}"

    def item_guid(self, row: FollowUp) -> str:
        return f"urn:uuid:{row.pk}"

    def item_pubdate(self, row: FollowUp) -> datetime | None:
        return row.published_at

    def item_updateddate(self, row: FollowUp) -> datetime | None:
        return row.published_at


def _reason(row: FollowUp) -> str:
    """Why it was corrected, as it was frozen."""
    return "" if row.content is None else str(row.content["reason"])
