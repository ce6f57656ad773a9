"""Keeping reminders from a customer or one invoice, and letting them go again (CO-35)."""

from dataclasses import replace
from datetime import date

from chalicelib.actions.collections.dunning.reading import customer_in, record_in
from chalicelib.actions.collections.dunning.writing import once_changed, written
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.dunning.holds import Block
from chalicelib.domain.collections.dunning.record import Dunning
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import InvalidInput, no_such
from chalicelib.store import keys
from chalicelib.store.table import name_of
from chalicelib.views.dunning_blocks import BlocksView, blocks_view
from chalicelib.views.parts import to_json


def put_block(
    customer_id: OutsideID,
    invoice_number: OutsideID | None,
    reason: str,
    until: date | None,
) -> PlainAction[BlocksView]:
    """Keeps reminders from a customer or from one invoice; the same once more changes nothing
    (CO-35).
    """

    def action(desk: Desk) -> PlainDecision[BlocksView]:
        customer, record = _block_read(desk, customer_id, invoice_number)
        if until is not None and until < desk.hours.day_in(customer.time_zone, desk.now):
            said = "A block ends today or later."
            raise InvalidInput(
                said,
                rule="CO-35",
                errors=[{"pointer": "/until", "detail": said, "code": "invalid"}],
            )
        block = Block(reason, until, desk.context.actor.name, desk.now)
        return _blocked(desk, record, record.blocked(block, invoice_number))

    return action


def end_block(customer_id: OutsideID, invoice_number: OutsideID | None) -> PlainAction[BlocksView]:
    """Lets reminders go to a customer, or name an invoice, again (CO-35)."""

    def action(desk: Desk) -> PlainDecision[BlocksView]:
        _, record = _block_read(desk, customer_id, invoice_number)
        return _blocked(
            desk, record, record.without_block(invoice_number, desk.context.actor.name, desk.now)
        )

    return action


def _block_read(
    desk: Desk, customer_id: OutsideID, invoice_number: OutsideID | None
) -> tuple[Customer, Dunning]:
    wanted = [keys.customer(customer_id), keys.dunning(customer_id)]
    head = None if invoice_number is None else keys.invoice(customer_id, invoice_number)
    found = desk.gather([*wanted, *([head] if head else [])], with_hours=True)
    desk.context.actor.require_sight(customer_id, "customer")
    customer, record = customer_in(found, customer_id), record_in(desk, found, customer_id)
    if head and name_of(head) not in found:
        raise no_such("invoice")
    desk.require_version(record.version)
    return customer, record


def _blocked(desk: Desk, record: Dunning, told: Dunning) -> PlainDecision[BlocksView]:
    if told != record and record.look_at:
        told = replace(told, look_at=desk.now)
    told = once_changed(record, told)
    view = blocks_view(told)
    answer = Answer(200, to_json(view), told.version)
    writes = tuple(written(desk, record, told, []))
    return Decision(writes, answer, would_be(view), {CUSTOMER: record.customer_id})
