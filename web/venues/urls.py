from django.urls import path

from web.venues import areas, lacks, listing, mapping, places, views

urlpatterns = [
    path("venues/", listing.venue_list, name="venue_list"),
    path("venues/places", places.venue_places, name="venue_places"),
    path("venues/areas", areas.area_list, name="area_list"),
    path("venues/heat", places.venue_heat, name="venue_heat"),
    path("venues/filters", listing.filter_save, name="filter_save"),
    path(
        "venues/filters/<int:filter_id>/forget",
        listing.filter_forget,
        name="filter_forget",
    ),
    path("venues/<uuid:venue>/", views.venue_detail, name="venue_detail"),
    path("venues/<uuid:venue>/register", lacks.venue_lacks, name="venue_lacks"),
    path("venues/<uuid:venue>/managers/end", lacks.manager_end, name="manager_end"),
    path(
        "venues/<uuid:venue>/conditions/<int:condition>/strike",
        lacks.condition_strike,
        name="condition_strike",
    ),
    path("imports/mapping", mapping.mapping, name="mapping"),
    path("imports/", views.import_list, name="import_list"),
    path("imports/<uuid:batch>/", views.import_detail, name="import_detail"),
    path("imports/<uuid:batch>/apply", views.import_apply, name="import_apply"),
]
