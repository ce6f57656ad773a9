"""What is read beside a dispute's invoice of the customer's paper (CU-19)."""

from collections.abc import Mapping

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.invoices.delivery import PAPER_FEE, Paper
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import OF_KIND, to_customer, to_line
from chalicelib.store.keys import Key
from chalicelib.store.table import name_of


def paper_keys(customer_id: OutsideID, invoice_number: OutsideID, revision: str) -> tuple[Key, Key]:
    """The customer, and the line for paper among those of an invoice's revision."""
    fee = keys.billed(customer_id, invoice_number, revision, OF_KIND, PAPER_FEE)
    return keys.customer(customer_id), fee


def paper_in(found: Mapping[str, Item], wanted: tuple[Key, Key]) -> Paper | None:
    """How the customer gets its invoices, and the fee; None where there is no such customer."""
    customer, fee = (found.get(name_of(key)) for key in wanted)
    if customer is None:
        return None
    known = to_customer(customer)
    return Paper(known.delivery_method, known.version, to_line(fee) if fee else None)
