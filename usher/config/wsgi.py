"""The WSGI application of `usher web`: screens and API at full speed; the streams come from `usher live`."""

import os

from django.core.wsgi import get_wsgi_application

from usher.config.serve.hearing import hear_in_background
from usher.config.serve.parenthood import die_with_parent

die_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "usher.config.settings")

application = get_wsgi_application()
hear_in_background()
