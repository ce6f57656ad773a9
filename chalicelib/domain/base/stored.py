"""What is stored of a value: its names there, and each part as it comes back (X-05).

A stored name is a promise, the name in code is not. A field that is renamed keeps its stored name
by `field(metadata=kept_as("old"))`, so no hash and no item changes.
"""

from dataclasses import Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any


def kept_as(name: str) -> dict[str, str]:
    """The metadata of a field that is stored under another name than it has in code."""
    return {"alias": name}


def stored_name(field: "Field[Any]") -> str:
    """The name under which a field is stored."""
    return str(field.metadata.get("alias", field.name))


def as_stored(value: Any) -> dict[str, Any]:
    """A frozen value of the domain as the item that is written, without keys; what is None is left
    out where None is the default.
    """
    return {
        stored_name(field): _part(part)
        for field in fields(value)
        if (part := getattr(value, field.name)) is not None or field.default is not None
    }


def _part(value: Any) -> Any:
    """A part as it comes back: numbers have no zeros behind the point there, so 8.0 is 8."""
    if isinstance(value, float | Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, date):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, dict):
        return {name: _part(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_part(part) for part in value]
    if is_dataclass(value):
        return {stored_name(one): _part(getattr(value, one.name)) for one in fields(value)}
    return value
