from django.urls import path

from api.figures import views

urlpatterns = [
    path("indicators", views.Indicators.as_view(), name="api_indicators"),
    path("figures", views.Figures.as_view(), name="api_figures"),
    path("figures/<str:code>", views.Figure.as_view(), name="api_figure"),
]
