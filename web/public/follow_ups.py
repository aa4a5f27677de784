"""What became of the promises: pages for everybody, without signing in."""

import hashlib

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_GET

from accounts.models import Municipality
from core.bilingual import tongue
from core.periods import half_year_name
from promises.models import FollowUp, FollowUpState
from promises.queries.follow_ups import published
from web.public.language import in_the_language_asked_for
from web.public.told import shown, summary

FRESH_FOR = 30
"""Seconds for which a copy may be shown unasked: a correction is seen within a minute."""


def _newest(municipality: Municipality) -> list[FollowUp]:
    """The latest revision of every half-year, the latest half-year first."""
    found: dict[object, FollowUp] = {}
    for row in published(municipality):
        found.setdefault(row.last, row)
    return list(found.values())


def _town(code: str) -> Municipality:
    row = Municipality.objects.filter(pk=code).first()
    if row is None or not published(row).exists():
        raise Http404
    return row


def _etag(request: HttpRequest, code: str = "", half_year: str = "") -> str:
    """Of what is published there, in this language, by this version of the program."""
    rows = FollowUp.objects.filter(state=FollowUpState.PUBLISHED)
    if code:
        rows = rows.filter(municipality=code)
    known = "".join(rows.values_list("fingerprint", flat=True))
    said = "|".join(
        (
            known,
            tongue(),
            settings.CODE_VERSION,
            half_year,
            request.GET.get("revision", ""),
        )
    )
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def _kept_for_a_moment(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, public=True, max_age=FRESH_FOR)
    return answer


@login_not_required
@require_GET
@in_the_language_asked_for
@condition(etag_func=_etag)
def follow_up_towns(request: HttpRequest) -> HttpResponse:
    """The municipalities that have published something; the only one's page at once."""
    rows = Municipality.objects.filter(
        follow_ups__state=FollowUpState.PUBLISHED
    ).distinct()
    if len(rows) == 1:
        return _kept_for_a_moment(redirect("public_follow_ups", rows[0].pk))
    return _kept_for_a_moment(render(request, "public/towns.html", {"rows": rows}))


@login_not_required
@require_GET
@in_the_language_asked_for
@condition(etag_func=_etag)
def public_follow_ups(request: HttpRequest, code: str) -> HttpResponse:
    """Every half-year that was followed up, with how many promises are kept."""
    there = _town(code)
    rows = [
        (row, half_year_name(row.last), summary(row.content)) for row in _newest(there)
        if row.content is not None
    ]  # fmt: skip
    return _kept_for_a_moment(
        render(request, "public/follow_ups.html", {"there": there, "rows": rows})
    )


@login_not_required
@require_GET
@in_the_language_asked_for
@condition(etag_func=_etag)
def public_follow_up(request: HttpRequest, code: str, half_year: str) -> HttpResponse:
    """What a half-year came to. `revision` asks for one that was corrected since."""
    there = _town(code)
    rows = [row for row in published(there) if half_year_name(row.last) == half_year]
    asked = request.GET.get("revision", "")
    row = next((one for one in rows if not asked or str(one.revision) == asked), None)
    if row is None or row.content is None:
        raise Http404
    return _kept_for_a_moment(
        render(
            request,
            "public/follow_up.html",
            {
                "there": there,
                "row": row,
                "name": half_year,
                "told": shown(row.content),
                "others": [one for one in rows if one != row],
                "is_corrected": row != rows[0],
            },
        )
    )
