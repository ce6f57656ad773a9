"""Upkeep: making the search anew, and sending again what was set aside."""
