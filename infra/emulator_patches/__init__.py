"""What runs inside the emulator's process, in the emulator's own environment: what the product
changes of ministack, a module a subject. `start.py` puts it in its place.
"""
