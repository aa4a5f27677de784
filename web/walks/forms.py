"""What the pages of walks ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from situation.models import Walk
from web.fields import DateField, RowForm


class PlanWalkForm(RowForm):
    """An overnight appraisal: when, and what it is called."""

    night = DateField(label=_("night"))

    class Meta:
        model = Walk
        fields = ("title", "night", "agency")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        held: Any = agencies_where(user, Capability.PLAN_WALKS)
        agency.queryset = held.order_by("name")
        first: Agency | None = held.first()
        self.initial.setdefault("agency", first and first.pk)
