"""What forms leave to the services."""

import pkgutil
from collections.abc import Iterator
from datetime import UTC
from importlib import import_module

import pytest
from django import forms
from django.core.exceptions import ValidationError

import web
from web.fields import MomentField, RowForm


def _below(form: type) -> Iterator[type]:
    for one in form.__subclasses__():
        yield one
        yield from _below(one)


def test_no_form_of_ours_says_no_with_the_name_of_a_database_s_guard() -> None:
    for module in pkgutil.walk_packages(web.__path__, "web."):
        import_module(module.name)
    ours = [one for one in _below(forms.ModelForm) if one.__module__.startswith("web.")]
    assert len(ours) > 10
    assert [one for one in ours if not issubclass(one, RowForm)] == []


def test_an_hour_that_comes_twice_in_october_is_the_first_of_the_two() -> None:
    said = MomentField().clean("2026-10-25T02:30")
    assert said.astimezone(UTC).isoformat() == "2026-10-25T00:30:00+00:00"


def test_an_hour_that_never_comes_in_march_is_no_moment() -> None:
    with pytest.raises(ValidationError):
        MomentField().clean("2026-03-29T02:30")
