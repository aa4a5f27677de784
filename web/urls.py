from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from web.health import healthz, readyz
from web.start import start

urlpatterns = [
    path("", start, name="start"),
    path("", include("web.venues.urls")),
    path("", include("web.inspections.urls")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("language/", login_not_required(set_language), name="set_language"),
]
