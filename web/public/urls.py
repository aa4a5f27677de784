from django.contrib.auth.decorators import login_not_required
from django.urls import path

from web.public import follow_ups
from web.public.feed import FollowUpFeed

urlpatterns = [
    path("follow-up/", follow_ups.follow_up_towns, name="follow_up_towns"),
    path(
        "follow-up/<slug:code>/", follow_ups.public_follow_ups, name="public_follow_ups"
    ),
    path(
        "follow-up/<slug:code>/feed.atom",
        login_not_required(FollowUpFeed()),
        name="follow_up_feed",
    ),
    path(
        "follow-up/<slug:code>/<slug:half_year>/",
        follow_ups.public_follow_up,
        name="public_follow_up",
    ),
]
