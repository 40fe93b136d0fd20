"""Provision: what training answers the needs, and whether evidence supports an opportunity.

Supply and fit come with the order that reads courses and starts; the rule that decides between a
list of opportunities and a standing dialogue is here.
"""
