"""Vocabularies and classifications, versioned: areas so far."""
