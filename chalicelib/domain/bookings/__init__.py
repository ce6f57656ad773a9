"""What operators did for aggregators, and disputes between the two."""
