"""Bounds: up to how much somebody alone charges as a fee, or lets a wallet have or owe (X-16)."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from chalicelib.domain.base.money import Money, exponent_of, read_decimal, to_minor, to_number
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.people.person import WORKING, able_to
from chalicelib.errors import Forbidden, InvalidAmount, InvalidInput
from chalicelib.values import dataclass

STANDARD_FEE, STANDARD_ALONE = 100, 10_000
"""Where nothing is set, in whole units of whichever currency."""


@dataclass(frozen=True)
class Bound:
    """The bounds of one currency, in minor units; a role that is not named has the standard one."""

    alone: int
    """Up to so much one person of finance puts into a wallet in a day, or sets a floor away from
    nothing.
    """
    fees: Mapping[str, int] = field(default_factory=dict)
    """Role → the highest fee that it charges."""


@dataclass(frozen=True)
class Bounds:
    """The bounds as administrators have set them, by currency."""

    by_currency: Mapping[str, Bound] = field(default_factory=dict)

    def alone(self, currency: str) -> int:
        """Up to how much one person of finance is enough, in minor units."""
        known = self.by_currency.get(currency)
        return known.alone if known else _units(STANDARD_ALONE, currency)

    def fee(self, role: str, currency: str) -> int:
        """What a role charges in fees on one invoice at most, in minor units."""
        known = self.by_currency.get(currency)
        return (
            known.fees.get(role, _units(STANDARD_FEE, currency))
            if known
            else _units(STANDARD_FEE, currency)
        )

    def require_fee(self, amount: int, role: str, currency: str) -> None:
        """`Forbidden` where the role may not bring the fees of an invoice to that amount, naming
        the roles that may.
        """
        bound = self.fee(role, currency)
        if amount > bound:
            able = [one for one in able_to(WORKING) if self.fee(one, currency) >= amount]
            who = f" {' or '.join(able)} can." if able else " Nobody may charge that much."
            said = (
                "Fees of {amount} on one invoice are more than the role {role} may charge, which is"
                " {bound}.{who}"
            )
            sentence = Sentence(
                said,
                amount=Money(amount, currency),
                role=role,
                bound=Money(bound, currency),
                who=who,
            )
            raise Forbidden(sentence, rule="X-16", unblockedBy=able or ["admin"])


def read_bounds(rows: list[dict[str, Any]]) -> Bounds:
    """The bounds that the rows of the setting describe; amounts as decimals of their currency."""
    return Bounds({row["currency"]: _read_bound(row) for row in rows})


def bound_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row as it is kept; `InvalidInput` for an amount below zero or that its currency has not, or
    a role that charges no fees.
    """
    currency, bound = row["currency"], _read_bound(row)
    fees = {role: to_number(amount, currency) for role, amount in sorted(bound.fees.items())}
    return {"currency": currency, "alone": to_number(bound.alone, currency), "fees": fees}


def _read_bound(row: dict[str, Any]) -> Bound:
    currency = row["currency"]
    alone = (
        _minor(row["alone"], currency, "alone")
        if "alone" in row
        else _units(STANDARD_ALONE, currency)
    )
    fees = {
        role: _minor(amount, currency, f"fees/{role}")
        for role, amount in row.get("fees", {}).items()
    }
    unknown = sorted(fees.keys() - set(able_to(WORKING)))
    if unknown:
        raise _wrong(f"fees/{unknown[0]}", f"Fees are charged by {', '.join(able_to(WORKING))}.")
    return Bound(alone, fees)


def _minor(amount: Any, currency: str, field_name: str) -> int:
    try:
        minor = to_minor(
            read_decimal(repr(amount) if isinstance(amount, float) else amount), currency
        )
    except InvalidAmount as refused:
        raise _wrong(field_name, refused.detail) from None
    if minor < 0:
        raise _wrong(field_name, "A bound is not below zero.")
    return minor


def _units(whole: int, currency: str) -> int:
    return whole * 10 ** exponent_of(currency)


def _wrong(field_name: str, said: str) -> InvalidInput:
    return InvalidInput(
        said, rule="X-16", errors=[{"pointer": f"/{field_name}", "detail": said, "code": "invalid"}]
    )
