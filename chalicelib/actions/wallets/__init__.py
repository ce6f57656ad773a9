"""Wallets: what they hold, deposits, floors and corrections."""
