from django.urls import path

from web.cases import documents, opening, steps, views

urlpatterns = [
    path("cases/", views.case_list, name="case_list"),
    path("cases/<int:case>/", views.case_detail, name="case_detail"),
    path(
        "cases/<int:case>/documents/<slug:kind>",
        documents.document_make,
        name="document_make",
    ),
    path(
        "cases/documents/<int:document>", documents.document_read, name="document_read"
    ),
    path(
        "cases/documents/<int:document>/approve",
        documents.document_approve,
        name="document_approve",
    ),
    path("cases/<int:case>/<slug:verb>", steps.case_step, name="case_step"),
    path("cases/copies/<int:copy>", steps.copy_tick, name="copy_tick"),
    path("venues/<uuid:venue>/case", opening.case_new, name="case_new"),
]
