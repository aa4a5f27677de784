from django.urls import path

from web.figures import baseline, before_after, detail, sheet, yearly

urlpatterns = [
    path("figures/", sheet.figure_sheet, name="figure_sheet"),
    path("figures/publish", sheet.figures_publish, name="figures_publish"),
    path("figures/published/", sheet.publication_list, name="publication_list"),
    path("figures/yearly/", yearly.figures_yearly, name="figures_yearly"),
    path("figures/<str:code>/", detail.figure_detail, name="figure_detail"),
    path(
        "figures/<str:code>/baseline/", baseline.figure_baseline, name="figure_baseline"
    ),
    path(
        "figures/<str:code>/before-after/",
        before_after.figure_before_after,
        name="figure_before_after",
    ),
    path("figures/<str:code>/rows/", detail.figure_rows, name="figure_rows"),
]
