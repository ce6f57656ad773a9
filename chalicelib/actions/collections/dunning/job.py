"""Reminding without anybody asking for it: customers who are due, and who comes to owe something.

1. A customer's reminders say when to look at it again: as soon as something can change by itself,
   and after a week in any case. So a sweep costs by who is due, not by who owes something.
2. Once a day the overdue invoices are walked along by due date, a part of them a sweep; whoever
   nobody looks at yet is due at once.
"""

import json
from datetime import timedelta

from chalicelib.actions.collections.dunning.reading import not_looked_at, overdue
from chalicelib.actions.collections.dunning.reminders import remind
from chalicelib.actions.execution import Runtime, carry_out
from chalicelib.domain.collections.dunning.record import Dunning
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import (
    LEVELS,
    TERMS,
    as_read,
    dunning_item,
    to_dunning_terms,
    walk_item,
)
from chalicelib.store.table import A_PAGE, Conflict, Delete, Put, name_of

PAGES_AT_ONCE = 10
LETTERS_AT_ONCE = 5
"""How many letters of one customer a sweep claims: the others have their turn too."""
EVERY = timedelta(days=1)


def take_up(runtime: Runtime, customer_id: str) -> None:
    """Reminds a customer who is due, or goes on with the walk where none is named.

    Of a run that needs several letters some are claimed at once, each whole; whoever comes next,
    also after one was broken off, goes on behind the last (CO-37).
    """
    if not customer_id:
        walk(runtime)
        return
    for _ in range(LETTERS_AT_ONCE):
        answer = carry_out(runtime, "remind", remind(customer_id, is_job=True))
        told = json.loads(answer.body)
        if not told["reminded"] or not told["part"] or told["part"]["number"] == told["part"]["of"]:
            return


def walk(runtime: Runtime) -> None:
    """Puts whoever owes something that is overdue, and is not looked at yet, among who is due.

    Where it stands is kept after each part; what is done twice finds them there already.
    """
    table, now = runtime.table, runtime.now()
    key = keys.dunning_walk()
    found = table.get([TERMS, LEVELS, key])
    terms = to_dunning_terms(found.get(name_of(TERMS)), found.get(name_of(LEVELS)))
    if not terms.is_automatic:
        table.commit([Delete(key)])
        return
    start: Item | None = found.get(name_of(key), {}).get("start")
    # A day more, since the day of customers may be ahead; who is not late yet is looked at later.
    until = (now + EVERY).date()
    for _ in range(PAGES_AT_ONCE):
        found_due, start = overdue(table, until, A_PAGE, start)
        _look_at(runtime, [invoice for _, invoice in found_due])
        if not start:
            break
    table.commit([Put(walk_item(now if start else now + EVERY, start))])


def _look_at(runtime: Runtime, invoices: list[Invoice]) -> None:
    owing = {str(one.customer_id): one for one in invoices}
    for customer_id, known in not_looked_at(runtime.table, owing).items():
        _put(runtime, known or _begun(runtime, owing[customer_id]))


def _begun(runtime: Runtime, invoice: Invoice) -> Dunning:
    return Dunning(invoice.customer_id, invoice.customer_name, runtime.new_id())


def _put(runtime: Runtime, record: Dunning) -> None:
    """Writes that it is due, unless somebody changed the reminders meanwhile, who saw to it
    then, or the walk of tomorrow does.
    """
    due = dunning_item(record.looked_at(runtime.now()))
    try:
        runtime.table.commit([Put(due, as_read(record))])
    except Conflict:
        return
