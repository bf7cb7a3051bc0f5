"""How the laws are tried: without deadlines, which a busy machine would break, and on CI with the same cases each time."""

import os

from hypothesis import settings

settings.register_profile("planstrack", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("planstrack")
