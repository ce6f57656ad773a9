"""Chains of approval as administrators write them down, and what one must fulfil (CU-15)."""

from typing import Any

from chalicelib.domain.approvals.approval_chain import MAX_HOURS, STANDARD_HOURS, Chain, Level
from chalicelib.domain.base.money import read_decimal, to_minor
from chalicelib.domain.people.person import PERMISSIONS
from chalicelib.errors import InvalidAmount, InvalidInput


def read_chain(row: dict[str, Any]) -> Chain:
    """The chain that a row of the setting describes; limits as decimals of their currency."""
    levels = tuple(_read_level(place, level) for place, level in enumerate(row["levels"]))
    currencies = tuple(row.get("currencies", ()))
    return Chain(row["chainID"], row["name"], levels, currencies, row.get("whenSilent", "expire"))


def check_chain(chain: Chain) -> None:
    """`InvalidInput` for a level that asks nobody, or people who may not approve, or that has no
    time to answer.
    """
    for place, level in enumerate(chain.levels):
        if (level.role is None) == (not level.people):
            raise _wrong(place, "role", f"Level {level.name} asks either a role or people by name.")
        if level.role is not None and "dispute.work" not in PERMISSIONS.get(level.role, ()):
            raise _wrong(
                place,
                "role",
                f"Level {level.name}: people of the role {level.role} cannot approve.",
            )
        if not 0 < level.answer_within_hours <= MAX_HOURS:
            said = (
                f"Level {level.name} has more than 0 and at most {MAX_HOURS:g} business hours to"
                " answer."
            )
            raise _wrong(place, "answerWithinHours", said)
        for currency, limit in level.limit.items():
            if limit <= 0:
                raise _wrong(
                    place, f"limit/{currency}", f"Level {level.name}: a limit is above zero."
                )


def _wrong(place: int, field: str, said: str) -> InvalidInput:
    error = {"pointer": f"/levels/{place}/{field}", "detail": said, "code": "invalid"}
    return InvalidInput(said, rule="CU-15", errors=[error])


def _read_level(place: int, row: dict[str, Any]) -> Level:
    limit = {
        currency: _read_limit(place, currency, amount)
        for currency, amount in row.get("limit", {}).items()
    }
    hours = float(row.get("answerWithinHours", STANDARD_HOURS))
    return Level(row["name"], row.get("role"), tuple(row.get("people", ())), limit, hours)


def _read_limit(place: int, currency: str, amount: Any) -> int:
    try:
        return to_minor(read_decimal(_exact(amount)), currency)
    except InvalidAmount as refused:
        raise _wrong(place, f"limit/{currency}", refused.detail) from None


def _exact(amount: Any) -> Any:
    """An amount that was kept with decimals comes back as a float, which prints the digits that it
    was made from.
    """
    return repr(amount) if isinstance(amount, float) else amount
