"""What collectors do with the open items of customers."""
