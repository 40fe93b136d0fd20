"""Where live services are asked: politely, again after a fault, and whole or not at all.

A source's `fetch.py` says what to ask and what an answer must look like; this room does the
asking. Pages wait in a work folder outside the study until all are there; then they are joined
and pass the same gates as a file that a person adds. Nothing partial is ever evidence.
"""
