"""Where each door stands."""

from allauth.account import views as account
from django.urls import include, path, re_path

urlpatterns = [
    path("", include("web.urls")),
    path("api/", include("api.urls")),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path(
        "login/code/confirm/",
        account.confirm_login_code,
        name="account_confirm_login_code",
    ),
    re_path(
        r"^password/(?P<uidb36>[0-9A-Za-z]{1,40})-(?P<key>.{1,100})/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
handler400 = "config.failures.bad_request"
handler403 = "config.failures.forbidden"
handler404 = "config.failures.not_found"
handler500 = "config.failures.server_error"
