from django.urls import path

from web.promises import activities, follow_ups, goals, promises

urlpatterns = [
    path("promises/", promises.promise_list, name="promise_list"),
    path("promises/<uuid:promise>/", promises.promise_detail, name="promise_detail"),
    path("promises/<uuid:promise>/problems", promises.problem_add, name="problem_add"),
    path(
        "promises/problems/<uuid:problem>/sources",
        promises.source_add,
        name="source_add",
    ),
    path("promises/<uuid:promise>/goals", goals.goal_add, name="goal_add"),
    path("promises/goals/<uuid:goal>/", goals.goal_detail, name="goal_detail"),
    path(
        "promises/goals/<uuid:goal>/baseline", goals.goal_baseline, name="goal_baseline"
    ),
    path("promises/goals/<uuid:goal>/reading", goals.goal_reading, name="goal_reading"),
    path(
        "promises/goals/<uuid:goal>/figures/<int:figure>",
        goals.goal_figure,
        name="goal_figure",
    ),
    path(
        "promises/<uuid:promise>/activities",
        activities.activity_add,
        name="activity_add",
    ),
    path(
        "promises/activities/<uuid:activity>/",
        activities.activity_detail,
        name="activity_detail",
    ),
    path("promises/follow-ups/", follow_ups.follow_up_list, name="follow_up_list"),
    path(
        "promises/follow-ups/<uuid:follow_up>/",
        follow_ups.follow_up_detail,
        name="follow_up_detail",
    ),
    path(
        "promises/follow-ups/<uuid:follow_up>/words/<uuid:promise>",
        follow_ups.follow_up_words,
        name="follow_up_words",
    ),
    path(
        "promises/follow-ups/<uuid:follow_up>/terms",
        follow_ups.follow_up_terms,
        name="follow_up_terms",
    ),
    path(
        "promises/follow-ups/<uuid:follow_up>/return",
        follow_ups.follow_up_return,
        name="follow_up_return",
    ),
    path(
        "promises/follow-ups/<uuid:follow_up>/<str:deed>",
        follow_ups.follow_up_deed,
        name="follow_up_deed",
    ),
]
