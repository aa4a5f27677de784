"""Signing in, and how one signs in. allauth's own views, at addresses of ours."""

from allauth.account import views as account
from allauth.mfa.base import views as steps
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as others
from django.urls import path, re_path
from django.views.generic import RedirectView

from web.accounts import doors, helping

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/closed/", account.account_inactive, name="account_inactive"),
    path("logout/", account.logout, name="account_logout"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path(
        "login/code/confirm/",
        account.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path("login/step/", steps.authenticate, name="mfa_authenticate"),
    path("login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "login/cancelled/", others.login_cancelled, name="socialaccount_login_cancelled"
    ),
    path(
        "login/with/<slug:provider_id>/", doors.to_others, name="openid_connect_login"
    ),
    path(
        "login/with/<slug:provider_id>/back/",
        doors.from_others,
        name="openid_connect_callback",
    ),
    # Asked once more before something that decides who can sign in.
    path("login/again/", account.reauthenticate, name="account_reauthenticate"),
    path("login/again/step/", steps.reauthenticate, name="mfa_reauthenticate"),
    path(
        "login/again/passkey/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("sign-in/", steps.index, name="mfa_index"),
    path("sign-in/password/", account.password_change, name="account_change_password"),
    path(
        "sign-in/password/first/",
        doors.freshly(account.password_set),
        name="account_set_password",
    ),
    path("sign-in/app/", doors.freshly(app.activate_totp), name="mfa_activate_totp"),
    path("sign-in/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    # The keys stand on the page itself; allauth leads here after a change.
    path(
        "sign-in/passkeys/",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path(
        "sign-in/passkeys/add/",
        doors.freshly(passkeys.add_webauthn),
        name="mfa_add_webauthn",
    ),
    path(
        "sign-in/passkeys/<int:pk>/remove/",
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "sign-in/passkeys/<int:pk>/name/",
        passkeys.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
    path(
        "sign-in/spare-codes/",
        spare.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "sign-in/spare-codes/new/",
        spare.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("people/<uuid:user>/steps/remove", helping.steps_remove, name="steps_remove"),
    path("sign-in/others/", others.connections, name="socialaccount_connections"),
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
