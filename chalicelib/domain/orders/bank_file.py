"""The files that go to the bank and come back from it: their rows and columns (PO-25)."""

import re
from collections.abc import Mapping, Sequence

from chalicelib.domain.base.money import to_decimal
from chalicelib.domain.orders.listed_payout import ListedPayout
from chalicelib.domain.orders.payee import Account
from chalicelib.errors import InvalidInput
from chalicelib.values import dataclass

MOST_OF_CODE = 40
CODE = re.compile(f"[A-Za-z0-9_.-]{{1,{MOST_OF_CODE}}}")
"""Why a payout came back, as banks say it."""


@dataclass(frozen=True)
class Instruction:
    """What the bank is told of a payout, a row of its file."""

    end_to_end_id: str
    """The payout's id, by which the bank's answer names it."""
    amount: str
    currency: str
    account_kind: str
    account_number: str
    holder: str
    text: str


@dataclass(frozen=True)
class BankResult:
    """What the bank says of a payout, a row of its file."""

    end_to_end_id: str
    status: str
    """`confirmed` or `returned`."""
    reference: str | None = None
    code: str | None = None
    """Why it came back."""
    amount: int | None = None
    """In minor units of `currency`, where the bank tells it."""
    currency: str | None = None


def check_code(code: str) -> None:
    """`InvalidInput` for what no bank says of a payout that came back."""
    if not CODE.fullmatch(code):
        raise InvalidInput(
            f"“{code[:40]}” is no code of a bank: letters, digits, dots and dashes, {MOST_OF_CODE}"
            " at most.",
            field="code",
            rule="PO-26",
        )


def instruction(payout: "ListedPayout", account: Account) -> Instruction:
    """A payout as the bank's file tells it; the amount in plain decimals."""
    return Instruction(
        payout.payout_id,
        f"{to_decimal(payout.amount, payout.currency):f}",
        payout.currency,
        account.kind,
        account.number,
        account.holder,
        f"Order {payout.order_id}",
    )


INSTRUCTION_COLUMNS: Mapping[str, str] = {
    "endToEndID": "end_to_end_id",
    "amount": "amount",
    "currency": "currency",
    "accountKind": "account_kind",
    "accountNumber": "account_number",
    "holder": "holder",
    "text": "text",
}
"""Column of the bank's file → what stands there; a setting maps them to a bank's own."""
NEEDED_COLUMNS = ("endToEndID", "amount", "accountNumber")
"""What no bank's file goes without: the id by which the result names the payout, above all."""


def instruction_row(
    told: Instruction, columns: Mapping[str, str] = INSTRUCTION_COLUMNS
) -> dict[str, str]:
    """The row of a bank's file, by its columns."""
    return {column: str(getattr(told, name)) for column, name in columns.items()}


def read_columns(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The columns of the setting; those that are unset name each thing as it is called here.

    `InvalidInput` names the first row that tells of nothing, or what no row tells.
    """
    for place, row in enumerate(rows):
        if row["tells"] not in INSTRUCTION_COLUMNS:
            raise _wrong(f"/{place}/tells", f"It is {', '.join(INSTRUCTION_COLUMNS)}.")
    told = {row["tells"] for row in rows}
    for name in NEEDED_COLUMNS:
        if rows and name not in told:
            raise _wrong("", f"No column tells {name}, without which no bank pays.")
    return {row["column"]: INSTRUCTION_COLUMNS[row["tells"]] for row in rows} or dict(
        INSTRUCTION_COLUMNS
    )


def _wrong(pointer: str, said: str) -> InvalidInput:
    error = {"pointer": pointer, "detail": said, "code": "invalid"}
    return InvalidInput(said, rule="PO-25", errors=[error])


COLUMN_ROWS = [{"column": name, "tells": name} for name in INSTRUCTION_COLUMNS]
"""The setting's rows until an administrator sets others."""
