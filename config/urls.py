"""Where each door stands."""

from allauth.account import views as account
from django.urls import include, path

urlpatterns = [
    path("", include("web.urls")),
    path("api/", include("api.urls")),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
]
handler400 = "config.failures.bad_request"
handler403 = "config.failures.forbidden"
handler404 = "config.failures.not_found"
handler500 = "config.failures.server_error"
