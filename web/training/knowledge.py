"""The register of knowledge tests (kunskapsprov)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import Municipality
from accounts.rules.capabilities import Capability
from training.models import KnowledgeTest, Person
from training.services.knowledge_tests import note_knowledge_test
from venues.models import Holder
from web.asking import municipality_in_hand, page_of, person
from web.deeds import taken
from web.fields import DateField

# Domain note 6.2; the food area predates June 2026 and is to be verified there.
AREAS: Mapping[str, Promise] = {
    "policy": gettext_lazy("alcohol policy"),
    "serving": gettext_lazy("serving"),
    "supervision": gettext_lazy("supervision"),
    "food": gettext_lazy("food and equipment"),
}
_MOST = 200


class KnowledgeTestForm(forms.Form):
    """An attempt, with its areas; an area that was not asked stays empty."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Person"), queryset=Person.objects.none()
    )
    holder = forms.ModelChoiceField(
        label=gettext_lazy("For the holder"), queryset=Holder.objects.none(),
        required=False, empty_label=gettext_lazy("not known"),
    )  # fmt: skip
    matter = forms.CharField(label=gettext_lazy("Application"), max_length=60)
    variant = forms.CharField(label=gettext_lazy("Kind of licence"), max_length=60)
    language = forms.CharField(
        label=gettext_lazy("Language of the test"), max_length=30, initial="svenska"
    )
    taken_on = DateField(label=gettext_lazy("Taken"))

    def __init__(self, *args: Any, municipality: str, **options: Any) -> None:
        super().__init__(*args, **options)
        people = Person.objects.filter(municipality=municipality, merged_into=None)
        self.fields["person"].queryset = people.order_by("name", "pk")  # type: ignore[attr-defined]
        self.fields["holder"].queryset = Holder.objects.filter(  # type: ignore[attr-defined]
            municipality=municipality
        )
        for code, name in AREAS.items():
            for part, said in (
                ("right", gettext_lazy("right")), ("asked", gettext_lazy("asked")),
            ):  # fmt: skip
                self.fields[f"{code}_{part}"] = forms.IntegerField(
                    label=f"{str(name).capitalize()}: {said}", min_value=0,
                    max_value=_MOST, required=False,
                )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        found["result"] = [
            {"area": code, "right": found.get(f"{code}_right") or 0, "asked": asked}
            for code in AREAS
            if (asked := found.get(f"{code}_asked"))
        ]
        return {
            name: value
            for name, value in found.items()
            if not name.endswith(("_right", "_asked"))
        }


@require_http_methods(["GET", "POST"])
def knowledge_list(request: HttpRequest) -> HttpResponse:
    """The tests that were noted, and the form to note one."""
    there = municipality_in_hand(request, Capability.ORGANISE_TRAINING)
    form = KnowledgeTestForm(request.POST or None, municipality=there.pk)
    if request.method == "POST":
        return taken(
            request, form,
            lambda **asked: note_knowledge_test(
                user=person(request), municipality=there, **asked
            ),
            lambda wrong: _page(request, there, wrong),
            then=reverse("knowledge_list"), said=_("It is saved."),
        )  # fmt: skip
    return _page(request, there, form)


def _page(
    request: HttpRequest, there: Municipality, form: forms.BaseForm
) -> HttpResponse:
    rows = KnowledgeTest.objects.filter(municipality=there).select_related(
        "person", "holder"
    )
    return render(
        request,
        "training/knowledge.html",
        {"form": form, "page": page_of(request, rows), "areas": AREAS},
    )
