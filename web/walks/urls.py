from django.urls import path

from web.walks import held, walks

urlpatterns = [
    path("walks/", walks.walk_list, name="walk_list"),
    path("walks/held/", held.note_list, name="note_list"),
    path("walks/held/<str:digest>", held.note_aside, name="note_aside"),
    path("walks/held/<str:digest>/content", held.note_content, name="note_content"),
    path("walks/photos/<uuid:photo>", walks.walk_photo, name="walk_photo"),
    path("walks/<uuid:walk>/", walks.walk_detail, name="walk_detail"),
    path("walks/<uuid:walk>/cancel", walks.walk_cancel, name="walk_cancel"),
]
