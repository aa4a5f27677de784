"""What was decided about signing in, and how one does."""

from tests.architecture.calls import EVERYBODY, SIGNED_IN, Decision, get, post

NOBODY: frozenset[str] = frozenset()

SIGN_IN: dict[str, list[Decision]] = {
    "account_login": [Decision(get("account_login"), EVERYBODY)],
    "account_inactive": [Decision(get("account_inactive"), EVERYBODY)],
    "account_request_login_code": [
        Decision(get("account_request_login_code"), EVERYBODY)
    ],
    # Without a code that was asked for, or a password that was right, they lead back.
    "account_confirm_login_code": [
        Decision(get("account_confirm_login_code"), EVERYBODY)
    ],
    "mfa_authenticate": [Decision(get("mfa_authenticate"), EVERYBODY)],
    "mfa_login_webauthn": [Decision(get("mfa_login_webauthn"), EVERYBODY)],
    "socialaccount_login_cancelled": [
        Decision(get("socialaccount_login_cancelled"), EVERYBODY)
    ],
    # Nobody else's sign-in is named in these tests: there is no such door.
    "openid_connect_login": [
        Decision(get("openid_connect_login", provider_id="x"), EVERYBODY, passed=(404,))
    ],
    "openid_connect_callback": [
        Decision(
            get("openid_connect_callback", provider_id="x"), EVERYBODY, passed=(404,)
        )
    ],
    "account_logout": [Decision(get("account_logout"), EVERYBODY)],
    # Asked for the password once more; the others have neither an app nor a key, and are
    # led to where they can be asked.
    "account_reauthenticate": [
        Decision(get("account_reauthenticate"), SIGNED_IN, passed=(200, 403))
    ],
    "mfa_reauthenticate": [
        Decision(get("mfa_reauthenticate"), SIGNED_IN, passed=(302, 403))
    ],
    "mfa_reauthenticate_webauthn": [
        Decision(get("mfa_reauthenticate_webauthn"), SIGNED_IN, passed=(302, 403))
    ],
    "mfa_index": [Decision(get("mfa_index"), SIGNED_IN)],
    "account_change_password": [Decision(get("account_change_password"), SIGNED_IN)],
    "account_set_password": [Decision(get("account_set_password"), SIGNED_IN)],
    "mfa_activate_totp": [Decision(get("mfa_activate_totp"), SIGNED_IN)],
    "mfa_deactivate_totp": [Decision(get("mfa_deactivate_totp"), frozenset())],
    "mfa_list_webauthn": [Decision(get("mfa_list_webauthn"), SIGNED_IN)],
    "mfa_add_webauthn": [
        Decision(get("mfa_add_webauthn"), SIGNED_IN),
        Decision(post("mfa_add_webauthn", {"credential": "{}"}), SIGNED_IN),
    ],
    # Somebody else's: asked who they are first, then it is not there (test_second_step).
    "mfa_edit_webauthn": [
        Decision(get("mfa_edit_webauthn", pk="passkey"), NOBODY, refused=(302, 404))
    ],
    "mfa_remove_webauthn": [
        Decision(get("mfa_remove_webauthn", pk="passkey"), NOBODY, refused=(302, 404)),
        Decision(post("mfa_remove_webauthn", pk="passkey"), NOBODY, refused=(302, 404)),
    ],
    "mfa_view_recovery_codes": [Decision(get("mfa_view_recovery_codes"), NOBODY)],
    "mfa_generate_recovery_codes": [
        Decision(get("mfa_generate_recovery_codes"), SIGNED_IN)
    ],
    "socialaccount_connections": [
        Decision(get("socialaccount_connections"), SIGNED_IN)
    ],
    "steps_remove": [
        Decision(
            post("steps_remove", user="karin"),
            frozenset({"administrator"}),
            refused=(403,),
        )
    ],
}
