"""The only user of DynamoDB; `keys.py` says every access pattern."""
