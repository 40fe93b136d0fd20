"""The parts of `training/encoder.py`: what it reads, the student, its losses, its export."""
