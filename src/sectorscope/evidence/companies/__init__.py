"""What every file of companies is read by, whoever made it: cells, columns, rows that repeat.

Nothing is guessed and nothing is dropped in silence: a cell that cannot be used is left out, and
its row carries a flag that says so (`schema.companies.FLAGS`).
"""
