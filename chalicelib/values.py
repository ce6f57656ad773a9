"""Frozen dataclasses that cost a cold start little.

The standard library writes six methods for each frozen class and has each compiled when the module
is imported; for the hundred classes of the product that took longer than all else of its import.
Here only `__init__` is written. What compares, hashes, shows and freezes is shared by all of them.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, **options: Any
    ) -> Any:
        """`dataclasses.dataclass`, with the shared methods for a frozen class."""
        if cls is None:
            return lambda cls: dataclass(cls, frozen=frozen, slots=slots, **options)
        if not frozen or slots:
            return dataclasses.dataclass(cls, frozen=frozen, slots=slots, **options)
        return _with_shared_methods(dataclasses.dataclass(cls, repr=False, eq=False, **options))


def _with_shared_methods(cls: Any) -> Any:
    fields = dataclasses.fields(cls)
    compared = _values_of([field.name for field in fields if field.compare])
    counted = _values_of(
        [field.name for field in fields if (field.compare if field.hash is None else field.hash)]
    )
    shown = [field.name for field in fields if field.repr]

    def is_equal(self: Any, other: Any) -> Any:
        return (
            compared(self) == compared(other)
            if other.__class__ is self.__class__
            else NotImplemented
        )

    def hashed(self: Any) -> int:
        return hash(counted(self))

    def written(self: Any) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({told})"

    shared = {
        "__eq__": is_equal,
        "__hash__": hashed,
        "__repr__": written,
        "__setattr__": _set_once,
        "__delattr__": _never_delete,
    }
    own = {name for name in shared if name in cls.__dict__ and cls.__dict__[name] is not None}
    for name in shared.keys() - own:
        setattr(cls, name, shared[name])
    return cls


def _values_of(names: list[str]) -> Callable[[Any], Any]:
    """What reads these attributes at once."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _set_once(self: Any, name: str, value: Any) -> None:
    """Lets `__init__` say what a field is, and nobody say it again."""
    held = self.__dict__
    if name in held or name not in self.__dataclass_fields__:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
    held[name] = value


def _never_delete(_: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
