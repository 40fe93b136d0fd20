"""What `python benchmarks/membership.py` is made of."""
