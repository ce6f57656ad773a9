"""Upkeep: what was derived and is made anew, and what was set aside and comes back."""
