"""The keys of parties, bookings and orders, and of what is paid out on these."""

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.store.keys.base import Key, of_customer, safe
from chalicelib.store.keys.invoices import customer


def party(party_id: OutsideID) -> Key:
    """An operator, an aggregator or a vendor."""
    return {"pk": f"PARTY#{safe(party_id)}", "sk": "PARTY"}


def standing(vendor_id: OutsideID) -> Key:
    """How a vendor stands."""
    return {"pk": party(vendor_id)["pk"], "sk": "STANDING"}


def booking(booking_id: OutsideID) -> Key:
    """A booking."""
    return {"pk": f"BOOKING#{safe(booking_id)}", "sk": "BOOKING"}


def order(order_id: OutsideID) -> Key:
    """An order."""
    return {"pk": f"ORDER#{safe(order_id)}", "sk": "ORDER"}


def orders_of_phone(phone: str) -> str:
    """The partition of `directory` with the orders of a phone number, in its one form."""
    return f"PHONE#{phone}"


def payout(payout_id: str) -> Key:
    """A payout, by the id under which banks name it."""
    return {"pk": f"PAYOUT#{safe(payout_id)}", "sk": "PAYOUT"}


def told_payout(payout_id: str) -> Key:
    """To which account the bank was told to pay a payout."""
    return {"pk": payout(payout_id)["pk"], "sk": "TOLD"}


def payouts_in(status: str) -> str:
    """The partition of `directory` with the payouts in a status."""
    return f"PAYOUT#{status}"


def payouts_of(customer_id: OutsideID, status: str) -> str:
    """The partition of `byStatus` with a customer's payouts in a status."""
    return of_customer(customer_id, f"PAYOUT/{status}")


def claims(customer_id: OutsideID, vendor_id: OutsideID) -> Key:
    """The latest claims of a customer against a vendor."""
    return {"pk": customer(customer_id)["pk"], "sk": f"CLAIMS#{safe(vendor_id)}"}


def carried(kind: str, name: str) -> Key:
    """What several cases may carry: a reference of a payment, or the content of a file."""
    return {"pk": f"{kind}#{safe(name)}", "sk": "CARRIED"}
