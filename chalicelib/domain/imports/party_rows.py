"""The rows of a file as operators, aggregators, bookings and opening balances (X-12)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.base.money import positive_minor, to_minor
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, Booking, Party
from chalicelib.domain.wallets.opening_balances import Opening

Thing = Party | Booking | Opening

NAMED_BY = {
    "operators": ("operatorID",),
    "aggregators": ("aggregatorID",),
    "bookings": ("bookingID",),
    "openingBalances": ("partyID", "currency", "reference"),
}
"""Kind of file → the fields that together name a thing, of which it tells once."""

_PARTS = {"name": "name", "currency": "currency", "email": "email", "settlement": "settlement"} | {
    "reference": "reference",
    "description": "description",
}
"""Field of a row → the part of a party or booking that stays as it is known where a row does not tell it."""


@dataclass(frozen=True)
class ToldThing:
    """What a row tells."""

    line: int
    thing: Thing
    untold: frozenset[str]
    """The parts of it that the row does not tell; what stands there is a default."""

    @property
    def amount(self) -> tuple[int, str | None]:
        """The money that it is about, with its currency."""
        if isinstance(self.thing, Party):
            return 0, None
        return (self.thing.fare if isinstance(self.thing, Booking) else self.thing.amount), self.thing.currency

    def over(self, known: Thing | None) -> Thing:
        """The thing as told: what the row does not tell stays as it is known."""
        if known is None or isinstance(self.thing, Opening):
            return self.thing
        return replace(self.thing, **{part: getattr(known, part) for part in self.untold if hasattr(known, part)})


def thing_of(kind: str, values: Mapping[str, Any], currency: str) -> Thing:
    """What the values of a row come to; an amount that the currency cannot hold is refused."""
    told_currency = values.get("currency") or currency
    if kind == "openingBalances":
        return Opening(values["partyID"], told_currency, values["reference"], positive_minor(values["amount"], told_currency))
    if kind == "bookings":
        return _booking(values, told_currency)
    role = OPERATOR if kind == "operators" else AGGREGATOR
    party_id = values[f"{role}ID"]
    name = values.get("name") or str(party_id)
    return Party(party_id, role, name, told_currency, values.get("email"), values.get("settlement"))


def untold_of(kind: str, values: Mapping[str, Any]) -> frozenset[str]:
    """The parts that a row leaves as they are known; the currency of a booking is that of its fare, and always told."""
    parts = {part for field, part in _PARTS.items() if values.get(field) is None}
    return frozenset(parts - {"currency"} if kind == "bookings" else parts)


def day_of(values: Mapping[str, Any]) -> date | None:
    """The day of which a row speaks, where it does of one."""
    moment: datetime | None = values.get("pickupAt")
    return moment.date() if moment else values.get("invoiceDate")


def _booking(values: Mapping[str, Any], currency: str) -> Booking:
    return Booking(
        booking_id=values["bookingID"],
        operator_id=values["operatorID"],
        operator_name="",
        aggregator_id=values["aggregatorID"],
        aggregator_name="",
        reference=values.get("reference") or values["bookingID"],
        status=values["status"],
        fare=to_minor(values["fare"], currency),
        currency=currency,
        pickup_at=values["pickupAt"],
        description=values.get("description") or "",
    )
