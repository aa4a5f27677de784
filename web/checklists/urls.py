from django.urls import path

from web.checklists import views

urlpatterns = [
    path("checklists/", views.checklist_list, name="checklist_list"),
    path("checklists/versions/<str:code>/", views.checklist, name="checklist"),
    path("checklists/versions/<str:code>/draft", views.draft_begin, name="draft_begin"),
    path(
        "checklists/drafts/<uuid:draft>/", views.checklist_draft, name="checklist_draft"
    ),
    path(
        "checklists/drafts/<uuid:draft>/items/<str:item>/",
        views.draft_item,
        name="checklist_item",
    ),
    path(
        "checklists/drafts/<uuid:draft>/publish",
        views.draft_publish,
        name="draft_publish",
    ),
]
