from django.urls import path

from web.findings import handed, views

urlpatterns = [
    path("findings/", views.finding_list, name="finding_list"),
    path("findings/handed/", handed.handed_list, name="handed_list"),
    path("findings/handed/<int:sent>/", handed.handed_detail, name="handed_detail"),
    path("findings/<uuid:finding>/", views.finding_detail, name="finding_detail"),
    path("findings/<uuid:finding>/step", views.finding_step, name="finding_step"),
    path(
        "findings/<uuid:finding>/training",
        views.finding_training,
        name="finding_training",
    ),
    path(
        "findings/<uuid:finding>/training/<int:order>/withdraw",
        views.training_withdraw,
        name="training_withdraw",
    ),
    path(
        "findings/<uuid:finding>/take-back",
        handed.finding_take_back,
        name="finding_take_back",
    ),
    path(
        "findings/<uuid:finding>/answer", handed.finding_answer, name="finding_answer"
    ),
    path(
        "findings/<uuid:finding>/hand-over",
        handed.finding_hand_over,
        name="finding_hand_over",
    ),
]
