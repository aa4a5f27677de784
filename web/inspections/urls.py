from django.urls import path, register_converter

from web.digest import DigestConverter
from web.inspections import destruction, occasions, quarantine, rescue, views, visit

register_converter(DigestConverter, "digest")

urlpatterns = [
    path("due/", views.due, name="due"),
    path("visits/", visit.visit_list, name="visit_list"),
    path("visits/<uuid:visit>/", visit.visit_detail, name="visit_detail"),
    path("occasions/", occasions.occasion_list, name="occasion_list"),
    path(
        "occasions/<uuid:occasion>/",
        occasions.occasion_detail,
        name="occasion_detail",
    ),
    path(
        "visits/<uuid:visit>/<slug:section>/diary-number",
        views.diary_number,
        name="diary_number",
    ),
    path(
        "visits/<uuid:visit>/<slug:section>/destroy",
        destruction.propose,
        name="destruction_propose",
    ),
    path("destructions/", destruction.destruction_list, name="destruction_list"),
    path(
        "destructions/<uuid:destruction>/decide",
        destruction.decide,
        name="destruction_decide",
    ),
    path("visits/<uuid:visit>/<slug:section>/seal", views.seal, name="seal"),
    path(
        "visits/<uuid:visit>/<slug:section>/conflict",
        views.conflict,
        name="conflict_settle",
    ),
    path("visits/<uuid:visit>/<slug:section>/amend", views.amend, name="amend"),
    path(
        "visits/<uuid:visit>/<slug:section>/protocol", views.protocol, name="protocol"
    ),
    path("quarantine/", quarantine.held_list, name="quarantine"),
    path("quarantine/<digest:digest>/", quarantine.held_detail, name="held_detail"),
    path("quarantine/<digest:digest>/settle", quarantine.settle, name="held_settle"),
    path("rescue/", rescue.rescue, name="rescue"),
    path("devices/", views.devices, name="devices"),
    path("devices/<uuid:stream>/revoke", views.device_revoke, name="device_revoke"),
    path("verify/<digest:seal>", views.verify, name="verify"),
]
