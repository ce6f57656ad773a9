"""Vendors: who collects devices and pays for them, and how they are reached (CK-04, PO-08)."""

from dataclasses import field, replace
from typing import Any

from chalicelib.domain.base.business_hours import is_zone
from chalicelib.domain.base.identifiers import PARTIES_OF_THE_HOUSE, OutsideID, subject_of
from chalicelib.domain.base.stored import kept_as
from chalicelib.domain.orders.order import STANDARD_CURRENCY, VENDOR
from chalicelib.errors import InvalidInput, NotChangeable
from chalicelib.values import dataclass

STANDARD_ZONE = "Asia/Kolkata"
MAX_LEADS = 100_000


@dataclass(frozen=True)
class Vendor:
    """A vendor, as the platform tells of it; how it stands is kept beside it (`standing.py`)."""

    vendor_id: OutsideID = field(metadata=kept_as("party_id"))
    name: str
    max_leads: int
    """How many leads it may have at a time, while nothing reduces that."""
    email: str | None = None
    phone: str | None = None
    """In the form of `base/phones.py`."""
    contact: str | None = None
    """Whom to ask for."""
    time_zone: str = STANDARD_ZONE
    """In which it is told until when it has to answer."""
    currency: str = STANDARD_CURRENCY
    language: str | None = None
    """In which letters to it are worded (CO-41)."""
    role: str = VENDOR
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of(VENDOR, self.vendor_id)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        return {
            "name": self.name,
            "maxLeads": self.max_leads,
            "email": self.email,
            "phone": self.phone,
            "contact": self.contact,
            "timeZone": self.time_zone,
            "currency": self.currency,
            "language": self.language,
        }

    def check(self) -> None:
        """`InvalidInput` for what cannot be."""
        if not 0 <= self.max_leads <= MAX_LEADS:
            raise InvalidInput(f"A vendor has 0 to {MAX_LEADS:,} leads at most.", rule="X-12")
        if not is_zone(self.time_zone):
            raise InvalidInput("There is no such time zone; one is Asia/Kolkata.", rule="X-12")
        if str(self.vendor_id).casefold() in PARTIES_OF_THE_HOUSE:
            raise InvalidInput(
                f"No party can be called {self.vendor_id}: an account of the ledger is called so.",
                rule="X-12",
            )


def merge_vendor(known: Vendor | None, told: Vendor) -> Vendor | None:
    """The vendor as it shall be kept; None when nothing changes (X-12). `NotChangeable` for another
    currency, in which its wallet and fines are.
    """
    told.check()
    if known is None:
        return replace(told, version=1)
    if known.currency != told.currency:
        raise NotChangeable(f"{known.name} has its wallet in {known.currency}, and keeps it.")
    merged = replace(
        told,
        vendor_id=known.vendor_id,
        version=known.version,
        sequence=known.sequence,
        last_hash=known.last_hash,
    )
    return None if merged == known else replace(merged, version=known.version + 1)
