"""The only user of DynamoDB; `keys/` and `indexes.py` say every access pattern."""
