from django.urls import path

from web.walks import held, measures, protocol, safety, walks

urlpatterns = [
    path("walks/", walks.walk_list, name="walk_list"),
    path("walks/held/", held.note_list, name="note_list"),
    path("walks/held/<str:digest>", held.note_aside, name="note_aside"),
    path("walks/held/<str:digest>/content", held.note_content, name="note_content"),
    path("walks/photos/<uuid:photo>", walks.walk_photo, name="walk_photo"),
    path("walks/safety/new", safety.safety_new, name="safety_new"),
    path(
        "walks/measures/<uuid:measure>/", measures.measure_detail, name="measure_detail"
    ),
    path(
        "walks/measures/photos/<uuid:photo>",
        measures.measure_photo,
        name="measure_photo",
    ),
    path("walks/<uuid:walk>/plan", safety.safety_plan, name="safety_plan"),
    path("walks/<uuid:walk>/list", safety.safety_addresses, name="safety_addresses"),
    path(
        "walks/<uuid:walk>/list/<int:address>/off",
        safety.safety_address_drop,
        name="safety_address_drop",
    ),
    path("walks/<uuid:walk>/invite", safety.safety_invite, name="safety_invite"),
    path("walks/<uuid:walk>/end", safety.safety_end, name="safety_end"),
    path("walks/<uuid:walk>/renew", safety.safety_renew, name="safety_renew"),
    path("walks/<uuid:walk>/gathered", safety.safety_gathered, name="safety_gathered"),
    path("walks/<uuid:walk>/measures", measures.measure_add, name="measure_add"),
    path("walks/<uuid:walk>/protocol", protocol.protocol_send, name="protocol_send"),
    path(
        "walks/<uuid:walk>/protocol-<int:revision>.pdf",
        protocol.protocol_pdf,
        name="walk_protocol",
    ),
    path("walks/<uuid:walk>/answer", protocol.protocol_answer, name="protocol_answer"),
    path("walk/<str:address>/", protocol.walk_told, name="walk_told"),
    path(
        "walk/<str:address>/protocol.pdf",
        protocol.walk_told_pdf,
        name="walk_told_pdf",
    ),
    path("walks/<uuid:walk>/", walks.walk_detail, name="walk_detail"),
    path("walks/<uuid:walk>/cancel", walks.walk_cancel, name="walk_cancel"),
]
