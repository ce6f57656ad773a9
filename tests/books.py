"""What is wrong with all that is stored, as an audit would find it (X-05, X-06)."""

from collections.abc import Iterable
from typing import Any, cast

from chalicelib.actions.admin.audits import follow_up_faults
from chalicelib.actions.admin.beside import faults_beside
from chalicelib.actions.admin.people import journaled_person
from chalicelib.actions.desk import Desk
from chalicelib.actions.kinds import kind_of
from chalicelib.domain.disputes.audit import journal_faults, versioned_faults
from chalicelib.domain.invoices.audit import payment_faults
from chalicelib.domain.invoices.payments import numbers_of
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.wallets.audit import (
    Around,
    correction_faults,
    floor_faults,
    kept_faults,
    proposal_faults,
    reservation_faults,
    statement_faults,
)
from chalicelib.domain.wallets.corrections import Correction
from chalicelib.domain.wallets.ledger import Entry, floor_of, ledger_faults, wallet_faults
from chalicelib.domain.wallets.proposals import Proposal
from chalicelib.domain.wallets.reservations import Reservation, Reserved
from chalicelib.store import bookings, keys, ledger, orders
from chalicelib.store.dunning import to_dunning
from chalicelib.store.entities import to_customer, to_dispute, to_entry, to_invoice, to_person
from chalicelib.store.payments import to_payment
from chalicelib.store.plans import to_plan
from chalicelib.store.post import to_address
from chalicelib.store.promise_requests import to_request
from chalicelib.store.proposals import proposal_key, to_proposal
from chalicelib.store.reservations import (
    RESERVED_PREFIX,
    reservation_key,
    reserved_key,
    to_reservation,
    to_reserved,
)
from chalicelib.store.tickets import to_ticket

JOURNALED = {
    "CUSTOMER": to_customer,
    "HEAD": to_invoice,
    "ADDRESS": to_address,
    "PARTY": lambda item: (
        orders.to_vendor(item) if item["role"] == VENDOR else bookings.to_party(item)
    ),
    "BOOKING": bookings.to_booking,
    "ORDER": orders.to_order,
    "STANDING": orders.to_standing,
    "PAYEE": orders.to_payee,
    "DUNNING": to_dunning,
    "PROMISEREQUEST": to_request,
    "PAYMENT": to_payment,
    "TICKET": to_ticket,
    "PLAN": to_plan,
    "CORRECTION": ledger.to_correction,
    "PROPOSAL": to_proposal,
    "RESERVATION": to_reservation,
}
"""Sort key → what has a journal there."""


class Books:
    """Everything in the table, by partition."""

    def __init__(self, items: dict[str, Any]) -> None:
        self.items = items
        self.partitions: dict[str, list[Any]] = {}
        for _, item in sorted(items.items()):
            self.partitions.setdefault(item["pk"], []).append(item)

    def part(self, partition: str, prefix: str) -> list[Any]:
        """The items of a partition whose sort key begins so."""
        return [
            item for item in self.partitions.get(partition, ()) if item["sk"].startswith(prefix)
        ]

    def faults(self) -> list[str]:
        """What is wrong, in words."""
        found: list[str] = []
        for item in self.items.values():
            if item["sk"] == "DISPUTE":
                found += self._faults_of_dispute(item)
            elif item["sk"] == "FOLLOWUP":
                found += follow_up_faults(cast(Desk, self), item["follow_up_id"])
            elif item["sk"] == "WALLET":
                wallet, entries = (
                    ledger.to_wallet(item),
                    [ledger.to_entry(one) for one in self.part(item["pk"], keys.ENTRIES_PREFIX)],
                )
                around = {entry.sequence: self._around(entry) for entry in entries}
                kept = [to_reserved(one) for one in self.part(item["pk"], RESERVED_PREFIX)]
                found += wallet_faults(wallet, entries, [one.amount for one in kept])
                found += kept_faults(wallet, kept, self._reservations(kept)) + statement_faults(
                    wallet, None, entries, around
                )
                found += floor_faults(wallet, self._entries(floor_of(wallet).subject))
            elif item["sk"] in JOURNALED:
                found += self._faults_of_payment(item) if item["sk"] == "PAYMENT" else []
                kept: Any = JOURNALED[item["sk"]](item)
                found += self._faults_of_asked(kept)
                found += journal_faults(kept, self._entries(kept.subject))
                found += faults_beside(cast(Desk, self), item)
            elif item["sk"] not in JOURNALED and item.get("last_hash"):
                person = to_person(item) if item["sk"] == "USER" else None
                told, subject = (
                    (journaled_person(person), f"user/{person.user_id}")
                    if person
                    else (item, f"setting/{item['sk']}")
                )
                found += versioned_faults(
                    item["version"], item["last_hash"], told, self._entries(subject)
                )
        return found + ledger_faults(
            ledger.to_wallet(item) for item in self.items.values() if item["sk"] == "WALLET"
        )

    def _faults_of_payment(self, item: Any) -> list[str]:
        payment = to_payment(item)
        heads = [keys.invoice(payment.customer_id, one) for one in numbers_of(payment)]
        return payment_faults(payment, [to_invoice(one) for one in self.get(heads).values()])

    @property
    def table(self) -> "Books":
        """What an audit reads: these books stand in for the table of a desk."""
        return self

    def get(self, wanted: Iterable[keys.Key]) -> dict[str, Any]:
        """The items that there are among the keys."""
        names = [f"{key['pk']} {key['sk']}" for key in wanted]
        return {name: self.items[name] for name in names if name in self.items}

    def read_all(self, partition: str, *, prefix: str = "") -> list[Any]:
        """A partition to its end."""
        return self.part(partition, prefix)

    def _faults_of_dispute(self, item: Any) -> list[str]:
        dispute = to_dispute(item)
        return kind_of(dispute).faults(cast(Desk, self), dispute)

    def _faults_of_asked(self, kept: Any) -> list[str]:
        """What takes a second person has what came of it, and nothing else."""
        if isinstance(kept, Correction):
            moved = self._found(keys.transfer(kept.transfer_id or ""))
            return correction_faults(kept, ledger.to_transfer(moved) if moved else None)
        if isinstance(kept, Proposal):
            moved = self._found(keys.transfer(kept.proposal_id))
            return proposal_faults(
                kept,
                ledger.to_transfer(moved) if moved else None,
                self._entries(f"wallet/{kept.wallet_id}"),
            )
        if isinstance(kept, Reservation):
            moved = self._found(keys.transfer(kept.transfer.transfer_id))
            held = [
                self._found(reserved_key(one.wallet_id, one.transfer_id)) for one in kept.reserved
            ]
            return reservation_faults(
                kept,
                ledger.to_transfer(moved) if moved else None,
                [to_reserved(one) for one in held if one],
            )
        return []

    def _reservations(self, kept: list[Reserved]) -> dict[str, Reservation]:
        found = {one.transfer_id: self._found(reservation_key(one.transfer_id)) for one in kept}
        return {name: to_reservation(item) for name, item in found.items() if item}

    def _around(self, entry: Entry) -> Around:
        transfer = entry.transfer
        others = [
            keys.wallet(other)["pk"] for other in transfer.wallet_ids if other != entry.wallet_id
        ]
        across = [
            ledger.to_entry(one)
            for other in others
            for one in self.part(other, keys.ENTRIES_PREFIX)
        ]
        kept, correction = (
            self._found(keys.transfer(transfer.transfer_id)),
            self._found(keys.correction(transfer.reverses or "")),
        )
        request = self._found(
            keys.fund_request(transfer.dispute_id or "", transfer.request_id or "")
        )
        proposal, reservation = (
            self._found(place(transfer.transfer_id)) for place in (proposal_key, reservation_key)
        )
        return Around(
            ledger.to_transfer(kept) if kept else None,
            [one for one in across if one.transfer.transfer_id == transfer.transfer_id],
            ledger.to_paid(request) if request else None,
            ledger.to_correction(correction) if correction else None,
            to_proposal(proposal) if proposal else None,
            to_reservation(reservation) if reservation else None,
        )

    def _found(self, key: keys.Key) -> Any:
        return self.items.get(f"{key['pk']} {key['sk']}")

    def _entries(self, subject: str) -> list[Any]:
        return [to_entry(one) for one in self.part(keys.entry(subject, 0)["pk"], "EVENT#")]
