"""Payment plans: agreed, listed, ended, and broken by time."""
