from django.urls import path

from web.evidence import attribute, board, item, pack_check, packs, rounds, sheets

urlpatterns = [
    path("evidence/", board.evidence_board, name="evidence_board"),
    path("evidence/mine/", board.evidence_mine, name="evidence_mine"),
    path("evidence/items/new", item.item_new, name="item_new"),
    path("evidence/items/<uuid:item>/", item.item_detail, name="item_detail"),
    path("evidence/items/<uuid:item>/files", item.item_files, name="item_files"),
    path("evidence/items/<uuid:item>/<str:deed>", item.item_decide, name="item_decide"),
    path("evidence/files/<uuid:file>", item.item_file, name="item_file"),
    path("evidence/packs/", packs.pack_list, name="pack_list"),
    path("evidence/packs/new", packs.pack_new, name="pack_new"),
    path("evidence/packs/<uuid:pack>/", packs.pack_detail, name="pack_detail"),
    path("evidence/packs/<uuid:pack>/cancel", packs.pack_cancel, name="pack_cancel"),
    path("evidence/packs/<uuid:pack>/<str:form>", packs.pack_file, name="pack_file"),
    path(
        "evidence/packs/<uuid:pack>/since/<uuid:earlier>",
        packs.pack_compare,
        name="pack_compare",
    ),
    path("evidence/rounds/", rounds.certification_list, name="certification_list"),
    path(
        "evidence/rounds/<uuid:certification>/",
        rounds.certification_detail,
        name="certification_detail",
    ),
    path(
        "evidence/rounds/<uuid:certification>/add",
        rounds.milestone_add,
        name="milestone_add",
    ),
    path(
        "evidence/rounds/steps/<uuid:milestone>/plan",
        rounds.milestone_plan,
        name="milestone_plan",
    ),
    path(
        "evidence/rounds/steps/<uuid:milestone>/done",
        rounds.milestone_done,
        name="milestone_done",
    ),
    path("evidence/sheets/", sheets.sheet_list, name="sheet_list"),
    path("evidence/sheets/<uuid:sheet>/", sheets.sheet_detail, name="sheet_detail"),
    path(
        "evidence/sheets/<str:code>.xlsx", sheets.sheet_template, name="sheet_template"
    ),
    path("packs/check/", pack_check.pack_check, name="pack_check"),
    path("packs/check.py", pack_check.pack_script, name="pack_script"),
    path("evidence/<str:code>/", attribute.attribute_detail, name="attribute_detail"),
    path(
        "evidence/<str:code>/score", attribute.attribute_score, name="attribute_score"
    ),
    path("evidence/<str:code>/ask", attribute.attribute_ask, name="attribute_ask"),
]
