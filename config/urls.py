"""Where each door stands."""

from django.urls import include, path

urlpatterns = [
    path("", include("web.urls")),
    path("", include("web.accounts.urls")),
    path("api/", include("api.urls")),
]
handler400 = "config.failures.bad_request"
handler403 = "config.failures.forbidden"
handler404 = "config.failures.not_found"
handler500 = "config.failures.server_error"
