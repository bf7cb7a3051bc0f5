"""How the laws are tried: without deadlines, which a busy machine would break, and on CI with the same cases each time."""

import os
import tempfile

from hypothesis import settings

settings.register_profile("planstrack", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("planstrack")

# Nothing that was worked out in an earlier run answers for this one, and nothing is written into the user's folders.
os.environ["PLANSTRACK_CACHE"] = tempfile.mkdtemp(prefix="planstrack-tests-")
