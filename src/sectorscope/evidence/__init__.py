"""The room where bytes come in: snapshots, the gates before them, and the readers behind them.

Evidence is bytes as they came, hashed, dated and never edited. Nothing enters that does not pass
its gates and cannot be read from end to end; what is refused is kept apart with its reason.
"""
