"""Tickets: raised, answered, linked to disputes, and turned into them."""
