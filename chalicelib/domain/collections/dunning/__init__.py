"""Reminders of customers: levels, what a letter asks for and charges, and what keeps one away."""
