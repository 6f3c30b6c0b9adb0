"""The WSGI application of `usher web`: screens and API at full speed; the streams come from `usher live`."""

import os

from django.core.wsgi import get_wsgi_application

from usher.config.serve.hearing import hear_in_background
from usher.config.serve.parenthood import PARENT, die_with_parent

# Under another WSGI server nothing is heard, and what is remembered dies after its few seconds.
is_ours = PARENT in os.environ
die_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "usher.config.settings")

application = get_wsgi_application()
if is_ours:
    hear_in_background()
