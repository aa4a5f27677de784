from django.urls import path

from web.tips import views

urlpatterns = [
    path("tips/", views.tip_list, name="tip_list"),
    path("tips/<int:tip>/", views.tip_detail, name="tip_detail"),
    path("venues/<uuid:venue>/tip", views.tip_new, name="tip_new"),
]
