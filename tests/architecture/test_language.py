"""Swedish first, English complete: nothing untranslated, nothing that cannot be."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import gettext

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "locale" / "sv" / "LC_MESSAGES" / "django.po"
ALL_APPS = (
    "core", "accounts", "venues", "inspections", "training", "portal", "evidence", "cases",
    "planning", "api", "web", "config",
)  # fmt: skip
TEMPLATES = sorted((ROOT / "web" / "templates").rglob("*.html"))


def messages():
    with SOURCE.open("rb") as file:
        return [message for message in read_po(file, locale="sv") if message.id]


def test_no_translation_is_missing_or_fuzzy() -> None:
    for message in messages():
        texts = (
            message.string if isinstance(message.string, tuple) else (message.string,)
        )
        assert all(texts), message.id
        assert not message.fuzzy, message.id


def test_translations_keep_the_places_that_values_fill() -> None:
    places = re.compile(r"%\(\w+\)s")
    for message in messages():
        one = message.id[0] if isinstance(message.id, tuple) else message.id
        texts = (
            message.string if isinstance(message.string, tuple) else (message.string,)
        )
        for text in texts:
            assert Counter(places.findall(text)) == Counter(places.findall(one)), one


def said_in_python() -> set[str]:
    """Every literal text that a Python file marks for translation."""
    import ast  # noqa: PLC0415

    found = set()
    for app in ALL_APPS:
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in {"_", "gettext", "gettext_lazy", "ngettext"}
                    and isinstance(node.args[0], ast.Constant)
                ):
                    found.add(node.args[0].value)
    return found


def test_every_text_of_the_code_is_in_the_catalogue() -> None:
    """When one is missing: `make messages`, then translate what is new."""
    known = {one.id[0] if isinstance(one.id, tuple) else one.id for one in messages()}

    assert said_in_python() - known == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_text_that_cannot_be_translated(path: Path) -> None:
    if (
        path.name == "500.html"
    ):  # served when nothing else works: both languages stand there
        return
    text = path.read_text(encoding="utf-8")
    text = re.sub(
        r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.DOTALL
    )
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", "\n", text, flags=re.DOTALL)
    words = [
        word
        for word in re.findall(r"[A-Za-zÅÄÖåäö]{2,}", text)
        if word not in {"Lykta", "SHA", "PDF"}  # names are the same in every language
    ]
    assert words == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_text_of_a_template_is_in_the_catalogue(path: Path) -> None:
    known = {one.id[0] if isinstance(one.id, tuple) else one.id for one in messages()}
    said = re.findall(
        r"""{% translate (["'])(.*?)\1(?: as \w+)? %}""",
        path.read_text(encoding="utf-8"),
    )

    assert {text for _, text in said} - known == set()


def test_swedish_is_the_default_and_english_is_the_source() -> None:
    assert gettext("Due list") == "På tur"
    with translation.override("en"):
        assert gettext("Due list") == "Due list"
