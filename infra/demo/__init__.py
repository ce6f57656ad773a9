"""The people and data that make a new deployment on this machine worth looking at."""
