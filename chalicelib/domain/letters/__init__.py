"""What became of letters, and when one is due."""
