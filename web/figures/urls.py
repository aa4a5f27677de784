from django.urls import path

from web.figures import views

urlpatterns = [
    path("figures/", views.figure_sheet, name="figure_sheet"),
    path("figures/publish", views.figures_publish, name="figures_publish"),
    path("figures/published/", views.publication_list, name="publication_list"),
    path("figures/<str:code>/", views.figure_detail, name="figure_detail"),
    path("figures/<str:code>/rows/", views.figure_rows, name="figure_rows"),
]
