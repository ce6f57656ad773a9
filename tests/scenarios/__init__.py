"""For every command of the route table: an app made ready for it, and the request that carries it
out. Each area has a module; this one joins them.

The tests of crashes, of races and of who may what all go through these, and so does the bench.
"""

from chalicelib.api.route_table import ROUTES
from chalicelib.links import LINK_KINDS
from tests.app import App
from tests.scenarios import (
    admin,
    approvals,
    attachments,
    bookings,
    collections,
    customers,
    imports,
    invoices,
    letters,
    orders,
    payouts,
    plans,
    tickets,
    wallets,
)
from tests.scenarios.admin import ABSENCE, NEWCOMER
from tests.scenarios.attachments import PROOF, PROOF_PDF
from tests.scenarios.base import Scenario, Sent
from tests.scenarios.bookings import AGGREGATOR, BOOKING, OPERATOR
from tests.scenarios.collections import (
    ALL_DAY,
    BLOCK,
    FOLLOW_UP,
    PROMISE,
    asked_by_link,
    followed_up,
    owing,
    sent_by_resolver,
    with_items,
)
from tests.scenarios.customers import CUSTOMER, INVOICE, PAYMENT, TAKEN_BACK
from tests.scenarios.imports import FILE, MAPPING
from tests.scenarios.invoices import CREDIT, FEATURE, URL, Desk
from tests.scenarios.orders import ACCOUNT, HOLD, ORDER, VENDOR, ordered
from tests.scenarios.plans import PLAN, planned
from tests.scenarios.tickets import QUESTION, ticketed

__all__ = [
    "ABSENCE",
    "ACCOUNT",
    "AGGREGATOR",
    "ALL_DAY",
    "BLOCK",
    "BOOKING",
    "BY_PARTY",
    "COMMANDS",
    "CREDIT",
    "CUSTOMER",
    "FEATURE",
    "FILE",
    "FOLLOW_UP",
    "HOLD",
    "INVOICE",
    "LEAVING",
    "LOOKING",
    "MAPPING",
    "NEWCOMER",
    "OPERATOR",
    "ORDER",
    "PAYMENT",
    "PLAN",
    "PROMISE",
    "PROOF",
    "PROOF_PDF",
    "QUESTION",
    "SCENARIOS",
    "TAKEN_BACK",
    "URL",
    "VENDOR",
    "Desk",
    "Scenario",
    "Sent",
    "asked_by_link",
    "followed_up",
    "ordered",
    "owing",
    "planned",
    "prepared",
    "sent_by_resolver",
    "ticketed",
    "with_items",
]

COMMANDS = tuple(route.name for route in ROUTES if route.is_command)
LEAVING = ("POST /mail/test", "POST /setAside/redrive")
"""Those of which something leaves for where no transaction reaches: a repeat may have to say that
the outcome is not known.
"""

LOOKING = (
    "POST /customer/{customerID}/dunning",
    "POST /customer/{customerID}/letter/{number}/release",
)
"""Those that look up first what is open; what they decide by is read again, in one batch."""

BY_PARTY = tuple(
    route.name
    for route in ROUTES
    if route.is_command and route.by_link and LINK_KINDS[route.by_link].party
)
"""Those that are entered by a party's link alone: no sign-in, and so no role, has to do with them.
"""

AREAS = (
    customers,
    invoices,
    attachments,
    approvals,
    admin,
    bookings,
    wallets,
    orders,
    payouts,
    collections,
    plans,
    letters,
    tickets,
    imports,
)

SCENARIOS: dict[str, Scenario] = {
    command: scenario for area in AREAS for command, scenario in area.SCENARIOS.items()
}
"""Command → scenario; `test_crashes.py` fails for a command of the route table that has none."""

assert len(SCENARIOS) == sum(len(area.SCENARIOS) for area in AREAS), "a command stands in two areas"


def prepared(app: App, command: str) -> Sent:
    """An app in which the command can be carried out, and the request that does."""
    return SCENARIOS[command].prepared(app, command)
