from django.urls import path

from web.situation import cycles, decisions, public_words, report, reporters, unsafe

urlpatterns = [
    path("situation/", cycles.cycle_list, name="cycle_list"),
    path("situation/reporters/", reporters.reporter_list, name="reporter_list"),
    path(
        "situation/reporters/<uuid:reporter>/<str:deed>",
        reporters.reporter_deed,
        name="reporter_deed",
    ),
    path(
        "situation/decisions/<uuid:decision>/",
        decisions.decision_detail,
        name="decision_detail",
    ),
    path("situation/public/", public_words.public_word_list, name="public_word_list"),
    path(
        "situation/public/page/<str:deed>", public_words.public_door, name="public_door"
    ),
    path("situation/public/<uuid:word>/", public_words.public_word, name="public_word"),
    path(
        "situation/public/<uuid:word>/take",
        public_words.public_word_take,
        name="public_word_take",
    ),
    path(
        "situation/public/<uuid:word>/aside",
        public_words.public_word_aside,
        name="public_word_aside",
    ),
    path("situation/<uuid:cycle>/", cycles.cycle_detail, name="cycle_detail"),
    path("situation/<uuid:cycle>/hours", cycles.cycle_hours, name="cycle_hours"),
    path("situation/<uuid:cycle>/share", cycles.cycle_share, name="cycle_share"),
    path(
        "situation/<uuid:cycle>/decisions", decisions.decision_add, name="decision_add"
    ),
    path(
        "situation/<uuid:cycle>/feedback", decisions.feedback_add, name="feedback_add"
    ),
    path("unsafe/", unsafe.unsafe_towns, name="unsafe_towns"),
    path("unsafe/<slug:code>/", unsafe.unsafe, name="unsafe"),
    path("unsafe/<slug:code>/told", unsafe.unsafe_told, name="unsafe_told"),
    path("report/<str:address>/", report.report_page, name="report_page"),
    path("report/<str:address>/nothing", report.report_nothing, name="report_nothing"),
    path(
        "report/<str:address>/<uuid:report>/withdraw",
        report.report_withdraw,
        name="report_withdraw",
    ),
]
