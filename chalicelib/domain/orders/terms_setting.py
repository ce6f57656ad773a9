"""The setting of payout disputes: limits, clocks and fines as a row, read and checked (CK-11,
PO-20, PO-30).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from chalicelib.domain.base.money import read_decimal, to_minor, to_number
from chalicelib.domain.orders.terms import (
    ASSIGNMENTS,
    COUNTS,
    PAST_FLOOR,
    FineTerms,
    RepeatRule,
    Terms,
)
from chalicelib.errors import InvalidAmount, InvalidInput

RULE = "CK-11"
MAX_DAYS, MAX_HOURS = 365, 24 * 28

_COUNTED: Mapping[str, tuple[str, float, float]] = {
    "attempts": ("attempts", 1, 50),
    "answerWithinHours": ("answer_within_hours", 0.25, MAX_HOURS),
    "remindBeforeHours": ("remind_before_hours", 0, MAX_HOURS),
    "highValueWindowDays": ("high_value_window_days", 1, MAX_DAYS),
    "flagDays": ("flag_days", 1, MAX_DAYS),
    "payoutConfirmedWithinDays": ("payout_confirmed_within_days", 1, MAX_DAYS),
    "closeAfterDays": ("close_after_days", 1, MAX_DAYS),
    "acknowledgeWithinHours": ("acknowledge_within_hours", 1, MAX_HOURS),
    "settleWithinDays": ("settle_within_days", 1, MAX_DAYS),
}
"""Name in the row → name of the term, and from where to where it goes."""
_CHOSEN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "counts": ("counts", COUNTS),
    "pastFloor": ("past_floor", PAST_FLOOR),
    "assignment": ("assignment", ASSIGNMENTS),
}
_WHOLE = frozenset(_COUNTED) - {
    "answerWithinHours",
    "remindBeforeHours",
    "acknowledgeWithinHours",
}


def read_terms(row: Mapping[str, Any]) -> Terms:
    """The terms that a row describes; what it does not name is as unset. `InvalidInput` names the
    first field that cannot be.
    """
    told: dict[str, Any] = {}
    for name, (term, least, most) in _COUNTED.items():
        if name in row:
            told[term] = _number(row[name], name, least, most)
    for name, (term, values) in _CHOSEN.items():
        if name in row:
            if row[name] not in values:
                raise _wrong(name, f"It is {', '.join(values)}.")
            told[term] = row[name]
    if "highValue" in row:
        told["high_value"] = {
            currency: _amount(amount, currency, f"highValue/{currency}")
            for currency, amount in row["highValue"].items()
        }
    if "fines" in row:
        told["fines"] = {currency: _fine(fine, currency) for currency, fine in row["fines"].items()}
    if "repeat" in row:
        told["repeat"] = RepeatRule(
            int(_number(row["repeat"]["count"], "repeat/count", 1, 100)),
            int(_number(row["repeat"]["windowDays"], "repeat/windowDays", 1, MAX_DAYS)),
            int(_number(row["repeat"]["leadsPercent"], "repeat/leadsPercent", 0, 100)),
        )
    if row.get("holdDays") is not None:
        told["hold_days"] = int(_number(row["holdDays"], "holdDays", 1, MAX_DAYS))
    terms = Terms(**told)
    if terms.remind_before_hours >= terms.answer_within_hours:
        raise _wrong("remindBeforeHours", "A reminder goes before the time to answer is over.")
    return terms


def terms_row(terms: Terms) -> dict[str, Any]:
    """The row of some terms, as the setting keeps it."""
    return {
        **{name: getattr(terms, term) for name, (term, *_) in _COUNTED.items()},
        **{name: getattr(terms, term) for name, (term, _) in _CHOSEN.items()},
        "highValue": {
            currency: to_number(amount, currency) for currency, amount in terms.high_value.items()
        },
        "fines": {currency: _fine_row(fine, currency) for currency, fine in terms.fines.items()},
        "repeat": {
            "count": terms.repeat.count,
            "windowDays": terms.repeat.window_days,
            "leadsPercent": terms.repeat.leads_percent,
        },
        "holdDays": terms.hold_days,
    }


def _fine(row: Mapping[str, Any], currency: str) -> FineTerms:
    """An amount, or a percentage; never both."""
    name = f"fines/{currency}"
    if len(row) != 1 or not row.keys() <= {"amount", "percent"}:
        raise _wrong(name, "A fine is an amount, or a percent of the order's value.")
    if "amount" in row:
        return FineTerms(_amount(row["amount"], currency, name))
    percent = _decimal(row["percent"], name)
    if not 0 <= percent <= 100:
        raise _wrong(name, "A fine is from 0 to 100 per cent.")
    return FineTerms(percent=percent)


def _fine_row(fine: FineTerms, currency: str) -> dict[str, Any]:
    if fine.percent is None:
        return {"amount": to_number(fine.amount, currency)}
    return {"percent": float(fine.percent)}


def _number(value: Any, name: str, least: float, most: float) -> float:
    number = _decimal(value, name)
    if not least <= number <= most or (name in _WHOLE and number != int(number)):
        raise _wrong(name, f"It is a number from {least:g} to {most:g}.")
    return int(number) if number == int(number) else float(number)


def _amount(value: Any, currency: str, name: str) -> int:
    try:
        minor = to_minor(_decimal(value, name), currency)
    except InvalidAmount as refused:
        raise _wrong(name, refused.detail) from None
    if minor < 0:
        raise _wrong(name, "It is not below zero.")
    return minor


def _decimal(value: Any, name: str) -> Decimal:
    try:
        return read_decimal(repr(value) if isinstance(value, float) else value)
    except InvalidAmount as refused:
        raise _wrong(name, refused.detail) from None


def _wrong(name: str, said: str) -> InvalidInput:
    return InvalidInput(
        said, rule=RULE, errors=[{"pointer": f"/{name}", "detail": said, "code": "invalid"}]
    )
