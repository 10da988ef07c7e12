"""What a build costs, laid beside other ways to the same pages: whole processes, as ratios within one run.

`meter` counts a command with all that it starts, on two cores. `desk` makes the projects that are built,
`edit` changes a word, `bare` is the engine alone, `peers` are Typst and XeLaTeX; `workbench` measures each
thing once, and `questions` reckons the rows from it. Machines are shared and noisy, so only ratios of
neighbours are worth quoting.
"""

from .measure import Unmeasured
from .peers.systems import install
from .run import KEYS, facts, measured_rows
from .table import line, markdown
from .workbench import BenchWishes

__all__ = ["KEYS", "BenchWishes", "Unmeasured", "facts", "install", "line", "markdown", "measured_rows"]
