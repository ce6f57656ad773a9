"""The dispute that every kind shares: its life, its events, and who may know of it."""
