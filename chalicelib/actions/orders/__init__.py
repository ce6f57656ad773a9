"""Orders, vendors, and the disputes about what was paid."""
