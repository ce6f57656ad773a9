"""Values of the domain as items of the table, and back."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any, TypeVar

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from pydantic import TypeAdapter

from chalicelib.domain.base.stored import stored_name

Item = dict[str, Any]
Value = TypeVar("Value")

_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize


def dump(value: Any, kind: Any = None) -> Item:
    """The attributes of a frozen value of the domain, written as `kind`; what is None is left out
    where None is the default.
    """
    left_out = {stored_name(field) for field in fields(value) if field.default is None}
    dumped = _adapter(kind or type(value)).dump_python(value, mode="json", by_alias=True)
    return {name: part for name, part in dumped.items() if part is not None or name not in left_out}


def load(kind: type[Value], item: Item) -> Value:
    """The value that the attributes hold; attributes of keys and indexes are passed over."""
    return _adapter(kind).validate_python(item)


def prepare(*kinds: type) -> None:
    """Makes ready what reads and writes values of these kinds, which takes longer than its use."""
    for kind in kinds:
        _adapter(kind)


def to_wire(item: Mapping[str, Any]) -> Item:
    """An item as DynamoDB takes it."""
    return {name: _serialize(_exact(value)) for name, value in item.items()}


def from_wire(item: Mapping[str, Any]) -> Item:
    """An item as it comes from DynamoDB, with plain numbers."""
    return {name: _plain(_deserialize(value)) for name, value in item.items()}


_adapters: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    """Made when first needed: building one costs more than using it."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def _exact(value: Any) -> Any:
    """Floats become the decimals that they print as, which is what they were made from."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, dict):
        return {name: _exact(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(part) for part in value]
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value
