"""Files of other systems: sent, looked at, applied."""
