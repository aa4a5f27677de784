from django.urls import path

from web.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/agencies/<int:agency>", views.agency_settings, name="agency_settings"),
    path("people/roles/<int:membership>/end", views.role_end, name="role_end"),
]
