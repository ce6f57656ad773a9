"""Whom a company asks before money is given, level by level."""
