"""Files of other systems: reading them, and what their rows would change."""
