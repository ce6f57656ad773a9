"""References of payments and numbers of accounts: per method whether one is one, in one form
(PO-16, PO-26).
"""

import re
import unicodedata
from collections.abc import Callable

from chalicelib.domain.base.texts import read_name
from chalicelib.errors import InvalidInput
from chalicelib.values import dataclass

CASH = "cash"
MAX_REFERENCE = 64
SHOWN, LONG = 4, 15
"""So many characters are shown of either end, of both where a number is long."""


@dataclass(frozen=True)
class Form:
    """How numbers of a kind are written, without spaces and signs, in capitals."""

    said: str
    """As people are told what is needed."""
    pattern: re.Pattern[str] | None = None
    check: Callable[[str], bool] | None = None


def _is_iban(number: str) -> bool:
    from stdnum import iban  # late: it reads the table of all countries

    return bool(iban.is_valid(number))


def _is_creditor_reference(number: str) -> bool:
    from stdnum import iso11649  # late, as above

    return bool(iso11649.is_valid(number))


METHODS: dict[str, Form] = {
    "upi": Form("12 digits, as the UPI app shows them", re.compile("[0-9]{12}")),
    "imps": Form("12 digits", re.compile("[0-9]{12}")),
    "neft": Form("16 letters and digits of the bank (UTR)", re.compile("[A-Z]{4}[A-Z0-9]{12}")),
    "rtgs": Form("22 letters and digits of the bank (UTR)", re.compile("[A-Z]{4}[A-Z0-9]{18}")),
    "sepa": Form(
        "a creditor reference, beginning with RF", re.compile("RF.*"), _is_creditor_reference
    ),
    "bank": Form("4 to 35 letters and digits", re.compile("[A-Z0-9]{4,35}")),
    CASH: Form("nothing: cash has no reference", re.compile("(?!)")),
}
"""How a vendor pays → the reference that such a payment has."""

ACCOUNTS: dict[str, Form] = {
    "iban": Form("an IBAN", None, _is_iban),
    "upi": Form(
        "a UPI id, such as asha@okbank", re.compile(r"[A-Z0-9][A-Z0-9._-]{1,59}@[A-Z]{2,30}")
    ),
    "india": Form(
        "the IFSC of the branch and the number, such as HDFC0001234 50100123456789",
        re.compile("[A-Z]{4}0[A-Z0-9]{6}[0-9]{9,18}"),
    ),
}
"""Kind of an account → how its number is written."""


def read_reference(method: str, text: str) -> str:
    """The reference of a payment in the one form of its method; `InvalidInput` for what is none
    (PO-16).
    """
    form = METHODS.get(method)
    if form is None:
        raise _wrong("/method", f"A payment is made by {', '.join(METHODS)}.")
    return _read(form, folded(text), "/reference", f"The reference of a payment by {method}")


def read_account(kind: str, text: str) -> str:
    """The number of an account in the one form of its kind; `InvalidInput` for what is none
    (PO-26).
    """
    form = ACCOUNTS.get(kind)
    if form is None:
        raise _wrong("/kind", f"An account is {', '.join(ACCOUNTS)}.", "PO-26")
    plain = unicodedata.normalize("NFKC", read_name(text, MAX_REFERENCE)).upper()
    number = re.sub(r"\s", "", plain) if kind == "upi" else folded(plain)
    return _read(form, number, "/number", "The number of the account", "PO-26")


def folded(text: str) -> str:
    """The letters and digits of a reference alone, by which it is found in any spelling (PO-16)."""
    plain = unicodedata.normalize("NFKC", read_name(text, MAX_REFERENCE)).upper()
    digits = (
        str(unicodedata.digit(letter)) if letter.isdigit() else letter
        for letter in plain
        if letter.isalnum()
    )
    return "".join(digits)


def masked(number: str) -> str:
    """An account's number as it is shown, so that it is told from others and not known (PO-26).

    It is the bank or country with the last four characters; of a UPI id, whose end is its
    provider's, that end and at most half of what stands before it.
    """
    name, at, provider = number.partition("@")
    if not at:
        head = number[:SHOWN] if len(number) >= LONG else ""
        return f"{head}…{number[-SHOWN:]}"
    shown = min(len(name) // 2, SHOWN)
    head, tail = name[: shown - shown // 2], name[len(name) - shown // 2 :]
    return f"{head}…{tail}@{provider}"


def _read(form: Form, number: str, pointer: str, what: str, rule: str = "PO-16") -> str:
    fits = form.pattern is None or form.pattern.fullmatch(number)
    if not fits or (form.check and not form.check(number)):
        raise _wrong(pointer, f"{what} is {form.said}.", rule)
    return number


def _wrong(pointer: str, said: str, rule: str = "PO-16") -> InvalidInput:
    return InvalidInput(
        said, rule=rule, errors=[{"pointer": pointer, "detail": said, "code": "invalid"}]
    )
