"""Review: who is read next, what readers ruled, and what it comes to.

Companies are drawn in steps (seeds, stage A, stage B), each written down with its chances before
anybody looks; readers rule on them; some are read twice. Nothing here asks or prints: a terminal,
a spreadsheet and a page call the same functions.
"""
