"""What consulted businesses said: from responses and codings to exact counts.

Starts from tables (parsers live in `evidence/sources`), ends in counts of businesses. Nothing
here infers anything about businesses that were not asked.
"""
