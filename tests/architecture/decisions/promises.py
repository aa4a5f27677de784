"""What was decided about promises: the town's agencies and the police approver see them,
coordinators keep them; whoever answers for an activity notes what came of it.
"""

from tests.architecture.calls import EVERYBODY, READERS, Decision, get, post

_SEE = READERS | {"police", "police_approver"}
_KEEP = frozenset({"coordinator"})
_NO = (403, 404)
_ELSEWHERE = frozenset({"stranger"})
_BASELINE = {
    "of": "2020", "value": "40", "source": "Påhitt", "definition": "Påhitt", "why": "Påhitt",
}  # fmt: skip
_READING = {"measured_on": "2025-12-31", "value": "35", "source": "Påhitt"}
_SOURCE = {"kind": "walk", "words": "Påhitt", "dated_on": "2025-01-02"}
_NOTE = {"text": "Påhitt", "state": "ongoing"}
_CAME = {"came": "Påhitt", "next_step": "Påhitt"}
_PROBLEM = {"title": "Påhitt", "text": "Påhitt", "where": "Torget", **_SOURCE}

PROMISES: dict[str, list[Decision]] = {
    "promise_list": [
        Decision(get("promise_list"), _SEE | _ELSEWHERE),
        # The form is incomplete: whoever may keep one sees what is wrong with it.
        Decision(post("promise_list"), _KEEP | _ELSEWHERE, _NO, (200,)),
    ],
    "promise_detail": [Decision(get("promise_detail", promise="promise"), _SEE)],
    "problem_add": [
        Decision(post("problem_add", _PROBLEM, promise="promise"), _KEEP, _NO)
    ],
    "source_add": [
        Decision(get("source_add", problem="problem"), _SEE),
        Decision(post("source_add", _SOURCE, problem="problem"), _KEEP, _NO),
    ],
    "goal_add": [
        Decision(post("goal_add", promise="promise"), _SEE, _NO, (200,)),
    ],
    "goal_detail": [Decision(get("goal_detail", goal="goal"), _SEE)],
    "goal_baseline": [
        Decision(post("goal_baseline", _BASELINE, goal="goal"), _KEEP, _NO)
    ],
    "goal_reading": [Decision(post("goal_reading", _READING, goal="goal"), _KEEP, _NO)],
    # There is no such figure: the goal is theirs, and nothing is noted.
    "goal_figure": [
        Decision(post("goal_figure", goal="goal", figure="7"), frozenset(), _NO, (404,))
    ],
    "activity_add": [
        Decision(post("activity_add", promise="promise"), _SEE, _NO, (200,)),
    ],
    "activity_detail": [
        Decision(get("activity_detail", activity="activity"), _SEE),
        Decision(post("activity_detail", _NOTE, activity="activity"), _KEEP, _NO),
    ],
    "follow_up_list": [
        Decision(get("follow_up_list"), _SEE | _ELSEWHERE),
        Decision(post("follow_up_list"), _KEEP | _ELSEWHERE, _NO, (200,)),
    ],
    "follow_up_detail": [
        Decision(get("follow_up_detail", follow_up="follow_up"), _SEE),
        Decision(get("follow_up_detail", follow_up="frozen_follow_up"), _SEE),
    ],
    "follow_up_words": [
        Decision(
            get("follow_up_words", follow_up="follow_up", promise="promise"), _KEEP, _NO
        ),
        Decision(
            post("follow_up_words", _CAME, follow_up="follow_up", promise="promise"),
            _KEEP,
            _NO,
        ),
    ],
    "follow_up_deed": [
        Decision(
            post("follow_up_deed", follow_up="follow_up", deed="freeze"), _KEEP, _NO
        ),
        # The police's approver of this table sits at the licensing unit: no word of theirs.
        Decision(
            post("follow_up_deed", follow_up="frozen_follow_up", deed="approve"),
            _KEEP,
            _NO,
        ),
    ],
    "follow_up_terms": [
        Decision(
            post(
                "follow_up_terms",
                {"due_on": "2026-08-15", "contact": "Påhitt"},
                follow_up="follow_up",
            ),
            _KEEP,
            _NO,
        ),
    ],
    "follow_up_return": [
        Decision(
            post(
                "follow_up_return", {"reason": "Påhitt"}, follow_up="frozen_follow_up"
            ),
            _KEEP,
            _NO,
        ),
    ],
    # What is published is everybody's.
    "follow_up_towns": [Decision(get("follow_up_towns"), EVERYBODY)],
    "public_follow_ups": [Decision(get("public_follow_ups", code="2380"), EVERYBODY)],
    "follow_up_feed": [Decision(get("follow_up_feed", code="2380"), EVERYBODY)],
    "public_follow_up": [
        Decision(
            get("public_follow_up", code="2380", half_year="told_half_year"), EVERYBODY
        ),
    ],
}
