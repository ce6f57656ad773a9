"""Routes: requests in, commands out; errors become problem documents in one place."""
