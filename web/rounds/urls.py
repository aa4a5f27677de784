from django.urls import path

from web.rounds import changing, moving, recusals, steps, views

urlpatterns = [
    path("rounds/", views.round_list, name="round_list"),
    path("rounds/<uuid:round_>/", views.round_detail, name="round_detail"),
    path("rounds/<uuid:round_>/map.json", views.round_map, name="round_map"),
    path("rounds/<uuid:round_>/teams", changing.team_add, name="team_add"),
    path(
        "rounds/<uuid:round_>/teams/<int:team>/remove",
        changing.team_remove,
        name="team_remove",
    ),
    path("rounds/<uuid:round_>/wishes", changing.wish_add, name="wish_add"),
    path(
        "rounds/<uuid:round_>/wishes/<int:wish>/drop",
        changing.wish_drop,
        name="wish_drop",
    ),
    path("rounds/<uuid:round_>/stops", moving.stop_move, name="stop_move"),
    path(
        "rounds/<uuid:round_>/stops/<uuid:venue>/drop",
        moving.stop_drop,
        name="stop_drop",
    ),
    path("rounds/<uuid:round_>/<slug:step>", steps.round_step, name="round_step"),
    path("venues/<uuid:venue>/recusals", recusals.recusal_list, name="recusal_list"),
    path("recusals/<int:recusal>/end", recusals.recusal_end, name="recusal_end"),
]
