"""Every door of money: by what somebody comes to owe, or to have, less or more, and whose yes that
needs (X-16).

What moves money is found by doing everything that there is and looking at all books before and
after. What does and does not stand in the table of `docs/rules.md`, or stands there and does not,
fails: a new door is shut until it is named.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from chalicelib.api.route_table import ROUTES
from chalicelib.domain.imports.mapping import FIELDS
from chalicelib.domain.people.person import PERMISSIONS, Person
from chalicelib.store.entities import person_item, to_invoice
from chalicelib.store.ledger import to_wallet
from tests import snapshots
from tests.actions.import_bucket import HEADER, Port
from tests.app import App
from tests.doors import BY_SETTING, DOORS
from tests.payouts import ready_sent
from tests.people import IMPORTER
from tests.scenarios import AGGREGATOR, COMMANDS, OPERATOR, VENDOR
from tests.scenarios.letters import charging
from tests.variants import VARIANTS, command_of, prepared

RULES = Path(__file__).parents[2] / "docs/rules.md"
APPLICATION = "POST /import/{importID}/application"
NO_MONEY = {
    "POST /session",
    "POST /session/refresh",
    "POST /session/end",
    "POST /session/challenge",
    "POST /session/reset",
    "POST /session/reset/confirmation",
    "POST /session/password",
    "POST /me/secondFactor",
    "PUT /dispute/{disputeID}/presence",
    "PUT /dispute/{disputeID}/read",
    "POST /mail/preview",
    "POST /import/{importID}/preview",
    "POST /customer/{customerID}/promiseLink",
}
"""What is no command and writes nothing of money."""

SAMPLES = {
    "invoices": HEADER + "1001,7001,2013-01-10,10.50,No,\n",
    "customers": "customerID,name\n1099,New & Sons\n",
    "payments": (
        "customerID,paymentID,valueDate,amount,invoiceNumber,currency\n"
        "1001,P-9,2026-11-02,3.00,1984950,USD\n"
    ),
    "operators": "operatorID,name\nOP-9,Night Cabs\n",
    "aggregators": "aggregatorID,name,settlement\nA-9,Night Rides,wallet\n",
    "bookings": (
        "bookingID,operatorID,aggregatorID,status,fare,pickupAt\n78,OP-1,AGG,completed,5,2026-11-02T09:00:00Z\n"
    ),
    "vendors": "vendorID,name,maxLeads\nVN-9,Night Phones,40\n",
    "orders": (
        "orderID,customerID,vendorID,status,finalValue,completedAt\nCK-9,1001,V-1,completed,5,2026-11-02T09:00:00Z\n"
    ),
    "orderNotes": ("orderID,noteID,kind,text,at\nCK-7001,1,pickupNote,Bent,2026-11-02T09:00:00Z\n"),
    "payoutResults": "payoutID,status\n{payoutID},returned\n",
    "openingBalances": "partyID,reference,amount,currency\nAGG,October,100.00,GBP\n",
}
MOVING_KINDS = {"invoices", "payments", "openingBalances", "payoutResults"}
Sums = Mapping[str, tuple[int | None, ...]]


def money(app: App) -> Sums:
    """What everybody owes and has: the balance of every invoice, and what every wallet holds and
    may be emptied to.
    """
    sums: dict[str, tuple[int | None, ...]] = {}
    for name, item in app.items().items():
        if item["sk"] == "HEAD":
            sums[name] = (to_invoice(item).balance,)
        elif item["sk"] == "WALLET" and (item["balance"] or item["floor"]):
            wallet = to_wallet(item)
            sums[name] = (wallet.balance, wallet.floor)
    return sums


def test_every_door_is_in_the_rules() -> None:
    """X-16: the table in `docs/rules.md` names the doors, and no other."""
    table = RULES.read_text().split("### Whose yes money needs", 1)[1].split("\n#", 1)[0]
    assert set(re.findall(r"`((?:PUT|POST|PATCH|DELETE) [^`]+)`", table)) == {
        *DOORS,
        *BY_SETTING,
        *map(command_of, VARIANTS),
        APPLICATION,
    }


def test_what_is_no_command_is_known() -> None:
    """X-16: whatever else writes is named here as one that moves no money, or is the application of
    a file.
    """
    writing = {route.name for route in ROUTES if route.method != "GET" and not route.is_command}
    assert writing - {APPLICATION} <= NO_MONEY


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_moves_money_that_is_no_door(app: App, command: str) -> None:
    """X-16: nor does what follows from one by itself: after-work, the workflow, the sweep."""
    sent = prepared(app, command)
    before = money(app)
    assert sent.send(app).status < 300
    after = money(app)
    assert (after != before) is (command in DOORS)
    app.settle()
    app.sweep()
    assert money(app) == after


@pytest.mark.parametrize("command", BY_SETTING)
def test_reminders_charge_what_administrators_set_and_nothing_else(app: App, command: str) -> None:
    """X-16, CO-39: so that a reminder is a door only then."""
    ids = charging(app)
    before = money(app)
    place = command.partition(" ")[2].format(**ids)
    body = {"invoiceNumbers": [ids["invoiceNumber"]]}
    assert app.as_("support").post(place, body).status == 403
    assert money(app) == before
    assert app.as_("agent").post(place, body).status < 300
    invoice = app.as_("agent").get(f"/customer/1001/invoice/{ids['invoiceNumber']}").json
    charged = round(invoice["reminderCharges"] * 100)
    name = f"INVOICE#1001#{ids['invoiceNumber']} HEAD"
    assert charged >= 5_00
    assert money(app) == before | {name: (before[name][0] + charged,)}


@pytest.mark.parametrize("command", DOORS)
def test_a_door_opens_for_whose_yes_it_needs(app: App, command: str) -> None:
    """X-16, CU-14: as every role, with the right to import; without a credit limit and with a high
    one.
    """
    sent = prepared(app, command)
    books, before = snapshots.taken(app), money(app)
    door = DOORS[command]
    for role in PERMISSIONS:
        for limit in (0, 1_000_000_00):
            snapshots.put_back(app, books)
            party = {"customer": "1001", "operator": "OP-1", "aggregator": "AGG"}.get(role)
            person = Person(
                "hired",
                "hired@demo.test",
                "Hal Hired",
                role,
                {"USD": limit, "INR": limit},
                (),
                party,
                rights=IMPORTER,
                version=1,
            )
            app.table.write_batch([person_item(person)])
            answer = app.request("hired", sent.method, sent.target, sent.body)
            opens = role in door.roles and (limit > 0 or not door.takes_limit)
            assert (money(app) != before) is opens, (role, limit, answer.text)


@pytest.mark.parametrize("name", VARIANTS)
def test_the_yes_of_an_approval_pays_out_where_the_one_says_it_who_was_asked(
    app: App, name: str
) -> None:
    """X-16, CK-08: nobody else, whatever the role and the limit; and nothing follows by itself."""
    sent = prepared(app, name)
    books, before = snapshots.taken(app), money(app)
    for role in PERMISSIONS if "{approvalID}" in name else ():
        snapshots.put_back(app, books)
        party = {"customer": "1001", "operator": "OP-1", "aggregator": "AGG"}.get(role)
        limits = {"USD": 1_000_000_00, "INR": 1_000_000_00}
        person = Person("hired", "hired@demo.test", "Hal Hired", role, limits, (), party, version=1)
        app.table.write_batch([person_item(person)])
        answer = app.request("hired", sent.method, sent.target, sent.body)
        assert answer.status in (403, 404), (role, answer.text)
        assert money(app) == before, role
    snapshots.put_back(app, books)
    told = sent.send(app)
    assert told.status < 300, told.text
    after = money(app)
    assert after != before
    app.settle()
    app.sweep()
    assert money(app) == after


def test_all_kinds_of_files_are_tried() -> None:
    """X-16: a new kind is shut until it is looked at here."""
    assert SAMPLES.keys() == FIELDS.keys()


@pytest.mark.parametrize("kind", SAMPLES)
def test_files_of_other_kinds_move_no_money(port: Port, kind: str) -> None:
    """X-16: invoices and payments are what is owed, opening balances what somebody has, a payout
    that came back is the platform's again; all else is none of these.
    """
    port.app.stock()
    finance = port.app.as_("finance")
    told = {"operator/OP-1": OPERATOR, "aggregator/AGG": AGGREGATOR, "vendor/V-1": VENDOR}
    content = SAMPLES[kind]
    if kind in ("payoutResults", "orderNotes"):
        told, content = {}, content.format(**ready_sent(port.app))
    for path, body in told.items():
        assert finance.put(f"/{path}", body).status == 201
    before = money(port.app)
    columns = content.split("\n", 1)[0].split(",")
    mapping = {("settledDate" if name == "settled" else name): {"column": name} for name in columns}
    done = port.bring(content, kind=kind, mapping=mapping, currency="GBP", asOf="2026-11-30")
    counts = done["counts"]
    assert (counts["created"] + counts["changed"], done["errors"]) == (1, [])
    assert (money(port.app) != before) is (kind in MOVING_KINDS)


@pytest.mark.parametrize("role", sorted(PERMISSIONS))
def test_a_file_that_takes_something_off_or_puts_something_in_is_applied_by_whose_yes_it_needs(
    port: Port, role: str
) -> None:
    """X-16: a payment by finance and programs, an opening balance and what the bank says of
    payouts by finance; a person with the right to import and no more, none of these.
    """
    results = SAMPLES["payoutResults"].format(**ready_sent(port.app))
    port.app.stock()
    assert port.app.as_("finance").put("/aggregator/AGG", AGGREGATOR).status == 201
    paid = HEADER + "1001,7002,2013-01-10,10.50,No,2013-02-01\n"
    balances, payments = SAMPLES["openingBalances"], SAMPLES["payments"]
    fields = {
        "openingBalances": {
            name: {"column": name} for name in balances.split("\n", 1)[0].split(",")
        },
        "payoutResults": {name: {"column": name} for name in ("payoutID", "status")},
        "payments": {name: {"column": name} for name in payments.split("\n", 1)[0].split(",")},
        "invoices": None,
    }
    for kind, content, able in (
        ("invoices", paid, {"finance", "integration"}),
        ("openingBalances", balances, {"finance"}),
        ("payoutResults", results, {"finance"}),
        ("payments", payments, {"finance", "integration"}),
    ):
        values = {"mapping": fields[kind], "asOf": "2026-11-30"} if fields[kind] else {}
        import_id = port.order(content, kind=kind, currency="GBP", **values)
        port.preview(import_id)
        before = money(port.app)
        person = Person(
            "hired",
            "hired@demo.test",
            "Hal Hired",
            role,
            {"USD": 1_000_000_00},
            rights=IMPORTER,
            version=1,
        )
        port.app.table.write_batch([person_item(person)])
        if port.app.as_("hired").post(f"/import/{import_id}/application").status == 202:
            port.run(import_id)
        assert (money(port.app) != before) is (role in able), kind
