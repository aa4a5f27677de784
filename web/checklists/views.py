"""Checklists: read a version, compare two, change a draft, publish it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import AgencyKind
from core.bilingual import tongue
from core.errors import DomainError, NotFound
from inspections.models import ChecklistDraft, ChecklistVersion
from inspections.queries.checklists import (
    drafts_visible_to,
    items_of,
    versions_visible_to,
)
from inspections.rules.checklist_text import differences, faults_of
from inspections.services.checklist_drafts import (
    begin_draft,
    change_draft,
    change_item,
    discard_draft,
    publish_draft,
)
from web.asking import person
from web.checklists.forms import DraftForm, HomeForm, ItemForm
from web.parts.mark import severity_mark
from web.parts.table import Cell, Column, Table

_MEMBERS = {
    "item": gettext_lazy("the item itself"),
    "text_sv": gettext_lazy("Swedish"),
    "text_en": gettext_lazy("English"),
    "lagrum": gettext_lazy("Legal basis"),
    "severity": gettext_lazy("Severity"),
    "follow_ups": gettext_lazy("Follow-up"),
    "owner": gettext_lazy("Owner"),
    "valid_from": gettext_lazy("Valid from"),
    "valid_to": gettext_lazy("Valid to and including"),
}


@require_GET
def checklist_list(request: HttpRequest) -> HttpResponse:
    """The published versions, and the drafts one may change."""
    versions = versions_visible_to(person(request)).select_related("municipality")
    drafts = drafts_visible_to(person(request)).select_related("begun_by")
    return render(
        request,
        "checklists/list.html",
        {
            "versions": Table(
                [Column(_("Version")), Column(_("Name")), Column(_("Valid")), Column(_("For"))],
                [
                    [
                        Cell(one.code, reverse("checklist", args=[one.code])),
                        Cell(one.name),
                        Cell(f"{one.valid_from} – {one.valid_to or ''}"),
                        Cell(one.municipality.name if one.municipality else _("everybody")),
                    ]
                    for one in versions
                ],
            ),
            "drafts": Table(
                [Column(_("Draft")), Column(_("Based on")), Column(_("Begun by"))],
                [
                    [
                        Cell(one.code, reverse("checklist_draft", args=[one.pk])),
                        Cell(one.based_on_id),
                        Cell(one.begun_by.name),
                    ]
                    for one in drafts
                ],
            ),
        },
    )  # fmt: skip


@require_GET
def checklist(request: HttpRequest, code: str) -> HttpResponse:
    """A published version, item by item, and the others to compare it with."""
    version = _version(request, code)
    others = versions_visible_to(person(request)).exclude(pk=version.pk)
    asked = request.GET.get("against", "")
    against = others.filter(pk=asked).first() if asked else None
    return render(
        request,
        "checklists/version.html",
        {
            "version": version,
            "table": _items_table(items_of(version)),
            "others": others,
            "against": against,
            "differences": None
            if against is None
            else _difference_table(items_of(against), items_of(version)),
            "home": HomeForm(user=person(request)),
        },
    )


@require_POST
def draft_begin(request: HttpRequest, code: str) -> HttpResponse:
    """Copy a version to a draft."""
    version = _version(request, code)
    form = HomeForm(request.POST, user=person(request))
    if not form.is_valid():
        raise NotFound(_("There is no such municipality, or it is not yours."))
    draft = begin_draft(
        user=person(request),
        municipality=form.cleaned_data["municipality"],
        version=version,
    )
    return redirect("checklist_draft", draft.pk)


@require_http_methods(["GET", "POST"])
def checklist_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """A draft: its names and dates, its items, what is missing, what has changed."""
    found = _draft(request, draft)
    form = DraftForm(
        request.POST or None,
        initial={
            name: getattr(found, name) if "valid" not in name else _iso(getattr(found, name))
            for name in ("code", "name_sv", "name_en", "valid_from", "valid_to")
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        change_draft(user=person(request), draft=draft, **form.cleaned_data)
        messages.success(request, _("The draft is saved."))
        return redirect("checklist_draft", draft)
    return render(
        request,
        "checklists/draft.html",
        {
            "draft": found,
            "form": form,
            "faults": faults_of(found.items),
            "table": _items_table(found.items, found),
            "differences": _difference_table(items_of(found.based_on), found.items),
        },
    )


@require_http_methods(["GET", "POST"])
def draft_item(request: HttpRequest, draft: UUID, item: str) -> HttpResponse:
    """One item of a draft."""
    found = _draft(request, draft)
    known = next((one for one in found.items if one["code"] == item), None)
    if known is None:
        raise NotFound(_("There is no such item in this draft."))
    form = ItemForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        change_item(
            user=person(request), draft=draft, item=item, said=form.cleaned_data
        )
        messages.success(request, _("The item is saved."))
        return redirect("checklist_draft", draft)
    return render(
        request, "checklists/item.html", {"draft": found, "item": item, "form": form}
    )


@require_POST
def draft_publish(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Publish a draft, or throw it away."""
    try:
        if "discard" in request.POST:
            discard_draft(user=person(request), draft=draft)
            messages.success(request, _("The draft is thrown away."))
            return redirect("checklist_list")
        version = publish_draft(user=person(request), draft=draft)
    except NotFound:
        raise
    except DomainError as error:
        for one in (error.sentence, *error.particulars[:20]):
            messages.error(request, str(one))
        return redirect("checklist_draft", draft)
    messages.success(request, _("The version is published and frozen."))
    return redirect("checklist", version.code)


def _version(request: HttpRequest, code: str) -> ChecklistVersion:
    found = versions_visible_to(person(request)).filter(pk=code).first()
    if found is None:
        raise NotFound(_("There is no such checklist, or it is not yours to see."))
    return found


def _draft(request: HttpRequest, draft: UUID) -> ChecklistDraft:
    found = (
        drafts_visible_to(person(request)).select_related("based_on").filter(pk=draft)
    )
    row = found.first()
    if row is None:
        raise NotFound(_("There is no such draft, or it is not yours to see."))
    return row


def _items_table(
    items: list[dict[str, Any]], draft: ChecklistDraft | None = None
) -> Table:
    language = f"text_{tongue()}"
    return Table(
        [
            Column(_("Item")), Column(_("What")), Column(_("Legal basis")),
            Column(_("Severity")), Column(_("Follow-up")), Column(_("Owner")),
        ],
        [
            [
                Cell(
                    item["code"],
                    reverse("checklist_item", args=[draft.pk, item["code"]]) if draft else "",
                ),
                Cell(item[language], note=_validity(item)),
                Cell(item["lagrum"]),
                Cell(marks=(severity_mark(item["severity"]),)),
                Cell(", ".join(item["follow_ups"])),
                Cell(AgencyKind(item["owner"]).label),
            ]
            for item in items
        ],
    )  # fmt: skip


def _validity(item: Mapping[str, Any]) -> str:
    if not item.get("valid_from") and not item.get("valid_to"):
        return ""
    return f"{item.get('valid_from', '')} – {item.get('valid_to', '')}"


def _difference_table(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Table:
    return Table(
        [Column(_("Item")), Column(_("What")), Column(_("Before")), Column(_("Now"))],
        [
            [Cell(code), Cell(_MEMBERS.get(name, name)), Cell(_said(before)), Cell(_said(now))]
            for code, name, before, now in differences(old, new)
        ],
    )  # fmt: skip


def _said(value: object) -> str:
    return (
        ", ".join(value)
        if isinstance(value, list)
        else ""
        if value is None
        else str(value)
    )


def _iso(value: object) -> str:
    return "" if value is None else str(value)
