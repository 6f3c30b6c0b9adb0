"""The one settings file. Values come from the environment (docs/operating/settings.md lists them)."""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from usher.config import databases, env, logs
from usher.config.postgres.directory import data_directory

USHER_DATA: Path = data_directory()
USHER_URL = env.web_address("USHER_URL", "http://127.0.0.1:8000")
USHER_DEMO = env.flag("USHER_DEMO")
SECRET_KEY = env.secret_key(USHER_DATA)
DEBUG = env.flag("USHER_DEBUG")
ALLOWED_HOSTS = ["*"]  # links are built from USHER_URL, never from the Host header

DATABASES = databases.from_environment()
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_prose_editor",
    "csp",
    "usher.base",
    "usher.events",
    "usher.organizations",
    "usher.people",
    "usher.files",
    "usher.mail",
    "usher.search",
    "usher.webhooks",
    "usher.tickets",
    "usher.channels.email",
    "usher.frame",
    "usher.api",
]

MIDDLEWARE = [
    "usher.base.request_ids.request_ids",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "usher.frame.compressing.PagesCompressed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "usher.config.urls"
WSGI_APPLICATION = "usher.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [
            Path(__file__).parent.parent / room / "templates" for room in ("frame", "web", "people", "channels/email", "api")
        ],
        "OPTIONS": {"environment": "usher.frame.environment.environment"},
    },
    {
        # Only for what libraries bring (allauth's mails and pages we do not replace).
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# Sign-in
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # members are created or invited by an administrator
ACCOUNT_ADAPTER = "usher.people.sign_in.Adapter"
ACCOUNT_FORMS = {
    "login": "usher.web.account.forms.SignInForm",
    "reset_password": "usher.web.account.forms.ResetForm",
    "reset_password_from_key": "usher.web.account.forms.ResetKeyForm",
    "change_password": "usher.web.account.forms.ChangeForm",
    "set_password": "usher.web.account.forms.SetForm",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a reset asked for an unknown address sends nothing to it
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30  # seconds
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = USHER_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_TRUSTED_ORIGINS = [USHER_URL]
CSRF_FAILURE_VIEW = "usher.frame.errors.stale_form"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("USHER_BEHIND_PROXY") else None

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# Static files: prepared once by the command `prepare_assets`, served by WhiteNoise under hashed names.
STATIC_URL = "/static/"
STATIC_ROOT = env.text("USHER_STATIC") or str(Path(__file__).parent.parent.parent / "build" / "static")
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(USHER_DATA / "files")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# Jobs
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Mail that is not about tickets (password reset, invitations) leaves through the outbox too.
EMAIL_BACKEND = "usher.mail.outgoing.backend.OutboxBackend"
DEFAULT_FROM_EMAIL = env.text("USHER_FROM", "Usher <usher@localhost>")
USHER_SMTP_URL = env.text("USHER_SMTP_URL")  # smtp[s]://user:password@host:port for account mail
USHER_SMTP_HOST = env.text("USHER_SMTP_HOST", "127.0.0.1")  # where we receive mail ourselves
USHER_LMTP = env.port_or_socket("USHER_LMTP")  # host:port or the path of a socket; empty: not at all
USHER_SMTP_PORT = env.number("USHER_SMTP_PORT", 2525, most=65535)  # 0: not at all

# The API
# Webhooks to addresses of our own network: only where whoever may make webhooks may reach all that stands there.
USHER_WEBHOOKS_REACH_PRIVATE = env.flag("USHER_WEBHOOKS_REACH_PRIVATE", False)
USHER_API_LIMIT = env.number("USHER_API_LIMIT", 18_000)  # requests a minute and token; 0: no limit
USHER_PACKS_JSON = not env.flag("USHER_BEHIND_PROXY")
USHER_API_ORIGINS = env.text("USHER_API_ORIGINS").replace(",", " ").split()  # sites whose pages may call it; * for all

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fi", "Suomi")]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of a form or JSON body without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes; larger uploads go to disk while they arrive

LOGGING = logs.LOGGING
