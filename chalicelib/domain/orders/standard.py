"""What orders and vendors are understood to be in where they do not say: the currency, and the
country of phone numbers that name none (X-12).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.domain.base.money import EXPONENTS
from chalicelib.domain.orders.order import STANDARD_CURRENCY
from chalicelib.errors import InvalidInput
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Standard:
    """A currency by its code, and a country by the code that phone numbers know (`IN`)."""

    currency: str = STANDARD_CURRENCY
    region: str = "IN"


STANDARD_ROWS: list[dict[str, Any]] = [
    {"currency": Standard().currency, "phoneRegion": Standard().region}
]


def read_standard(rows: Sequence[Mapping[str, Any]]) -> Standard:
    """What administrators have set; that of India before."""
    if not rows:
        return Standard()
    return Standard(rows[0]["currency"], rows[0]["phoneRegion"])


def check_standard(row: Mapping[str, Any]) -> None:
    """`InvalidInput` for a currency or a country that there is none of."""
    # Late, as in `base/phones.py`.
    from phonenumbers import SUPPORTED_REGIONS

    if row["currency"] not in EXPONENTS:
        raise _wrong("currency", "A currency is an ISO 4217 code such as INR.")
    if row["phoneRegion"] not in SUPPORTED_REGIONS:
        raise _wrong("phoneRegion", "A country is two capital letters, such as IN.")


def _wrong(name: str, said: str) -> InvalidInput:
    return InvalidInput(
        said, rule="X-12", errors=[{"pointer": f"/{name}", "detail": said, "code": "invalid"}]
    )
