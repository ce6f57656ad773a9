"""Letters: whom they go to, sending them, and what came back."""
