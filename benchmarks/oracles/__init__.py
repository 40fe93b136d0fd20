"""Published implementations asked the same as ours."""
