"""Disputes on invoices: raising one, working it, and what was billed."""
