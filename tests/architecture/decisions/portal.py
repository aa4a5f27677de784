"""What was decided about the venue's own pages: its manager, and nobody else; not another
venue's manager, and no officer.
"""

from tests.architecture.calls import (
    EVERYBODY,
    MANAGER,
    READERS,
    SEALERS,
    SIGNED_IN,
    Decision,
    get,
    post,
)

_NO = (403, 404)
_PLACE = {"venue": "venue"}


def _page(name: str, **more: str) -> list[Decision]:
    return [Decision(get(name, **_PLACE, **more), MANAGER)]


def _sent(name: str, **more: str) -> list[Decision]:
    """A form that says nothing: whoever may is told what is missing."""
    return [Decision(post(name, **_PLACE, **more), MANAGER, passed=(200, 302))]


def _both(name: str, **more: str) -> list[Decision]:
    return [*_page(name, **more), *_sent(name, **more)]


_INVITE = frozenset({"coordinator"})

PORTAL: dict[str, list[Decision]] = {
    "my_venues": [Decision(get("my_venues"), SIGNED_IN)],
    # Whoever has the code; whoever is signed in as somebody else is told so.
    "welcome": [
        Decision(get("welcome", code="invitation"), EVERYBODY),
        Decision(get("welcome", code="wrong"), EVERYBODY, passed=(404,)),
    ],
    "portal_standing": _page("portal_standing"),
    "portal_mail": _both("portal_mail"),
    "portal_finding": _both("portal_finding", obligation="obligation"),
    "portal_revisit": _sent("portal_revisit", obligation="obligation"),
    "portal_finding_reply": _sent("portal_finding_reply", obligation="obligation"),
    "proof_file": [Decision(get("proof_file", file="file"), MANAGER | READERS)],
    "portal_documents": _page("portal_documents"),
    "portal_protocol": _both("portal_protocol", release="release"),
    "portal_protocol_paper": _page("portal_protocol_paper", release="release"),
    "portal_case": [
        *_both("portal_case", case="told_case"),
        # One that the party was not told of is not there.
        Decision(get("portal_case", venue="venue", case="case"), frozenset()),
    ],
    "case_file": [Decision(get("case_file", file="answered"), MANAGER | READERS)],
    "portal_case_paper": [
        *_page("portal_case_paper", case="told_case", document="paper"),
        Decision(
            get("portal_case_paper", venue="venue", case="case", document="document"),
            frozenset(),
        ),
    ],
    "portal_certificate": _page("portal_certificate", certificate="certificate"),
    "portal_staff": _both("portal_staff"),
    "portal_staff_end": _sent("portal_staff_end", employment="employment"),
    "portal_nights": _both("portal_nights"),
    "portal_shift_add": _sent("portal_shift_add"),
    "portal_shift_remove": _sent("portal_shift_remove", shift="shift"),
    "portal_school": _page("portal_school"),
    "portal_sign_up": _sent("portal_sign_up", session="session"),
    "portal_signed_off": _sent("portal_signed_off", enrolment="enrolment"),
    "portal_self_checks": _both("portal_self_checks"),
    "portal_self_check": _both("portal_self_check", check="check"),
    "portal_incidents": _both("portal_incidents"),
    "portal_notify": _both("portal_notify"),
    "notification_list": [
        Decision(get("notification_list"), _INVITE | {"stranger"}),
    ],
    "notification_confirm": [
        Decision(
            post("notification_confirm", notification="notification"), _INVITE, _NO
        )
    ],
    "notification_return": [
        Decision(
            post(
                "notification_return",
                {"reason": "Uppgift saknas"},
                notification="notification",
            ),
            _INVITE,
            _NO,
        )
    ],
    "venue_managers": [
        Decision(get("venue_managers", venue="venue"), _INVITE),
        Decision(post("venue_managers", venue="venue"), _INVITE, passed=(200,)),
    ],
    "access_end": [Decision(post("access_end", access="access"), _INVITE)],
    "protocol_give": [
        Decision(
            get("protocol_give", visit="visit", section="licensing"), _INVITE, _NO
        ),
        Decision(
            post("protocol_give", visit="visit", section="licensing"),
            _INVITE,
            _NO,
            (200,),
        ),
    ],
    "reply_answer": [Decision(post("reply_answer", reply="reply"), SEALERS)],
    "revisit_decline": [Decision(post("revisit_decline", asked="asked"), SEALERS)],
}
