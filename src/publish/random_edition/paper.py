"""The sheets of a random edition: the project's own, and for A5 one more that comes last."""

from __future__ import annotations

A5_SHEET = """\
/* Paper of 148 by 210 mm. The text keeps the line grid: 35 lines of 13.5pt, less .14 mm as in tokens.css. */

:root {
  --head-margin: 17mm;
  --foot-margin: 26.17mm;
  --inner-margin: 17mm;
  --outer-margin: 23mm;
  --turned-margin: 16mm;
}
@page { size: A5; }
@page landscape { size: A5 landscape; margin: 17mm var(--turned-margin) 20mm; }

/* The cover, made smaller as the paper is */
.part-cover { height: 210mm; }
.cover-series { padding-top: 59mm; }
.cover-title { font-size: 34pt; line-height: 38pt; }
.cover-subtitle { padding-bottom: 14mm; font-size: 15pt; line-height: 20pt; }
.cover-edition { bottom: 17mm; }
.key-figures-value { width: 40mm; }
.key-figures-label, .key-figures-source { margin-left: 43mm; }
"""

A5_IMPORT = '\n@import url("a5.css") layer(a5);\n'
"""The end of the entry sheet: a layer that is named last wins."""
