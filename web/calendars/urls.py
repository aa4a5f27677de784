from django.urls import path

from web.calendars import views

urlpatterns = [
    path("calendars/", views.calendar_list, name="calendar_list"),
    path("calendars/<str:address>.ics", views.calendar_feed, name="calendar_feed"),
]
