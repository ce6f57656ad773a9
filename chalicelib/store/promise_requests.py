"""What customers were asked by mail to promise, as items of the table."""

from chalicelib.domain.collections.promise_request import PromiseRequest
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load
from chalicelib.store.table import IS_ABSENT, Condition, is_at_sequence, is_at_version


def request_item(request: PromiseRequest) -> Item:
    """What a customer was asked."""
    return dump(request) | keys.promise_request(request.customer_id)


def as_read(request: PromiseRequest) -> tuple[Condition, ...]:
    """Nobody asked it since it was read, nor told of a mail (X-07)."""
    if not request.version:
        return (IS_ABSENT,)
    return (is_at_version(request.version), is_at_sequence(request.sequence))


def to_request(item: Item) -> PromiseRequest:
    """What an item holds."""
    return load(PromiseRequest, item)
