"""The only user of DynamoDB; `keys.py` and `indexes.py` say every access pattern."""
