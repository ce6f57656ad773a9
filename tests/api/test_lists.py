"""Pages of lists: where a cursor leads, and that neither rows, pages nor cursors tell of what is
left out (RV-03, CU-23).
"""

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from chalicelib.api.route_table import ROUTES
from chalicelib.domain.mail_in.kept import KeptMail
from chalicelib.domain.people.person import Person
from chalicelib.store import keys
from chalicelib.store.entities import asked_item, person_item, to_inbox_row
from chalicelib.store.mail_in import kept_mail_item
from tests import clock
from tests.api.refusals import refused
from tests.app import App
from tests.people import CAST, line
from tests.scenarios import FOLLOW_UP, PAYMENT, PROMISE, followed_up, prepared, ticketed

LISTS = {
    "GET /user": ("agent", "/user?limit=2"),
    "GET /customer": ("agent", "/customer?limit=1"),
    "GET /customer/{customerID}/invoice": ("agent", "/customer/1001/invoice?limit=1"),
    "GET /customer/{customerID}/invoice/{invoiceNumber}/line": (
        "agent",
        "/customer/1001/invoice/2000/line?limit=1",
    ),
    "GET /customer/{customerID}/invoice/{invoiceNumber}/feature": (
        "agent",
        "/customer/1001/invoice/2000/feature?limit=1",
    ),
    "GET /customer/{customerID}/payment": ("agent", "/customer/1001/payment?limit=1"),
    "GET /customer/{customerID}/usage": ("agent", "/customer/1001/usage?usageAlias=U-9&limit=1"),
    "GET /usage": ("agent", "/usage?customerID=1001&usageAlias=U-9&limit=1"),
    "GET /customer/{customerID}/dispute": ("agent", "/customer/1001/dispute?limit=1"),
    "GET /dispute": ("agent", "/dispute?limit=1"),
    "GET /customer/{customerID}/promise": ("agent", "/customer/1001/promise?limit=1"),
    "GET /dunning/unreached": ("agent", "/dunning/unreached?limit=1"),
    "GET /dunning/run": ("agent", "/dunning/run?limit=1"),
    "GET /letter/toPost": ("agent", "/letter/toPost?limit=1"),
    "GET /followUp": ("agent", "/followUp?limit=1"),
    "GET /followUp/{followUpID}/event": ("agent", "/followUp/F-1/event?limit=1"),
    "GET /dispute/{disputeID}/mail": ("agent", "/dispute/{disputeID}/mail?limit=1"),
    "GET /followUp/{followUpID}/mail": ("agent", "/followUp/F-1/mail?limit=1"),
    "GET /ticket/{ticketID}/mail": ("agent", "/ticket/T-1/mail?limit=1"),
    "GET /customer/{customerID}/note": ("agent", "/customer/1001/note?limit=1"),
    "GET /approval": ("approver", "/approval?limit=1"),
    "GET /import": ("manager", "/import?limit=1"),
    "GET /audit/verify": ("finance", "/audit/verify?limit=1"),
    "GET /audit/journal": ("finance", "/audit/journal?subject=wallet/AGG-GBP&limit=1"),
    "GET /audit/export": ("finance", "/audit/export?limit=1"),
    "GET /audit/head": ("admin", "/audit/head?limit=1"),
    "GET /audit/journal/verify": ("finance", "/audit/journal/verify?of=people&limit=1"),
    "GET /mail/suppressed": ("admin", "/mail/suppressed?limit=1"),
    "GET /mail/givenUp": ("admin", "/mail/givenUp?limit=1"),
    "GET /operator": ("agent", "/operator?limit=1"),
    "GET /aggregator": ("agent", "/aggregator?limit=1"),
    "GET /booking": ("agent", "/booking?operatorID=OP-1&limit=1"),
    "GET /wallet/{walletID}/entry": ("finance", "/wallet/AGG-GBP/entry?limit=1"),
    "GET /correction": ("finance", "/correction?limit=1"),
    "GET /proposal": ("finance", "/proposal?limit=1"),
    "GET /payout": ("finance", "/payout?limit=1"),
    "GET /vendor": ("agent", "/vendor?limit=1"),
    "GET /order": ("agent", "/order?customerID=1001&limit=1"),
    "GET /ticket": ("agent", "/ticket?customerID=1001&limit=1"),
    "GET /ticket/{ticketID}/message": ("agent", "/ticket/T-1/message?limit=1"),
    "GET /customer/{customerID}/paymentPlan": ("agent", "/customer/1001/paymentPlan?limit=1"),
}
NUMBERED = {"GET /dispute/{disputeID}/event"}
"""Lists that go on behind a number that each reader is told of the events; none tells of what
another reads.
"""
COLLEAGUE = {
    "agent": "agent2",
    "manager": "agent",
    "approver": "manager",
    "admin": "admin2",
    "finance": "finance2",
}

HIRED = (
    replace(CAST[8], user_id="admin2"),
    Person("u1", "u1@demo.test", "U One", "approver", {"USD": 9}, version=1),
)

MAIL = KeptMail(
    "", "", "<a@b>", "a@b.test", "A", "Re: x", "x", "said", datetime(2026, 7, 3, tzinfo=UTC)
)


@pytest.fixture
def full(app: App) -> App:
    """An app with something in most lists."""
    prepared(app, "POST /dispute/{disputeID}/fundRequest")
    ids = followed_up(app)
    second = {"items": [{"invoiceNumber": "F-3"}]}
    assert app.as_("agent").post("/customer/1001/followUp", FOLLOW_UP | second).status == 201
    events = f"/followUp/{ids['followUpID']}/event?limit=1"
    LISTS["GET /followUp/{followUpID}/event"] = ("agent", events)
    LISTS["GET /followUp/{followUpID}/mail"] = ("agent", events.replace("/event", "/mail"))
    for number in range(2):
        app.invoice(
            6000 + number,
            [line(1, "9"), line(2, "9", "usage"), line(3, "9", "usage")],
            usageAlias="U-9",
        )
        body = {"invoiceNumber": 6000 + number, "description": "x", "amount": 1}
        assert app.as_("agent").post("/customer/1001/dispute", body).status == 201
        assert app.as_("finance").put(f"/customer/1001/payment/{number}", PAYMENT).status == 201
        promised = PROMISE | {"items": [{"invoiceNumber": 6000 + number}]}
        assert app.as_("agent").post("/customer/1001/promise", promised).status == 201
        app.as_("finance").put("/wallet/AGG-GBP/floor", {"floor": -number - 1})
        app.as_("agent").post("/import", {"kind": "invoices", "fileName": "a.csv", "size": 10})
        app.as_("finance").post("/wallet/AGG-GBP/deposit", {"amount": 1, "reference": f"r{number}"})
        assert app.as_("finance").get("/wallet/AGG-GBP/statement").status == 200
        app.as_("finance").post(
            "/wallet/AGG-GBP/deposit", {"amount": 20_000, "reference": f"large {number}"}
        )
    app.table.write_batch([person_item(one) for one in HIRED])
    app.table.write_batch(
        [kept_mail_item(replace(MAIL, thing_id=dispute_id(app), mail_id=one)) for one in "ab"]
    )
    ticket = prepared(app, "POST /ticket/{ticketID}/message")
    ticket.send(app)
    ticketed(app)
    path = ticket.target.removesuffix("/message")
    LISTS["GET /ticket/{ticketID}/message"] = ("agent", f"{path}/message?limit=1")
    LISTS["GET /ticket/{ticketID}/mail"] = ("agent", f"{path}/mail?limit=1")
    ticket_id = path.rpartition("/")[2]
    mails = [(of, one) for of in (ids["followUpID"], ticket_id) for one in "ab"]
    app.table.write_batch(
        [kept_mail_item(replace(MAIL, thing_id=of, mail_id=one)) for of, one in mails]
    )
    return app


def dispute_id(app: App) -> str:
    """The dispute whose parts are listed."""
    rows = app.as_("agent").get("/dispute?kind=invoice&limit=1").json["value"]
    return str(rows[0]["disputeID"])


def list_of(app: App, name: str) -> tuple[str, str]:
    """Who asks for a list, and by which path."""
    who, target = LISTS[name]
    return who, target.replace("{disputeID}", dispute_id(app))


def test_every_list_with_pages_is_tried_here() -> None:
    assert {route.name for route in ROUTES if "cursor" in route.query} == LISTS.keys() | NUMBERED


def test_a_cursor_of_nobody_of_another_and_of_another_list_is_refused(full: App) -> None:
    """RV-03: in every list, whether it has a page more or not; and no cursor says in letters where
    it leads.
    """
    cursors: dict[str, str] = {}
    for name in LISTS:
        who, target = list_of(full, name)
        first = full.as_(who).get(target)
        assert first.status == 200, (name, first.text)
        if first.json["nextCursor"]:
            cursors[name] = first.json["nextCursor"]
            assert full.as_(who).get(f"{target}&cursor={cursors[name]}").status == 200, name
            refused(full.as_(COLLEAGUE[who]).get(f"{target}&cursor={cursors[name]}"), 400)
    empty = {
        "GET /approval",
        "GET /audit/head",
        "GET /dunning/unreached",
        "GET /letter/toPost",
        "GET /mail/suppressed",
        "GET /mail/givenUp",
        "GET /correction",
    }
    empty |= {"GET /payout", "GET /vendor", "GET /order"}
    empty |= {"GET /customer/{customerID}/paymentPlan"}
    assert LISTS.keys() - cursors.keys() - empty == {
        "GET /operator",
        "GET /aggregator",
        "GET /booking",
    }
    for name in LISTS:
        who, target = list_of(full, name)
        others = [
            cursor
            for of, cursor in cursors.items()
            if of != name and {of, name} != {"GET /usage", "GET /customer/{customerID}/usage"}
        ]
        for made_up in (
            *others,
            "AAAA",
            base64.urlsafe_b64encode(b'[{"pk":"USER#admin"},"x"]').decode().rstrip("="),
        ):
            refused(full.as_(who).get(f"{target}&cursor={made_up}"), 400)
    for cursor in cursors.values():
        assert not any(
            word in base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).lower()
            for word in (b"_pk", b"user#", b"directory")
        )


TOMORROW = (clock.now() + timedelta(days=1)).date().isoformat()
OTHERWISE: dict[str, list[str]] = {
    "GET /user": ["permission=dispute.work"],
    "GET /customer": ["search=b", "$filter=name eq 'Bright Ltd'"],
    "GET /customer/{customerID}/invoice": ["sort=invoiceDate", "$filter=invoiceNumber eq 2000"],
    "GET /customer/{customerID}/invoice/{invoiceNumber}/line": ["revision=0"],
    "GET /customer/{customerID}/invoice/{invoiceNumber}/feature": ["$filter=featureID eq 1"],
    "GET /customer/{customerID}/usage": ["usageAlias=U-8", "$filter=usageAlias eq 'U-9'"],
    "GET /usage": ["customerID=1002", "usageAlias=U-8", "$filter=usageAlias eq 'U-9'"],
    "GET /dispute": [
        *(
            "kind=booking",
            "state=ended",
            "status=open",
            "customerID=1001",
            "operatorID=OP-1",
            "aggregatorID=AGG",
            "vendorID=V-1",
            "resolverID=resolver",
            "assigneeID=agent",
        ),
        *("waitingFor=agent", "currency=USD", "reasonID=1", "sort=disputeDate", "sort=amount"),
        *("isAssigned=false", "isLate=true"),
    ],
    "GET /audit/verify": ["kind=booking", "state=ended", "of=wallets", "walletID=AGG-GBP"],
    "GET /audit/journal": ["subject=wallet/OP-1-GBP"],
    "GET /audit/journal/verify": [
        *("of=operators", "of=&customerID=1001", "of=&operatorID=OP-1", "of=&vendorID=V-1"),
        "of=&paymentsOf=1001",
    ],
    "GET /payout": ["state=sent"],
    "GET /dunning/run": [f"date={TOMORROW}", "code=blocked", "customerID=1001"],
    "GET /followUp": [
        *("customerID=1001", "resolverID=agent2", "collectorID=agent", "statusID=dispute"),
        *("state=ended", "when=coming", "waitingFor=resolver"),
    ],
    "GET /vendor": ["name=x"],
    "GET /order": [
        *("customerID=&vendorID=V-1", "customerID=&orderID=CK-1", "status=completed"),
        "customerID=&phone=%2B919876543210",
    ],
    "GET /operator": ["name=x"],
    "GET /aggregator": ["name=x"],
    "GET /booking": ["status=completed", "operatorID=&aggregatorID=AGG", "operatorID=&search=x"],
    "GET /wallet/{walletID}/entry": [
        "from=2026-01-01",
        "to=2027-01-01",
        "kind=deposit",
        "disputeID=x",
        "bookingID=x",
    ],
    "GET /proposal": ["state=ended"],
    "GET /ticket": ["customerID=1002", "state=open"],
    "GET /correction": ["state=ended"],
}
OTHERWISE["GET /customer/{customerID}/dispute"] = OTHERWISE["GET /dispute"]
"""List → what narrows or sorts it otherwise; an empty value takes a part of its target away."""


def test_every_filter_and_sort_of_a_list_with_pages_is_tried_here() -> None:
    for route in ROUTES:
        if route.name in LISTS:
            tried = {
                name
                for one in OTHERWISE.get(route.name, ())
                for name, _ in parse_qsl(one, keep_blank_values=True)
            }
            assert set(route.query) - {"limit", "$top", "cursor"} <= tried, route.name


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_cursor_is_good_for_the_list_as_it_was_asked_for(full: App, name: str) -> None:
    """RV-03: narrowed or sorted otherwise, a list is another one, and no cursor leads from one into
    the other, either way.
    """
    who, target = list_of(full, name)
    place, _, query = target.partition("?")
    whole = dict(parse_qsl(query))
    for other in OTHERWISE[name]:
        changed = {
            part: value
            for part, value in (whole | dict(parse_qsl(other, keep_blank_values=True))).items()
            if value
        }
        for cursor_of, asked in ((whole, changed), (changed, whole)):
            cursor = full.as_(who).get(f"{place}?{urlencode(cursor_of)}").json.get("nextCursor")
            if cursor:
                assert (
                    full.as_(who)
                    .get(f"{place}?{urlencode(cursor_of | {'cursor': cursor, 'limit': 2})}")
                    .status
                    == 200
                ), cursor_of
                answer = full.as_(who).get(f"{place}?{urlencode(asked | {'cursor': cursor})}")
                alone = full.as_(who).get(f"{place}?{urlencode(asked)}")
                said = (
                    (400, "badCursor")
                    if alone.status == 200
                    else (alone.status, alone.json["code"])
                )
                assert (answer.status, answer.json["code"]) == said, (cursor_of, asked, answer.text)


def test_a_cursor_of_who_is_limited_is_good_for_the_list_as_it_was_asked_for_too(
    full: App,
) -> None:
    """RV-03: where several customers' lists are merged into one."""
    cursor = full.as_("limited").get("/dispute?limit=1").json["nextCursor"]
    for other in (
        "status=open",
        "currency=USD",
        "sort=disputeDate",
        "state=ended",
        "waitingFor=agent",
    ):
        answer = refused(full.as_("limited").get(f"/dispute?limit=1&{other}&cursor={cursor}"), 400)
        assert answer.json["code"] == "badCursor"


def hidden_people(app: App) -> None:
    """People of customers, operators and aggregators, whom colleagues at work are not told of; more
    than one read brings.
    """
    names = ("aaa", "bbb", "mmm", "zzz", *(f"nnn{number}" for number in range(300)))
    people = (
        Person(f"p-{name}", f"{name}@x.test", name, "customer", party_id=1001, version=1)
        for name in names
    )
    app.table.write_batch([person_item(person) for person in people])


def hidden_approvals(app: App) -> None:
    """Approvals of a customer that the person was limited away from."""
    [item] = app.table.query(keys.inbox("approver"), index="byWaiting").items
    row = to_inbox_row(item)
    for number in range(3):
        other = replace(
            row,
            approval_id=f"2MZEQJ7EV2Q{number}-1-1",
            dispute_id=f"2MZEQJ7EV2Q{number}",
            parties={"customer": 1002},
        )
        app.table.write_batch(
            [asked_item(replace(other, asked_at=row.asked_at + timedelta(hours=number - 1)))]
        )
    approver = next(one for one in CAST if one.user_id == "approver")
    app.table.write_batch([person_item(replace(approver, limit_to=("1001",)))])


def hidden_imports(app: App) -> None:
    """Files of opening balances, which are finance's alone."""
    for _ in range(3):
        assert (
            app.as_("finance")
            .post("/import", {"kind": "openingBalances", "fileName": "b.csv", "size": 10})
            .status
            == 201
        )


def hidden_invoices(app: App) -> None:
    """Drafts, which a customer is not told of."""
    for number, day in ((5001, "2026-09-01"), (5002, "2026-10-01"), (5003, "2026-10-30")):
        assert app.invoice(number, [line(1, "10")], status="draft", invoiceDate=day).status == 201


@pytest.mark.parametrize(
    ("who", "target", "hide", "command"),
    [
        ("limited", "/user", hidden_people, None),
        ("limited", "/user?permission=dispute.work", hidden_people, None),
        ("approver", "/approval", hidden_approvals, "POST /approval/{approvalID}/decision"),
        ("agent", "/import", hidden_imports, "POST /import"),
        ("customer", "/customer/1001/invoice", hidden_invoices, None),
        ("customer", "/customer/1001/invoice?sort=invoiceDate", hidden_invoices, None),
    ],
)
def test_what_is_left_out_of_a_list_changes_nothing(
    app: App, who: str, target: str, hide: Callable[[App], None], command: str | None
) -> None:
    """RV-03, CU-23: rows, pages, their lengths and whether there is a next one are the same with
    and without it.
    """
    if command:
        ready = prepared(app, command)
        assert "approval" in command or ready.send(app).status == 201
    before = pages(app, who, target)
    hide(app)
    assert pages(app, who, target) == before
    assert [len(page) for page in before] == [1] * len(before)


def pages(app: App, who: str, target: str) -> list[Any]:
    """All pages of a list, a row each."""
    found, cursor = [], ""
    while cursor is not None:
        mark = "&" if "?" in target else "?"
        page = (
            app.as_(who)
            .get(f"{target}{mark}limit=1" + (f"&cursor={cursor}" if cursor else ""))
            .json
        )
        found.append(page["value"])
        cursor = page["nextCursor"]
    return found
