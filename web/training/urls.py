from django.urls import path

from web.training import (
    attendance,
    courses,
    coverage,
    imports,
    knowledge,
    people,
    sessions,
    venue_nights,
)

SESSION = "training/sessions/<uuid:session>/"
urlpatterns = [
    path("training/", sessions.session_list, name="session_list"),
    path(SESSION, sessions.session_detail, name="session_detail"),
    path(f"{SESSION}<slug:what>", sessions.session_do, name="session_do"),
    path(f"{SESSION}list/", sessions.session_list_paper, name="session_list_paper"),
    path(f"{SESSION}days/<int:day>/", attendance.attendance, name="attendance"),
    path(f"{SESSION}days/<int:day>/move", attendance.day_move, name="day_move"),
    path(
        f"{SESSION}trainers/<int:trainer>/remove",
        sessions.trainer_remove,
        name="trainer_remove",
    ),
    path(
        "training/enrolments/<uuid:enrolment>/off",
        sessions.enrolment_off,
        name="enrolment_off",
    ),
    path(
        "training/enrolments/<uuid:enrolment>/result",
        sessions.enrolment_result,
        name="enrolment_result",
    ),
    path("training/present/<str:code>/", attendance.present, name="present"),
    path("training/courses/", courses.course_list, name="course_list"),
    path("training/diplomas/", courses.diploma_add, name="diploma_add"),
    path("training/courses/<int:course>/", courses.course_detail, name="course_detail"),
    path("training/courses/<int:course>/save", courses.course_save, name="course_save"),
    path(
        "training/courses/<int:course>/<slug:what>/",
        courses.course_add,
        name="course_add",
    ),
    path(
        "training/courses/<int:course>/<slug:what>/<int:number>/remove",
        courses.course_remove,
        name="course_remove",
    ),
    path("training/people/", people.person_list, name="person_list"),
    path("training/people/numbers", people.number_ground, name="number_ground"),
    path("training/people/merge", people.person_merge, name="person_merge"),
    path("training/people/<uuid:one>/", people.person_detail, name="person_detail"),
    path("training/people/<uuid:one>/link", people.person_link, name="person_link"),
    path(
        "training/certificates/<uuid:certificate>.pdf",
        people.certificate_paper,
        name="certificate_paper",
    ),
    path(
        "training/certificates/<uuid:certificate>/revoke",
        people.certificate_revoke,
        name="certificate_revoke",
    ),
    path("training/coverage/", coverage.coverage_page, name="coverage"),
    path(
        "training/coverage/<uuid:venue>/",
        venue_nights.venue_coverage,
        name="venue_coverage",
    ),
    path("training/requirements/", coverage.requirement_list, name="requirement_list"),
    path(
        "training/requirements/<int:requirement>/end",
        coverage.requirement_end,
        name="requirement_end",
    ),
    path("training/knowledge/", knowledge.knowledge_list, name="knowledge_list"),
    path("training/imports/", imports.certificate_imports, name="certificate_imports"),
    path(
        "training/imports/<uuid:batch>/",
        imports.certificate_import,
        name="certificate_import",
    ),
    path(
        "training/imports/<uuid:batch>/confirm",
        imports.certificate_import_confirm,
        name="certificate_import_confirm",
    ),
]
