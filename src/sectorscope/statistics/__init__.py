"""Numbers about numbers: what rounding, sampling and multiplicity do to a figure."""
