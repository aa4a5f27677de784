"""What forms leave to the services."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from django import forms

import web
from web.fields import RowForm


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
