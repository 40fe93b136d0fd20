"""What `benchmarks/skills.py` measures of skills in text, a file for each thing measured."""
