"""Asking whom a company asks, and what they answer."""
