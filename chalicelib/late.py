"""Modules that are imported when they are first used: what few requests need shall not cost every
cold start.
"""

from importlib import import_module
from typing import Any


class Late:
    """Stands for a module until something of it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        """What the module has under the name."""
        return getattr(import_module(self._name), name)
