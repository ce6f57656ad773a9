"""The bank's file as ISO 20022 has it: pain.001.001.09, a transfer for each payout (PO-25).

Banks refuse a whole file for one letter that they do not know, so texts are written in the letters
that all of them take; ids of the product's own are of such letters anyway.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chalicelib.domain.orders.bank_file import Instruction
from chalicelib.domain.orders.references import read_account
from chalicelib.errors import InvalidInput, RedressError
from chalicelib.values import dataclass

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
IBAN, INDIA = "iban", "india"
TOLD_KINDS = (IBAN, INDIA)
"""Kinds of account that such a file can tell; a UPI id is none."""
MOST_OF_NAME, MOST_OF_TEXT = 70, 140
NOT_PROVIDED = "NOTPROVIDED"
"""What stands where there is nothing to say and the standard wants something."""

_BIC = re.compile("[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
_IFSC = 11
"""So many characters of an Indian account name its branch."""
_REFUSED = re.compile(r"[^A-Za-z0-9/?:().,'+ -]+")
_APART = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "SS",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "TH",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "–": "-",
        "—": "-",
        "&": "+",
    }
)
"""Letters that Unicode does not take apart, and signs → what banks take for them."""


@dataclass(frozen=True)
class Payer:
    """The company's account, which payouts leave."""

    holder: str
    kind: str
    number: str
    bic: str | None = None


def read_payer(row: Mapping[str, Any]) -> Payer:
    """The account of the setting `payoutBank`; `InvalidInput` names what of it cannot be."""
    if row["accountKind"] not in TOLD_KINDS:
        raise _wrong("/accountKind", f"It is {' or '.join(TOLD_KINDS)}.")
    try:
        number = read_account(row["accountKind"], row["accountNumber"])
    except RedressError as refused:
        raise _wrong("/accountNumber", refused.detail) from None
    bic = row.get("bic")
    if bic is not None and (row["accountKind"] != IBAN or not _BIC.fullmatch(bic)):
        raise _wrong("/bic", "A BIC is of 8 or 11 letters and digits, and goes with an IBAN.")
    if permitted(row["holder"], MOST_OF_NAME) == NOT_PROVIDED:
        raise _wrong("/holder", "No bank takes these letters: write the name in Latin ones.")
    return Payer(row["holder"], row["accountKind"], number, bic)


def permitted(text: str, most: int) -> str:
    """A text in the letters that every bank takes, cut to what fits."""
    plain = unicodedata.normalize("NFKD", text.translate(_APART))
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    kept = re.sub("//+", "/", _REFUSED.sub(" ", bare))
    return " ".join(kept.split())[:most].strip(" /") or NOT_PROVIDED


def credit_transfer(
    payer: Payer, file_id: str, at: datetime, day: date, told: Sequence[Instruction]
) -> bytes:
    """The file: what is to be paid on a day, a batch for each currency; the payout's id is its end
    to end identification.
    """
    from xml.etree import ElementTree  # late: few requests write one

    document = ElementTree.Element("Document", xmlns=NAMESPACE)
    initiation = _below(document, "CstmrCdtTrfInitn")
    head = _below(initiation, "GrpHdr")
    _below(head, "MsgId", file_id)
    _below(head, "CreDtTm", f"{at:%Y-%m-%dT%H:%M:%S}Z")
    _sums(head, told)
    _below(_below(head, "InitgPty"), "Nm", permitted(payer.holder, MOST_OF_NAME))
    for currency in dict.fromkeys(one.currency for one in told):
        batch = [one for one in told if one.currency == currency]
        _batch(_below(initiation, "PmtInf"), payer, f"{file_id}-{currency}", day, batch)
    return ElementTree.tostring(document, encoding="utf-8", xml_declaration=True)


def _batch(
    place: "Element", payer: Payer, batch_id: str, day: date, told: Sequence[Instruction]
) -> None:
    _below(place, "PmtInfId", batch_id)
    _below(place, "PmtMtd", "TRF")
    _sums(place, told)
    _below(_below(place, "ReqdExctnDt"), "Dt", day.isoformat())
    _below(_below(place, "Dbtr"), "Nm", permitted(payer.holder, MOST_OF_NAME))
    _account(_below(place, "DbtrAcct"), payer.kind, payer.number)
    _agent(_below(place, "DbtrAgt"), payer.kind, payer.number, payer.bic)
    for one in told:
        transfer = _below(place, "CdtTrfTxInf")
        _below(_below(transfer, "PmtId"), "EndToEndId", one.end_to_end_id)
        _below(_below(transfer, "Amt"), "InstdAmt", one.amount, Ccy=one.currency)
        if one.account_kind == INDIA:
            _agent(_below(transfer, "CdtrAgt"), one.account_kind, one.account_number)
        _below(_below(transfer, "Cdtr"), "Nm", permitted(one.holder, MOST_OF_NAME))
        _account(_below(transfer, "CdtrAcct"), one.account_kind, one.account_number)
        _below(_below(transfer, "RmtInf"), "Ustrd", permitted(one.text, MOST_OF_TEXT))


def _sums(place: "Element", told: Iterable[Instruction]) -> None:
    """How many there are and what they come to, by which the bank knows that it has all of them."""
    amounts = [Decimal(one.amount) for one in told]
    _below(place, "NbOfTxs", str(len(amounts)))
    _below(place, "CtrlSum", f"{sum(amounts):f}")


def _account(place: "Element", kind: str, number: str) -> None:
    told = _below(place, "Id")
    if kind == IBAN:
        _below(told, "IBAN", number)
    else:
        _below(_below(told, "Othr"), "Id", number[_IFSC:])


def _agent(place: "Element", kind: str, number: str, bic: str | None = None) -> None:
    """The bank that keeps the account: an Indian one by its branch's IFSC."""
    bank = _below(place, "FinInstnId")
    if kind == INDIA:
        member = _below(bank, "ClrSysMmbId")
        _below(_below(member, "ClrSysId"), "Cd", "INFSC")
        _below(member, "MmbId", number[:_IFSC])
    elif bic:
        _below(bank, "BICFI", bic)
    else:
        _below(_below(bank, "Othr"), "Id", NOT_PROVIDED)


def _below(place: "Element", name: str, text: str | None = None, **attributes: str) -> "Element":
    from xml.etree import ElementTree  # late, as above

    made = ElementTree.SubElement(place, name, attributes)
    made.text = text
    return made


def _wrong(pointer: str, said: str) -> InvalidInput:
    return InvalidInput(
        said, rule="PO-25", errors=[{"pointer": pointer, "detail": said, "code": "invalid"}]
    )
