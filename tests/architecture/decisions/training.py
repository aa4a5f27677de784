"""What was decided about training: organisers keep it, others who work there read, and
whoever has a person's signed link sees that person's own.
"""

from tests.architecture.calls import (
    EVERYBODY,
    ORGANISE,
    SEE_TRAINING,
    SIGNED_IN,
    Decision,
    get,
    post,
)

_NO = (403, 404)
# Lists show everybody their own municipality's: the stranger organises in another.
_LISTS = ORGANISE | {"stranger"}
_SEEN_LISTS = SEE_TRAINING | {"stranger"}
_KEEP = {"may": ORGANISE, "refused": _NO}


def _mine(name: str, **arguments: str) -> list[Decision]:
    return [Decision(post(name, address="address", **arguments), EVERYBODY)]


TRAINING: dict[str, list[Decision]] = {
    "session_list": [
        Decision(get("session_list"), SIGNED_IN),
        Decision(post("session_list"), _LISTS, _NO, (200,)),
    ],
    "session_detail": [
        Decision(get("session_detail", session="session"), SEE_TRAINING)
    ],
    "session_do": [
        Decision(post("session_do", session="session", what=what), **_KEEP)
        for what in (
            "finish",
            "invite",
            "open-test",
            "change",
            "day",
            "trainer",
            "enrol",
            "cancel",
        )
    ],
    "session_list_paper": [
        Decision(get("session_list_paper", session="session"), ORGANISE)
    ],
    "attendance": [
        Decision(get("attendance", session="session", day="first_day"), ORGANISE),
        Decision(post("attendance", session="session", day="first_day"), ORGANISE),
    ],
    "day_move": [
        Decision(
            post("day_move", session="session", day="first_day"),
            SEE_TRAINING,
            passed=(200,),
        ),
        Decision(
            post(
                "day_move",
                {
                    "day1-day": "2026-12-01",
                    "day1-starts": "09:00",
                    "day1-ends": "16:00",
                },
                session="session",
                day="first_day",
            ),
            **_KEEP,
        ),
    ],
    "trainer_remove": [
        Decision(
            post("trainer_remove", session="session", trainer="one_trainer"), **_KEEP
        )
    ],
    "enrolment_off": [Decision(post("enrolment_off", enrolment="enrolment"), **_KEEP)],
    "enrolment_result": [
        Decision(
            post("enrolment_result", enrolment="enrolment"), SEE_TRAINING, passed=(200,)
        ),
    ],
    "present": [
        Decision(get("present", code="code"), ORGANISE),
        Decision(post("present", code="code"), ORGANISE),
    ],
    "course_list": [
        Decision(get("course_list"), _SEEN_LISTS),
        Decision(post("course_list"), _LISTS, _NO, (200,)),
    ],
    "diploma_add": [Decision(post("diploma_add"), _LISTS, _NO, (200,))],
    "course_detail": [Decision(get("course_detail", course="course"), SEE_TRAINING)],
    "course_save": [
        Decision(
            post(
                "course_save",
                {"kind": "aas", "name_sv": "A", "name_en": "A"},
                course="course",
            ),
            **_KEEP,
        )
    ],
    "course_add": [
        Decision(
            post(
                "course_add",
                {
                    "part-day": "1",
                    "part-name_sv": "A",
                    "part-name_en": "A",
                    "part-minutes": "9",
                },
                course="course",
                what="part",
            ),
            **_KEEP,
        )
    ],
    "course_remove": [
        Decision(
            post("course_remove", course="course", what="part", number="one_part"),
            **_KEEP,
        )
    ],
    "person_list": [
        Decision(get("person_list"), _LISTS),
        Decision(post("person_list"), _LISTS, passed=(200,)),
    ],
    "number_ground": [Decision(post("number_ground"), _LISTS, passed=(200,))],
    "person_merge": [
        Decision(post("person_merge"), frozenset()),
        Decision(
            lambda client, world: client.post(
                "/training/people/merge", {"kept": world.person, "double": world.double}
            ),
            frozenset({"coordinator"}),  # who comes next finds one person
        ),
    ],
    "person_detail": [Decision(get("person_detail", one="person"), ORGANISE)],
    "person_link": [Decision(post("person_link", one="double"), ORGANISE)],
    "certificate_paper": [
        Decision(get("certificate_paper", certificate="certificate"), ORGANISE)
    ],
    "certificate_revoke": [
        Decision(
            post("certificate_revoke", certificate="certificate"),
            ORGANISE,
            passed=(200,),
        )
    ],
    "coverage": [Decision(get("coverage"), _SEEN_LISTS)],
    "venue_coverage": [Decision(get("venue_coverage", venue="venue"), SEE_TRAINING)],
    "requirement_list": [Decision(get("requirement_list"), _SEEN_LISTS)],
    "requirement_end": [
        Decision(post("requirement_end", requirement="requirement"), **_KEEP)
    ],
    "knowledge_list": [
        Decision(get("knowledge_list"), _LISTS),
        Decision(post("knowledge_list"), _LISTS, passed=(200,)),
    ],
    "certificate_imports": [
        Decision(get("certificate_imports"), _LISTS),
        Decision(post("certificate_imports"), _LISTS, passed=(200,)),
    ],
    "certificate_import": [
        Decision(get("certificate_import", batch="certificates"), ORGANISE)
    ],
    "certificate_import_confirm": [
        Decision(post("certificate_import_confirm", batch="certificates"), **_KEEP)
    ],
    # Public: valid, expired or revoked, and nothing more.
    "certificate_ask": [Decision(get("certificate_ask"), EVERYBODY)],
    "certificate_public": [
        Decision(get("certificate_public", number="number"), EVERYBODY),
        Decision(
            get("certificate_public", number="AAS-00000-00000-00000"),
            EVERYBODY,
            passed=(404,),
        ),
    ],
    # Whoever has the person's signed link.
    "my_link": [Decision(get("my_link"), EVERYBODY)],
    "my_page": [
        Decision(get("my_page", address="address"), EVERYBODY),
        Decision(get("my_page", address="nobody~nothing"), EVERYBODY, passed=(404,)),
    ],
    "my_renew": [
        Decision(post("my_renew", address="nobody"), EVERYBODY, passed=(404,))
    ],
    "my_certificate": [
        Decision(
            get("my_certificate", address="address", certificate="certificate"),
            EVERYBODY,
        )
    ],
    "my_sign_off": _mine("my_sign_off", enrolment="enrolment"),
    "my_test": _mine("my_test", enrolment="enrolment"),
    "my_evaluation": [
        Decision(
            get("my_evaluation", address="address", enrolment="enrolment"), EVERYBODY
        )
    ],
    "my_paper": [
        Decision(get("my_paper", address="address", sitting="sitting"), EVERYBODY)
    ],
    "my_withdraw": [
        Decision(
            post("my_withdraw", address="nobody", employment="employment"),
            EVERYBODY,
            passed=(404,),
        )
    ],
    "my_claim": [
        Decision(
            post("my_claim", address="nobody", double="double"),
            EVERYBODY,
            passed=(404,),
        )
    ],
}
