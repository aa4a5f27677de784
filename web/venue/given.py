"""A finding as its venue was given it: what an amendment says since is not there yet."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from core.bilingual import tongue
from inspections.models import Obligation, Release
from inspections.queries.venue_side import finding_as_given, release_of
from inspections.rules.follow_up import put_right_by


@dataclass(frozen=True, slots=True)
class Given:
    """What the copy says; `asked` is the item's own words in the language of the page."""

    release: Release | None
    item: str
    asked: str
    text: str
    lagrum: str
    follow_up: str
    due_on: date | None


def given_of(user: User, row: Obligation) -> Given:
    """The finding in the latest copy that the person's venue was given."""
    release = release_of(user, row)
    said = {} if release is None else finding_as_given(release, row.finding)
    follow_up = str(said.get("follow_up", row.follow_up))
    return Given(
        release, str(said.get("item", row.item)), str(said.get(f"text_{tongue()}", "")),
        str(said.get("text", "")), str(said.get("lagrum", "")), follow_up,
        put_right_by(follow_up, row.found_on) if said else row.due_on,
    )  # fmt: skip
