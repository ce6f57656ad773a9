"""What is done with a dispute of any kind."""
