"""Where the product runs: its resources on AWS, its package, and the same on this machine."""
