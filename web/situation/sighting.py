"""Asking what was seen, where and when: of reporters, and of anybody."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from core import clock
from core.nights import local
from situation.models import AlcoholRelated, Precision, Severity
from situation.rules.category import Category, offered, offered_to_all
from situation.services.telling import Told
from web.fields import MomentField

_BETWEEN = "\n"
_SALT = "unsafe"
_NOBODY_WRITES_FASTER = timedelta(seconds=2)
_NOBODY_WAITS_LONGER = timedelta(hours=12)


class SightingForm(forms.Form):
    """What was seen, where and when."""

    category = forms.ChoiceField(label=_("What"), widget=forms.RadioSelect)
    latitude = forms.FloatField(
        widget=forms.HiddenInput, required=False, min_value=-90, max_value=90
    )
    longitude = forms.FloatField(
        widget=forms.HiddenInput, required=False, min_value=-180, max_value=180
    )
    where = forms.CharField(label=_("Where, in words"), max_length=200, required=False)
    seen_at = MomentField(label=_("When"))
    text = forms.CharField(
        label=_("In a few words"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The place and the situation, never a person."),
    )  # fmt: skip
    asked = forms.CharField(widget=forms.HiddenInput, max_length=2500, required=False)
    is_nobody = forms.BooleanField(
        label=_("No, that is nobody: it is a place or a thing"), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        category = self.fields["category"]
        assert isinstance(category, forms.ChoiceField)
        category.choices = [(one.code, one.name) for one in self.among().values()]
        self.initial.setdefault("seen_at", local(clock.now()).replace(tzinfo=None))

    @staticmethod
    def among() -> Mapping[str, Category]:
        """The categories that one may choose among."""
        return offered()

    def say(self, **said: str) -> None:
        """Put other values into what was sent, for the page that comes back."""
        self.data = {**dict(self.data.items()), **said}

    def ask_about(self, words: tuple[str, ...]) -> None:
        """Ask beside the form whether these words are somebody's name."""
        self.say(asked=_BETWEEN.join(words), is_nobody="")

    @property
    def is_asking(self) -> bool:
        """Whether a word was asked about."""
        return bool(self.data.get("asked"))

    @property
    def not_people(self) -> list[str]:
        """The words that whoever tells it says are nobody's name."""
        said = self.cleaned_data
        # A browser sends every line break as two signs.
        return said["asked"].splitlines() if said["is_nobody"] else []

    @property
    def told(self) -> Told:
        """What the service asks for."""
        said = self.cleaned_data
        latitude, longitude = said["latitude"], said["longitude"]
        is_shown = latitude is not None and longitude is not None
        return Told(
            category=said["category"], seen_at=said["seen_at"], where=said["where"],
            position=(latitude, longitude) if is_shown else None, text=said["text"],
            **self.more(),
        )  # fmt: skip

    def more(self) -> dict[str, Any]:
        """What a form asks beside."""
        return {}


class ReportForm(SightingForm):
    """The same of a reporter, and how serious it was: four taps on a phone."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    severity = forms.TypedChoiceField(
        label=_("How serious"), choices=Severity.choices, widget=forms.RadioSelect,
        coerce=lambda value: Severity(int(value)),
    )  # fmt: skip
    precision = forms.ChoiceField(
        label=_("How exact is the place?"), choices=Precision.choices,
        initial=Precision.EXACT,
    )  # fmt: skip
    alcohol = forms.ChoiceField(
        label=_("Did alcohol play a part?"), choices=AlcoholRelated.choices,
        initial=AlcoholRelated.UNKNOWN,
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("key", uuid4())

    def more(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "severity": said["severity"],
            "precision": Precision(said["precision"]),
            "alcohol": AlcoholRelated(said["alcohol"]),
        }


class UnsafeForm(SightingForm):
    """The same of anybody. `opened` is signed and says when the page was opened, and under
    which key what is told is kept; `website` is a field that no person sees.
    """

    opened = forms.CharField(widget=forms.HiddenInput, max_length=200)
    website = forms.CharField(
        label=_("Leave this empty"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip

    slow: ClassVar[Any] = _(
        "The page was opened very lately, or long ago. Nothing is lost: press once more."
    )
    filled: ClassVar[Any] = _(
        "Something filled in a field that people do not see. It is emptied: press once more."
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("opened", opened_now())
        self.fields["text"].required = False

    @staticmethod
    def among() -> Mapping[str, Category]:
        return offered_to_all()

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            self.say(website="")
            raise forms.ValidationError(self.filled)
        return ""

    def clean_opened(self) -> UUID:
        """The key under which it is kept."""
        try:
            said = signing.loads(
                self.cleaned_data["opened"], salt=_SALT, max_age=_NOBODY_WAITS_LONGER
            )
            key, at = UUID(said["key"]), float(said["at"])
        except (signing.BadSignature, KeyError, TypeError, ValueError) as error:
            self.say(opened=opened_now())
            raise forms.ValidationError(self.slow) from error
        if clock.now().timestamp() - at < _NOBODY_WRITES_FASTER.total_seconds():
            raise forms.ValidationError(self.slow)
        return key


def opened_now() -> str:
    """The signed word that the page was opened now, with a new key."""
    return signing.dumps(
        {"key": str(uuid4()), "at": clock.now().timestamp()}, salt=_SALT
    )


class TakeInForm(forms.Form):
    """What a coordinator adds to what anybody told."""

    severity = forms.TypedChoiceField(
        label=_("How serious"), choices=Severity.choices, widget=forms.RadioSelect,
        coerce=lambda value: Severity(int(value)),
    )  # fmt: skip
    alcohol = forms.TypedChoiceField(
        label=_("Did alcohol play a part?"), choices=AlcoholRelated.choices,
        initial=AlcoholRelated.UNKNOWN, coerce=AlcoholRelated,
    )  # fmt: skip
