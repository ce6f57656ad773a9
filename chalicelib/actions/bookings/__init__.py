"""Bookings, and the disputes between their two sides."""
