"""Packs: asked for, built, handed out, held against earlier ones."""

from collections.abc import Mapping
from uuid import UUID
from zipfile import ZipFile

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from accounts.models import Agency
from accounts.permissions import agencies_where, municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotFound
from core.kept_whole import whole_file
from evidence.documents.figure_words import said
from evidence.documents.pack import DOCUMENT, WORKBOOK
from evidence.models import Pack, PackState
from evidence.queries.packs import comparable_with, inputs_of, packs_visible_to
from evidence.queries.schemes import scheme_on
from evidence.rules.pack import Numbers
from evidence.rules.pack_difference import Difference, pack_difference
from evidence.services.packing import (
    ask_for_pack,
    cancel_pack,
    pack_path,
    progress_of,
)
from web.asking import page_of, person
from web.deeds import done, page_of_it, taken
from web.evidence.forms import PackForm
from web.formats import moment
from web.parts.export import XLSX
from web.parts.mark import Mark, Tone
from web.parts.table import Cell, Column, Table

_TONES: Mapping[str, Tone] = {
    PackState.ASKED: Tone.CALM, PackState.READY: Tone.GOOD, PackState.FAILED: Tone.BAD,
    PackState.CANCELLED: Tone.NONE,
}  # fmt: skip
_COLUMNS = (
    Column(gettext_lazy("Pack")),
    Column(gettext_lazy("To and including")),
    Column(gettext_lazy("Edition")),
    Column(gettext_lazy("State")),
    Column(gettext_lazy("Asked for")),
)
_INSIDE: Mapping[str, tuple[str, str]] = {
    "pdf": (DOCUMENT, "application/pdf"), "xlsx": (WORKBOOK, XLSX),
}  # fmt: skip
_GROUNDS: Mapping[str, Promise] = {
    "scheme": gettext_lazy("another version of the scheme"),
    "area": gettext_lazy("another outline of the area"),
    "program": gettext_lazy("another version of the program"),
    "language": gettext_lazy("another language"),
}


def _agencies(request: HttpRequest) -> list[Agency]:
    """Whose packs the person may ask for."""
    user = person(request)
    return list(
        agencies_where(user, Capability.PUBLISH_FIGURES)
        .filter(
            municipality__in=municipalities_where(user, Capability.APPROVE_EVIDENCE)
        )
        .select_related("municipality")
    )


def _seen(request: HttpRequest, pack: UUID) -> Pack:
    row = packs_visible_to(person(request)).filter(pk=pack).first()
    if row is None:
        raise NotFound(_("There is no such pack, or it is not yours to see."))
    return row


@require_GET
def pack_list(request: HttpRequest) -> HttpResponse:
    """Every pack, the latest first: none is thrown away."""
    rows = packs_visible_to(person(request))
    if not municipalities_where(person(request), Capability.SEE_EVIDENCE).exists():
        raise NotFound(_("There is no such page, or it is not yours to see."))
    page = page_of(request, rows)
    table = Table(
        _COLUMNS,
        [
            (
                Cell(row.title, reverse("pack_detail", args=[row.pk])),
                Cell(row.until),
                Cell(row.get_edition_display()),
                Cell(marks=(_mark(row),)),
                Cell(moment(row.asked_at), note=row.asked_by.name),
            )
            for row in page
        ],
    )
    return render(
        request,
        "evidence/packs.html",
        {"page": page, "table": table, "may": bool(_agencies(request))},
    )


def _mark(row: Pack) -> Mark:
    return Mark(row.get_state_display(), _TONES[row.state])


@require_http_methods(["GET", "POST"])
def pack_new(request: HttpRequest) -> HttpResponse:
    """Ask for a pack."""
    agencies = _agencies(request)
    scheme = scheme_on(clock.today())
    if not agencies or scheme is None:
        raise NotFound(_("There is no such page, or it is not yours to see."))
    form = PackForm(request.POST or None, agencies=agencies)
    if request.method == "GET":
        return _new(request, form)
    return taken(
        request, form,
        lambda **said: ask_for_pack(user=person(request), scheme=scheme, **said),
        lambda wrong: _new(request, wrong),
        then=page_of_it("pack_detail"), said=_("It is being built."),
    )  # fmt: skip


def _new(request: HttpRequest, form: forms.BaseForm) -> HttpResponse:
    return render(request, "evidence/pack_new.html", {"form": form})


@require_GET
def pack_detail(request: HttpRequest, pack: UUID) -> HttpResponse:
    """How far it has come; when it is ready, the pack and what changed."""
    row = _seen(request, pack)
    if request.headers.get("HX-Request") and row.state != PackState.ASKED:
        return HttpResponseClientRefresh()  # what the page watched for has come
    may = agencies_where(person(request), Capability.PUBLISH_FIGURES)
    return render(
        request,
        "evidence/pack.html",
        {
            "row": row,
            "mark": _mark(row),
            "progress": progress_of(row),
            "megabytes": row.size / 1_000_000,
            "may_cancel": may.filter(pk=row.agency_id).exists(),
            "others": comparable_with(row)
            if row.state == PackState.READY
            else Pack.objects.none(),
        },
    )


@require_POST
def pack_cancel(request: HttpRequest, pack: UUID) -> HttpResponse:
    """Stop building it."""
    return done(
        request,
        lambda: cancel_pack(user=person(request), pack=pack),
        reverse("pack_detail", args=[pack]),
        _("It is stopped."),
    )


@require_GET
def pack_file(request: HttpRequest, pack: UUID, form: str) -> HttpResponseBase:
    """The archive, its document or its workbook."""
    row = _seen(request, pack)
    if row.state != PackState.READY or form not in {"zip", *_INSIDE}:
        raise NotFound(_("There is no such file, or it is not yours to see."))
    path = whole_file(pack_path(row), row.sha256)
    name = f"lykta-{row.edition}-{row.until}"
    if form == "zip":
        answer: HttpResponseBase = FileResponse(
            path.open("rb"), as_attachment=True, filename=f"{name}.zip"
        )
    else:
        inside, media_type = _INSIDE[form]
        with ZipFile(path) as archive:
            answer = HttpResponse(archive.read(inside), content_type=media_type)
        shown = "inline" if form == "pdf" else "attachment"
        answer["Content-Disposition"] = f'{shown}; filename="{name}.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_GET
def pack_compare(request: HttpRequest, pack: UUID, earlier: UUID) -> HttpResponse:
    """What has changed since another pack."""
    row = _seen(request, pack)
    other = comparable_with(row).filter(pk=earlier).first()
    if other is None or row.state != PackState.READY:
        raise NotFound(_("There is no such pack, or it is not yours to see."))
    before, now = sorted((other, row), key=lambda one: (one.until, one.asked_at))
    found = pack_difference(inputs_of(before), inputs_of(now))
    return render(
        request,
        "evidence/pack_difference.html",
        {
            "row": row,
            "before": before,
            "now": now,
            "figures": _figures(found),
            "scores": _scores(found),
            "difference": found,
            "grounds": [_GROUNDS[one] for one in found.grounds],
        },
    )


def _figures(found: Difference) -> Table:
    def words(shown: str, numbers: Numbers | None) -> Cell:
        if numbers is None:
            return Cell(_("not in it"))
        value, interval, counts = said(shown, numbers)
        return Cell(value, note=" · ".join(filter(None, (interval, counts))))

    return Table(
        (
            Column(_("Indicator")),
            Column(_("Before"), is_number=True),
            Column(_("Now"), is_number=True),
        ),
        [
            (
                Cell(
                    f"{one.code} {one.name}",
                    note="" if one.same_definition else _("another definition"),
                ),
                words(one.shown, one.before),
                words(one.shown, one.now),
            )
            for one in found.figures
        ],
    )


def _scores(found: Difference) -> Table:
    return Table(
        (
            Column(_("Attribute")),
            Column(_("Given by")),
            Column(_("Before"), is_number=True),
            Column(_("Now"), is_number=True),
        ),
        [
            (Cell(one.attribute), Cell(one.by_name), Cell(one.before), Cell(one.now))
            for one in found.scores
        ],
    )
