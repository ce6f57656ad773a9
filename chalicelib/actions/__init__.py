"""Commands and queries: gather what is needed, let the domain decide, apply in one transaction."""
