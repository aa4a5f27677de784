"""What pages ask of a request."""

import re
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import Agency, Municipality, User
from accounts.permissions import agencies_where, municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotFound

PAGE = 50


def person(request: HttpRequest) -> User:
    """The signed-in person; pages are closed to everybody else."""
    assert isinstance(request.user, User)
    return request.user


def page_of(request: HttpRequest, rows: "QuerySet[Any]") -> "Page[Any]":
    """The page that the address asks for; the last one when it asks for too much."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def asked_number(request: HttpRequest, name: str) -> int | None:
    """A whole number below a million in the address; None when there is none."""
    text = request.GET.get(name, "")
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text, re.ASCII) else None


def chosen_agency(request: HttpRequest, capability: Capability) -> Agency | None:
    """The agency in the address, among those of the person; else their first."""
    held = agencies_where(person(request), capability).select_related("municipality")
    asked = asked_number(request, "agency")
    chosen = held.filter(pk=asked).first() if asked is not None else None
    return chosen or held.first()


def chosen_municipality(
    request: HttpRequest, capability: Capability
) -> Municipality | None:
    """The municipality in the address, among those of the person; else their first."""
    held = municipalities_where(person(request), capability)
    asked = request.GET.get("municipality", "")[:4]
    chosen = (
        held.filter(pk=asked).first() if asked.isascii() and asked.isdigit() else None
    )
    return chosen or held.first()


def municipality_in_hand(request: HttpRequest, capability: Capability) -> Municipality:
    """The same, where the page is for nobody else: `NotFound` for who may not at all."""
    found = chosen_municipality(request, capability)
    if found is None:
        raise NotFound(_("There is no such page, or it is not yours to see."))
    return found
