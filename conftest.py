"""Makes the running product available to all tests."""

pytest_plugins = ["tests.stack"]
