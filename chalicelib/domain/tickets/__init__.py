"""Tickets: somebody's question, before or beside a dispute."""
