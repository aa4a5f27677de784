from django.urls import path

from web.my import certificates, views

MINE = "my/<str:address>/"
urlpatterns = [
    path("certificates/", certificates.certificate_ask, name="certificate_ask"),
    path(
        "certificates/<str:number>/",
        certificates.certificate_public,
        name="certificate_public",
    ),
    path("my/", views.my_link, name="my_link"),
    path(MINE, views.my_page, name="my_page"),
    path(f"{MINE}renew", views.my_renew, name="my_renew"),
    path(
        f"{MINE}certificates/<uuid:certificate>.pdf",
        views.my_certificate,
        name="my_certificate",
    ),
    path(
        f"{MINE}enrolments/<uuid:enrolment>/off", views.my_sign_off, name="my_sign_off"
    ),
    path(f"{MINE}enrolments/<uuid:enrolment>/test", views.my_test, name="my_test"),
    path(
        f"{MINE}enrolments/<uuid:enrolment>/evaluation",
        views.my_evaluation,
        name="my_evaluation",
    ),
    path(f"{MINE}tests/<uuid:sitting>/", views.my_paper, name="my_paper"),
    path(
        f"{MINE}listings/<int:employment>/withdraw",
        views.my_withdraw,
        name="my_withdraw",
    ),
    path(f"{MINE}claim/<uuid:double>", views.my_claim, name="my_claim"),
]
