"""Collections: what customers owe, the statuses of open items, and the follow-ups on them."""
