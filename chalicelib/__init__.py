"""Redress: everything behind the API, from the pure rules to the table."""
