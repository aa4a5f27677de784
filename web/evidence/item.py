"""One piece of evidence: written, given files, offered, decided about."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Municipality
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotFound
from core.uploads import Upload
from evidence.indicators.registry import REGISTRY
from evidence.models import Item, ItemFile
from evidence.queries.items import items_visible_to
from evidence.queries.schemes import scheme_named
from evidence.rules.item import Deed, possible
from evidence.rules.scheme import Scheme
from evidence.services.items import add_files, begin_item, decide_item, write_item
from web.asking import municipality_in_hand, person
from web.deeds import done, page_of_it, taken
from web.evidence.asked import scheme_asked
from web.evidence.forms import FilesForm, ItemForm, NewItemForm, ReasonForm
from web.evidence.marks import state_marks
from web.files import download


@require_http_methods(["GET", "POST"])
def item_new(request: HttpRequest) -> HttpResponse:
    """Write a new piece; the address may name its attribute and time zone."""
    there = municipality_in_hand(request, Capability.KEEP_EVIDENCE)
    scheme = scheme_asked(request)
    if request.method == "GET":
        asked = request.GET.get("attribute", "")
        form = NewItemForm(
            scheme=scheme,
            initial={"attributes": [asked], "zones": [request.GET.get("zone", "")]},
        )
        return _new(request, there, scheme, form)
    form = NewItemForm(request.POST, scheme=scheme)
    return taken(
        request, form,
        lambda **_said: begin_item(
            user=person(request), municipality=there, scheme=scheme,
            places=form.places, **form.said,
        ),
        lambda wrong: _new(request, there, scheme, wrong),
        then=page_of_it("item_detail"), said=_("It is saved as a draft."),
    )  # fmt: skip


def _new(
    request: HttpRequest, there: Municipality, scheme: Scheme, form: forms.BaseForm
) -> HttpResponse:
    return render(
        request, "evidence/new.html", {"there": there, "scheme": scheme, "form": form}
    )


def _seen(request: HttpRequest, item: UUID) -> Item:
    row = (
        items_visible_to(person(request))
        .select_related("owner", "author", "decided_by")
        .filter(pk=item)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such evidence, or it is not yours to see."))
    return row


@require_http_methods(["GET", "POST"])
def item_detail(request: HttpRequest, item: UUID) -> HttpResponse:
    """The piece, and the form to change it while it may be changed."""
    row = _seen(request, item)
    if request.method == "GET":
        return _page(request, row, ItemForm(instance=row))
    # The form would write into the row it shows.
    form = ItemForm(request.POST, instance=Item(pk=row.pk))
    return taken(
        request, form,
        lambda **said: write_item(user=person(request), item=item, **said),
        lambda wrong: _page(request, row, wrong),
        then=reverse("item_detail", args=[item]), said=_("It is saved."),
    )  # fmt: skip


def _page(
    request: HttpRequest,
    row: Item,
    form: forms.BaseForm,
    files: forms.BaseForm | None = None,
) -> HttpResponse:
    user = person(request)
    keeps = municipalities_where(user, Capability.KEEP_EVIDENCE)
    approves = municipalities_where(user, Capability.APPROVE_EVIDENCE)
    can = possible(row.state)
    keeps_here = keeps.filter(pk=row.municipality_id).exists()
    approves_here = approves.filter(pk=row.municipality_id).exists()
    places = list(row.placements.all())
    schemes = {one.scheme_id: scheme_named(one.scheme_id) for one in places}
    months = min((one.fresh_months for one in schemes.values()), default=0)
    return render(
        request,
        "evidence/item.html",
        {
            "row": row,
            "marks": state_marks(row, clock.today(), months),
            "places": [
                (schemes[one.scheme_id].attribute(one.attribute), one.zone)
                for one in places
            ],
            "figure": REGISTRY.get(row.indicator),
            "files": row.files.defer("content"),
            "form": form if Deed.WRITE in can and keeps_here else None,
            "files_form": (files or FilesForm())
            if Deed.WRITE in can and keeps_here
            else None,
            "may_offer": Deed.OFFER in can and keeps_here,
            "may_approve": Deed.APPROVE in can
            and approves_here
            and row.author_id != user.pk,
            "may_return": Deed.RETURN in can and approves_here,
            "may_withdraw": Deed.WITHDRAW in can
            and keeps_here
            and (approves_here or user.pk in {row.author_id, row.owner_id}),
        },
    )


@require_POST
def item_files(request: HttpRequest, item: UUID) -> HttpResponse:
    """Add photos and PDFs."""
    row = _seen(request, item)
    form = FilesForm(request.POST, request.FILES)

    def take(received: list[Any]) -> object:
        return add_files(
            user=person(request), item=item,
            files=[Upload(one.name, one.read()) for one in received],
        )  # fmt: skip

    return taken(
        request, form, take,
        lambda wrong: _page(request, row, ItemForm(instance=row), wrong),
        then=reverse("item_detail", args=[item]), said=_("It is saved."),
    )  # fmt: skip


@require_POST
def item_decide(request: HttpRequest, item: UUID, deed: str) -> HttpResponse:
    """Offer, approve, send back or withdraw."""
    _seen(request, item)
    chosen = next(
        (one for one in Deed if one.value == deed and one is not Deed.WRITE), None
    )
    if chosen is None:
        raise NotFound(_("There is no such step."))
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return done(
        request,
        lambda: decide_item(
            user=person(request), item=item, deed=chosen, reason=reason
        ),
        reverse("item_detail", args=[item]),
        _("It is done."),
    )


@require_GET
def item_file(request: HttpRequest, file: UUID) -> HttpResponse:
    """A file of a piece of evidence that one may see."""
    seen = items_visible_to(person(request))
    row = ItemFile.objects.filter(pk=file, item__in=seen).first()
    if row is None:
        raise NotFound(_("There is no such file, or it is not yours to see."))
    return download(row)
