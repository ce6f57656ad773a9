"""What was billed to customers, and disputes on it."""
