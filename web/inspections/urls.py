from django.urls import path, re_path

from web.inspections import views

urlpatterns = [
    path("due/", views.due, name="due"),
    path("visits/", views.visit_list, name="visit_list"),
    path("visits/<uuid:visit>/", views.visit_detail, name="visit_detail"),
    path("visits/<uuid:visit>/<slug:section>/seal", views.seal, name="seal"),
    path("visits/<uuid:visit>/<slug:section>/amend", views.amend, name="amend"),
    path(
        "visits/<uuid:visit>/<slug:section>/protocol", views.protocol, name="protocol"
    ),
    path("quarantine/", views.quarantine, name="quarantine"),
    path("devices/", views.devices, name="devices"),
    path("devices/<uuid:stream>/revoke", views.device_revoke, name="device_revoke"),
    re_path(r"^verify/(?P<seal>[0-9a-f]{64})$", views.verify, name="verify"),
]
