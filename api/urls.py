from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

urlpatterns = [
    path("v1/field/", include("api.field.urls")),
    path("v1/", include("api.figures.urls")),
    path("v1/schema", SpectacularAPIView.as_view(), name="schema"),
]
