"""What is shown of orders, vendors and payout disputes."""
