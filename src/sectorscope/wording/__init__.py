"""From counts and figures to sentences: quantifiers as predicates, templates, realisation."""
