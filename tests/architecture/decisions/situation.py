"""What was decided about the situation: the town's agencies see it, coordinators keep it;
a reporter's page is open to whoever has its signed address.
"""

from tests.architecture.calls import EVERYBODY, READERS, Decision, get, post

_SEE = READERS | {"police"}
_KEEP = frozenset({"coordinator"})
_NO = (403, 404)
_ELSEWHERE = frozenset({"stranger"})

SITUATION: dict[str, list[Decision]] = {
    "cycle_list": [
        Decision(get("cycle_list"), _SEE | _ELSEWHERE),
        # The form is incomplete: whoever may begin sees what is wrong with it.
        Decision(post("cycle_list"), _KEEP | _ELSEWHERE, _NO, (200,)),
    ],
    "cycle_detail": [Decision(get("cycle_detail", cycle="cycle"), _SEE)],
    "cycle_hours": [Decision(post("cycle_hours", cycle="cycle"), _KEEP, _NO, (200,))],
    "cycle_share": [Decision(post("cycle_share", cycle="cycle"), _KEEP, _NO, (302,))],
    "decision_add": [Decision(post("decision_add", cycle="cycle"), _KEEP, _NO, (200,))],
    "feedback_add": [Decision(post("feedback_add", cycle="cycle"), _KEEP, _NO, (200,))],
    "decision_detail": [
        Decision(get("decision_detail", decision="decision"), _SEE),
        Decision(
            post(
                "decision_detail",
                {"state": "done", "came": "Påhitt"},
                decision="decision",
            ),
            _KEEP,
            _NO,
        ),
    ],
    "reporter_list": [
        Decision(get("reporter_list"), _SEE | _ELSEWHERE),
        Decision(post("reporter_list"), _KEEP | _ELSEWHERE, _NO, (200,)),
    ],
    "reporter_deed": [
        Decision(
            post("reporter_deed", reporter="reporter", deed="renew"), _KEEP, _NO, (302,)
        ),
        Decision(
            post("reporter_deed", reporter="reporter", deed="end"), _KEEP, _NO, (302,)
        ),
    ],
    # Whoever has the signed address.
    "report_page": [
        Decision(get("report_page", address="reporter_address"), EVERYBODY),
        Decision(
            post("report_page", address="reporter_address"), EVERYBODY, passed=(200,)
        ),
        Decision(
            get("report_page", address="nobody~nothing"), EVERYBODY, passed=(404,)
        ),
    ],
    "report_nothing": [
        Decision(
            post("report_nothing", address="reporter_address"), EVERYBODY, passed=(302,)
        ),
        Decision(post("report_nothing", address="nobody"), EVERYBODY, passed=(404,)),
    ],
    "report_withdraw": [
        Decision(
            get("report_withdraw", address="reporter_address", report="report"),
            EVERYBODY,
        ),
        # Another's report is not there for this reporter.
        Decision(
            post("report_withdraw", address="reporter_address", report="cycle"),
            EVERYBODY,
            passed=(404,),
        ),
    ],
    # Whoever keeps the situation looks first at what nobody knows who told.
    "public_word_list": [Decision(get("public_word_list"), _KEEP | _ELSEWHERE, _NO)],
    "public_door": [
        Decision(post("public_door", deed="close"), _KEEP | _ELSEWHERE, _NO, (302,)),
        Decision(post("public_door", deed="open"), _KEEP | _ELSEWHERE, _NO, (302,)),
    ],
    "public_word": [Decision(get("public_word", word="public_word"), _KEEP)],
    "public_word_take": [
        Decision(post("public_word_take", word="public_word"), _KEEP, passed=(200,))
    ],
    "public_word_aside": [
        Decision(
            post("public_word_aside", {"reason": "påhitt"}, word="public_word"), _KEEP
        )
    ],
    # Anybody; of a town whose door is closed there is no page.
    "unsafe_towns": [Decision(get("unsafe_towns"), EVERYBODY)],
    "unsafe": [
        Decision(get("unsafe", code="2380"), EVERYBODY),
        Decision(post("unsafe", code="2380"), EVERYBODY, passed=(200,)),
        Decision(get("unsafe", code="0180"), EVERYBODY, passed=(404,)),
    ],
    "unsafe_told": [Decision(get("unsafe_told", code="2380"), EVERYBODY)],
}
