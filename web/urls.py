from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from web.accessibility import accessibility
from web.design import design
from web.health import healthz, ready
from web.search import search
from web.start import start

urlpatterns = [
    path("", start, name="start"),
    path("search/", search, name="search"),
    path("accessibility/", accessibility, name="accessibility"),
    path("design/", design, name="design"),
    path("", include("web.venues.urls")),
    path("", include("web.inspections.urls")),
    path("", include("web.findings.urls")),
    path("", include("web.tips.urls")),
    path("", include("web.cases.urls")),
    path("", include("web.rounds.urls")),
    path("", include("web.calendars.urls")),
    path("", include("web.training.urls")),
    path("", include("web.my.urls")),
    path("", include("web.venue.urls")),
    path("", include("web.figures.urls")),
    path("", include("web.promises.urls")),
    path("", include("web.situation.urls")),
    path("", include("web.public.urls")),
    path("", include("web.walks.urls")),
    path("", include("web.evidence.urls")),
    path("", include("web.people.urls")),
    path("", include("web.checklists.urls")),
    path("healthz", healthz, name="healthz"),
    path("health/ready", ready, name="health_ready"),
    path("language/", login_not_required(set_language), name="set_language"),
]
