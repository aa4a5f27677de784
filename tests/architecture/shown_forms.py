"""The forms of a page, as a browser would send them."""

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

_PLAUSIBLE = {
    "time": "18:00", "number": "3", "email": "nn@example.test", "tel": "070-000 00 00",
    "text": "Påhitt", "search": "Påhitt",
}  # fmt: skip
_ANY_TEXT = {"text", "search", "tel", "email"}


@dataclass
class ShownForm:
    """Where it is sent, what stands in it, and which of its fields take any text."""

    action: str
    method: str = "get"
    values: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    has_password: bool = False


class _Reader(HTMLParser):
    def __init__(self, day: date) -> None:
        super().__init__()
        self._days = {"date": f"{day}", "datetime-local": f"{day}T18:00"}
        self.forms: list[ShownForm] = []
        self._form: ShownForm | None = None
        self._area = self._empty_area = ""
        self._select: list[tuple[str, bool]] | None = None
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = ShownForm(told.get("action", ""), told.get("method", "get"))
            self.forms.append(self._form)
        if self._form is None:
            return
        if tag == "input" and told.get("name"):
            self._input(self._form, told)
        if tag == "textarea" and told.get("name"):
            self._area = told["name"]
            self._form.texts.append(self._area)
            self._form.values[self._area] = [""]
            self._empty_area = _PLAUSIBLE["text"] if "required" in told else ""
        if tag == "select" and told.get("name"):
            self._name, self._select = told["name"], []
        if tag == "option" and self._select is not None:
            self._select.append((told.get("value", ""), "selected" in told))

    def _input(self, form: ShownForm, told: dict[str, str]) -> None:
        kind = told.get("type", "text")
        if kind in {"radio", "checkbox"}:
            kept = form.values.setdefault(told["name"], [])
            if "checked" in told or (kind == "radio" and not kept):
                form.values[told["name"]] = [told.get("value", "on")]
            return
        is_number = told.get("inputmode") == "numeric"
        kinds = _PLAUSIBLE | self._days if "required" in told else {}
        plausible = kinds.get("number" if is_number else kind, "")
        form.values[told["name"]] = [told.get("value") or plausible]
        form.has_password |= kind == "password"
        if kind in _ANY_TEXT:
            form.texts.append(told["name"])

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area:
            self._form.values[self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "textarea" and self._form is not None and self._area:
            kept = self._form.values[self._area]
            kept[0] = kept[0].strip() or self._empty_area
        if tag == "textarea":
            self._area = ""
        if tag == "select" and self._form is not None and self._select is not None:
            chosen = [value for value, is_chosen in self._select if is_chosen]
            first = [value for value, _chosen in self._select if value][:1]
            self._form.values[self._name] = [one for one in chosen if one] or first
            self._select = None


def forms_of(html: str, day: date) -> list[ShownForm]:
    """Each form of the page, filled as somebody might: a choice that nobody made is the
    first that there is, and what has to be said gets something plausible.
    """
    reader = _Reader(day)
    reader.feed(html)
    return reader.forms
