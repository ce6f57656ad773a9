"""What comes of mail that comes in (X-14)."""
