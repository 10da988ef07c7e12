"""Other typesetting systems, given the same text: Typst and XeLaTeX.

`text` reads the manuscript, `typst` and `latex` write it down, `systems` runs them.
"""
