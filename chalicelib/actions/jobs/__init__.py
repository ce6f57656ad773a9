"""What follows from a change once it is written."""
