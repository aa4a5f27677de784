"""What was decided about evidence: the town's agencies see it together, partners their own
pieces alone; coordinators ask, score and approve.
"""

from tests.architecture.calls import EVERYBODY, READERS, SIGNED_IN, Decision, get, post

_SEE = READERS | {"police"}
_KEEP = frozenset({"inspector", "coordinator", "police"})
_COMPILE = frozenset({"coordinator"})
_NO = (403, 404)
# Lists show everybody their own municipality's: the stranger coordinates another.
_ELSEWHERE = frozenset({"stranger"})
_CODE = {"code": "W3"}

EVIDENCE: dict[str, list[Decision]] = {
    "evidence_board": [Decision(get("evidence_board"), _SEE | _ELSEWHERE)],
    "evidence_mine": [Decision(get("evidence_mine"), _KEEP | _ELSEWHERE | {"partner"})],
    "item_new": [
        Decision(get("item_new"), _KEEP | _ELSEWHERE | {"partner"}),
        Decision(post("item_new"), _KEEP | _ELSEWHERE | {"partner"}, passed=(200,)),
    ],
    "item_detail": [
        Decision(get("item_detail", item="item"), _SEE),
        # The form is incomplete: whoever may write sees what is wrong with it.
        Decision(
            post("item_detail", {"kind": "link"}, item="item"), _SEE, passed=(200,)
        ),
    ],
    "item_files": [Decision(post("item_files", item="item"), _KEEP, _NO, (200,))],
    "item_decide": [
        Decision(post("item_decide", item="item", deed="offer"), _KEEP, _NO),
        Decision(
            post("item_decide", item="item", deed="approve"),
            frozenset({"coordinator"}),
            _NO,
        ),
    ],
    "item_file": [Decision(get("item_file", file="item_file"), _SEE)],
    "sheet_list": [
        Decision(get("sheet_list"), _SEE | _ELSEWHERE),
        Decision(post("sheet_list"), _COMPILE | _ELSEWHERE, _NO, (200,)),
    ],
    "sheet_detail": [Decision(get("sheet_detail", sheet="sheet"), _SEE)],
    "sheet_template": [Decision(get("sheet_template", code="uk-kpi-1"), SIGNED_IN)],
    "certification_list": [
        Decision(get("certification_list"), _SEE | _ELSEWHERE),
        Decision(post("certification_list"), _COMPILE | _ELSEWHERE, _NO, (200,)),
    ],
    "certification_detail": [
        Decision(get("certification_detail", certification="certification"), _SEE)
    ],
    "milestone_add": [
        Decision(
            post("milestone_add", {"name": "Ett steg"}, certification="certification"),
            _COMPILE,
            _NO,
        )
    ],
    "milestone_plan": [
        Decision(post("milestone_plan", milestone="milestone"), _COMPILE, _NO)
    ],
    "milestone_done": [
        Decision(post("milestone_done", milestone="milestone"), _COMPILE, _NO)
    ],
    # A pack tells the figures of one agency: only who reads its sections sees it.
    "pack_list": [Decision(get("pack_list"), _SEE | _ELSEWHERE)],
    "pack_new": [
        Decision(get("pack_new"), _COMPILE | _ELSEWHERE),
        Decision(post("pack_new"), _COMPILE | _ELSEWHERE, passed=(200,)),
    ],
    "pack_detail": [Decision(get("pack_detail", pack="pack"), READERS)],
    "pack_cancel": [
        Decision(post("pack_cancel", pack="waiting_pack"), _COMPILE, _NO, (302,))
    ],
    "pack_file": [
        Decision(get("pack_file", pack="pack", form=form), READERS)
        for form in ("zip", "pdf", "xlsx")
    ],
    "pack_compare": [
        Decision(get("pack_compare", pack="pack", earlier="earlier"), READERS)
    ],
    "pack_check": [Decision(get("pack_check"), EVERYBODY)],
    "pack_script": [Decision(get("pack_script"), EVERYBODY)],
    "attribute_detail": [Decision(get("attribute_detail", **_CODE), _SEE | _ELSEWHERE)],
    "attribute_score": [
        Decision(post("attribute_score", **_CODE), _SEE | _ELSEWHERE, passed=(200,))
    ],
    "attribute_ask": [
        Decision(post("attribute_ask", **_CODE), _SEE | _ELSEWHERE, passed=(200,))
    ],
}
