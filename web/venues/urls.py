from django.urls import path

from web.venues import views

urlpatterns = [
    path("venues/", views.venue_list, name="venue_list"),
    path("venues/<uuid:venue>/", views.venue_detail, name="venue_detail"),
    path("imports/", views.import_list, name="import_list"),
    path("imports/<uuid:batch>/", views.import_detail, name="import_detail"),
    path("imports/<uuid:batch>/apply", views.import_apply, name="import_apply"),
]
