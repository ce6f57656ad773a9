"""Payout disputes on orders: a customer sold a device, a vendor collected it and should pay."""
