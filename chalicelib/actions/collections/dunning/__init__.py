"""Reminders of customers: looked at beforehand, claimed, sent or posted (CO-28, CO-36)."""
