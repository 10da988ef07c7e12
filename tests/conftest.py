"""What all tests share: random inputs are the same ones on every run of CI, and new ones at a desk.

No test is timed: a machine may be busy with something else.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
