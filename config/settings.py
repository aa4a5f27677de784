"""Every setting of Lykta, read from the environment and refused loudly when wrong.

The same file serves the embedded mode (SQLite and a broker of our own, as `make demo`
starts it) and the large one (PostgreSQL and Redis): only `DATABASE_URL` and `REDIS_URL`
differ. Business numbers never live here; they are dated rows or tables in `rules/`.
"""

import hashlib
import tempfile
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.sign_in import others_sign_in

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()
_ENV_FILE = Path(env.str("LYKTA_ENV_FILE", str(ROOT / "var" / "lykta.env")))
if _ENV_FILE.exists():
    environ.Env.read_env(_ENV_FILE)


def optional(name: str) -> str:
    """The text of `name`, from the variable or the file that `<name>_FILE` points to."""
    path = env.str(f"{name}_FILE", "")
    return Path(path).read_text(encoding="utf-8").strip() if path else env.str(name, "")


def required(name: str) -> str:
    """The text of `name`; `ImproperlyConfigured` when there is none."""
    value = optional(name)
    if not value:
        msg = f"{name} is not set. Run `make setup`, or set {name} or {name}_FILE."
        raise ImproperlyConfigured(msg)
    return value


def _socket_path(folder: Path) -> Path:
    """A place for the broker's socket; such paths must stay below 108 bytes."""
    path = folder / "broker.sock"
    if len(str(path)) < 100:  # noqa: PLR2004 — leaves room for what a server appends
        return path
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"lykta-{name}" / "broker.sock"


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
# Opens and signs what must outlive a change of SECRET_KEY: receipts, seals, digests.
EVIDENCE_KEY = required("EVIDENCE_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PUBLIC_URL = env.str("PUBLIC_URL", "http://localhost:8000").rstrip("/")
BEHIND_TLS = PUBLIC_URL.startswith("https://")
DATA_DIR = Path(env.str("DATA_DIR", str(ROOT / "var" / "data")))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "web",  # above allauth: its pages wear our templates
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "core",
    "accounts",
    "venues",
    "inspections",
    "cases",
    "planning",
    "training",
    "situation",
    "promises",
    "evidence",
    "portal",
    "api",
    "demo",
    "config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # above WhiteNoise, or static files lack the header
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "web.cookies.WholeCookiesMiddleware",
    "web.addresses.WholeAddressesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "web.errors.DomainErrorMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.navigation.navigation",
                "web.watch.watch",
            ],
        },
    },
]

# --- database --------------------------------------------------------------------
DATABASE_URL = optional("DATABASE_URL")
DATABASES: dict[str, dict[str, Any]]
if DATABASE_URL:
    DATABASES = {"default": env.db_url_config(DATABASE_URL)}
    if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        msg = "DATABASE_URL must name a PostgreSQL database (postgres://…)."
        raise ImproperlyConfigured(msg)
    # A pool opened before a fork hangs its children, so only the web process asks for one.
    if env.bool("DATABASE_POOL", default=False):
        DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 2, "max_size": 8}}
    else:
        DATABASES["default"]["CONN_MAX_AGE"] = 60
        DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
elif env.bool("ALLOW_SQLITE", default=False):
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA_DIR / "lykta.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA journal_size_limit=27103364;",
            },
        },
    }
else:
    msg = (
        "No database is named. Set DATABASE_URL to a PostgreSQL database, or "
        "ALLOW_SQLITE=1 to keep everything in one file under DATA_DIR."
    )
    raise ImproperlyConfigured(msg)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- broker and cache ------------------------------------------------------------
REDIS_URL = optional("REDIS_URL")
BROKER_SOCKET = _socket_path(DATA_DIR)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"{REDIS_URL.rstrip('/')}/1"
        if REDIS_URL
        else f"unix://{BROKER_SOCKET}?db=1",
        "KEY_PREFIX": "lykta",
    },
}
CELERY = {
    "broker_url": f"{REDIS_URL.rstrip('/')}/0"
    if REDIS_URL
    else f"redis+socket://{BROKER_SOCKET}",
    "task_ignore_result": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_time_limit": 300,
    "worker_prefetch_multiplier": 1,
    "worker_hijack_root_logger": False,
    "broker_connection_retry_on_startup": True,
    "timezone": "UTC",
    "broker_transport_options": {
        "visibility_timeout": 600,
        "global_keyprefix": "lykta:",
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
    },
}

# --- people ----------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "web.accounts.adapter.ClosedAccountAdapter"  # people are invited
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # who looks in once a year has no password
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nor is anybody told that they are unknown
# How often something unsafe may be told from one address; many phones can share one.
ACCOUNT_RATE_LIMITS = {"unsafe": env.str("UNSAFE_RATE", "20/h/ip")}
# Attempts are counted by the address they come from, which a proxy in front passes on.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1 if BEHIND_TLS else 0)
MFA_ADAPTER = "web.accounts.second_step.SealedStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Who reads the last second of a code types it into the next: one step either way, as
# RFC 6238 5.2 advises for the way and for clocks that drift. A code still counts once.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate_webauthn": "web.accounts.forms.StepPasskeyForm",
    "login_webauthn": "web.accounts.forms.LoginPasskeyForm",
    "reauthenticate_webauthn": "web.accounts.forms.AgainPasskeyForm",
    "add_webauthn": "web.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "web.accounts.forms.NamePasskeyForm",
}
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_FORMS = {"disconnect": "web.accounts.forms.TakeAwayForm"}
SOCIALACCOUNT_ADAPTER = "web.accounts.others.KnownPeopleAdapter"
SIGN_IN_WITH = others_sign_in(optional("SIGN_IN_WITH"))
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": SIGN_IN_WITH}}
SESSION_COOKIE_AGE = 30 * 24 * 3600  # a tablet stays signed in; it can be revoked
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS and env.bool("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
EMAIL_CONFIG = env.email_url_config(optional("EMAIL_URL") or "consolemail://")
vars().update(EMAIL_CONFIG)
# A password alone does not suffice where mail reaches people: a passkey, an app or a
# mailed code follows it.
ACCOUNT_LOGIN_BY_CODE_REQUIRED = (
    {"password"}
    if env.bool(
        "PASSWORD_NEEDS_SECOND_STEP",
        default=BEHIND_TLS and "console" not in EMAIL_CONFIG["EMAIL_BACKEND"],
    )
    else False
)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "lykta@localhost")
ACCESSIBILITY_CONTACT = env.str("ACCESSIBILITY_CONTACT", "")

# What published figures and packs say they were made with.
CODE_VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
    "version"
]

# --- language and time -----------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# --- what is served --------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
# The tablet's application, built by npm: its files stand at /field/ itself, for a service
# worker serves only what lies beneath it.
WHITENOISE_ROOT = ROOT / "var" / "site"
WHITENOISE_INDEX_FILE = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+(-[0-9A-Za-z_-]{8}|\.[0-9a-f]{12})\.[a-z0-9]+$"
MEDIA_ROOT = DATA_DIR / "media"  # never served as files; every view checks who asks
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
# A form that leads to another's sign-in is followed there by the browser.
CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] += [
    origin for one in SIGN_IN_WITH for origin in one["settings"]["origins"]
]
MAP_TILES = env.str("MAP_TILES", "")  # without a source the map shows outlines only
MAP_ATTRIBUTION = env.str("MAP_ATTRIBUTION", "")
if MAP_TILES:
    source = urlsplit(MAP_TILES)
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append(
        f"{source.scheme}://{source.netloc}"
    )
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FIELD_BATCH_MAX_BYTES = env.int("FIELD_BATCH_MAX_BYTES", 16 * 1024 * 1024)
FIELD_PHOTO_LONG_EDGE = env.int("FIELD_PHOTO_LONG_EDGE", 1600)
FIELD_PHOTO_MAX_BYTES = env.int("FIELD_PHOTO_MAX_BYTES", 20 * 1024 * 1024)

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.SessionOr401",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.ShallowJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.errors.problem_response",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Lykta",
    "DESCRIPTION": "What the tablet and other systems speak with Lykta.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVERS": [{"url": "/"}],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["models.W040"]  # SQLite leaves covering columns out: no harm
if not BEHIND_TLS:
    SILENCED_SYSTEM_CHECKS += [
        "security.W004",  # HSTS, TLS redirect and secure cookies need a PUBLIC_URL
        "security.W008",  # with https://, which the embedded mode on localhost lacks
        "security.W012",
        "security.W016",
    ]
