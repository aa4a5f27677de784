from django.urls import path

from web.situation import cycles, decisions, report, reporters

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
    path("situation/<uuid:cycle>/", cycles.cycle_detail, name="cycle_detail"),
    path("situation/<uuid:cycle>/hours", cycles.cycle_hours, name="cycle_hours"),
    path("situation/<uuid:cycle>/share", cycles.cycle_share, name="cycle_share"),
    path(
        "situation/<uuid:cycle>/decisions", decisions.decision_add, name="decision_add"
    ),
    path(
        "situation/<uuid:cycle>/feedback", decisions.feedback_add, name="feedback_add"
    ),
    path("report/<str:address>/", report.report_page, name="report_page"),
    path("report/<str:address>/nothing", report.report_nothing, name="report_nothing"),
    path(
        "report/<str:address>/<uuid:report>/withdraw",
        report.report_withdraw,
        name="report_withdraw",
    ),
]
