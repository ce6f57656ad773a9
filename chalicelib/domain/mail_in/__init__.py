"""Mail that comes in: whom it is from, what it says, and whether it may act (X-14)."""
