"""The rules, as pure functions over frozen values: no clock, no environment, no client."""
