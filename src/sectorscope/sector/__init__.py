"""The sector: its published sizes and the official statistics around it.

Membership, review and sizing with an interval come here with the order that builds them.
"""
