from django.urls import path

from web.venue import (
    cases,
    desk,
    documents,
    findings,
    notify,
    own,
    received,
    roster,
    staff,
    standing,
    welcome,
)

VENUE = "venue/<uuid:venue>/"
FINDING = f"{VENUE}findings/<int:obligation>/"
urlpatterns = [
    path("venue/", standing.my_venues, name="my_venues"),
    path("venue/welcome/<str:code>/", welcome.welcome, name="welcome"),
    path(VENUE, standing.standing, name="portal_standing"),
    path(f"{VENUE}mail/", standing.mail_wish, name="portal_mail"),
    path(FINDING, findings.finding, name="portal_finding"),
    path(f"{FINDING}revisit", findings.finding_revisit, name="portal_revisit"),
    path(f"{FINDING}reply", findings.finding_reply, name="portal_finding_reply"),
    path("proofs/<uuid:file>", received.proof_file, name="proof_file"),
    path(f"{VENUE}documents/", documents.documents, name="portal_documents"),
    path(
        f"{VENUE}protocols/<uuid:release>/", documents.protocol, name="portal_protocol"
    ),
    path(
        f"{VENUE}protocols/<uuid:release>.pdf",
        documents.protocol_paper,
        name="portal_protocol_paper",
    ),
    path(f"{VENUE}cases/<int:case>/", cases.case_page, name="portal_case"),
    path("case-files/<uuid:file>", received.case_file, name="case_file"),
    path(
        f"{VENUE}cases/<int:case>/<int:document>.pdf",
        cases.case_paper,
        name="portal_case_paper",
    ),
    path(
        f"{VENUE}certificates/<uuid:certificate>.pdf",
        documents.staff_certificate,
        name="portal_certificate",
    ),
    path(f"{VENUE}staff/", staff.staff, name="portal_staff"),
    path(
        f"{VENUE}staff/<int:employment>/end", staff.staff_end, name="portal_staff_end"
    ),
    path(f"{VENUE}nights/", roster.nights, name="portal_nights"),
    path(f"{VENUE}nights/add", roster.shift_add, name="portal_shift_add"),
    path(
        f"{VENUE}nights/<int:shift>/remove",
        roster.shift_remove,
        name="portal_shift_remove",
    ),
    path(f"{VENUE}training/", staff.school, name="portal_school"),
    path(
        f"{VENUE}training/<uuid:session>/sign-up",
        staff.sign_up,
        name="portal_sign_up",
    ),
    path(
        f"{VENUE}training/<uuid:enrolment>/off",
        staff.signed_off,
        name="portal_signed_off",
    ),
    path(f"{VENUE}self-checks/", own.self_checks, name="portal_self_checks"),
    path(f"{VENUE}self-checks/<uuid:check>/", own.self_check, name="portal_self_check"),
    path(f"{VENUE}incidents/", own.incidents, name="portal_incidents"),
    path(f"{VENUE}notify/", notify.notify_page, name="portal_notify"),
    path("notifications/", notify.notification_list, name="notification_list"),
    path(
        "notifications/<uuid:notification>/confirm",
        notify.notification_confirm,
        name="notification_confirm",
    ),
    path(
        "notifications/<uuid:notification>/return",
        notify.notification_return,
        name="notification_return",
    ),
    path("venues/<uuid:venue>/managers/", desk.venue_managers, name="venue_managers"),
    path("accesses/<int:access>/end", desk.access_end, name="access_end"),
    path(
        "visits/<uuid:visit>/<str:section>/give/",
        desk.protocol_give,
        name="protocol_give",
    ),
    path("replies/<uuid:reply>/answer", desk.reply_answer, name="reply_answer"),
    path("revisits/<uuid:asked>/decline", desk.revisit_decline, name="revisit_decline"),
]
