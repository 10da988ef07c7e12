"""For the server alone that workers are forked off, which loads this first: it ends without a word.

Where a module cannot be loaded, such as one whose library is missing, the work is done in the program's own
process, and there the reason is told in a sentence, not in the server's traceback.
"""

from __future__ import annotations

import sys

sys.excepthook = lambda *_: None
