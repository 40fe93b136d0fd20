"""Populations with a known truth, for what is measured of sizing."""
