"""Letters: what they say (pure), and how they are sent."""
