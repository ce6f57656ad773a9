"""What every subject stands on: money, texts, identifiers, days and chains of hashes."""
