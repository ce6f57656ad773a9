"""The journal: who changed a customer, an invoice, a person or a setting, and whether it holds
(X-05).
"""

from typing import Any
from urllib.parse import quote

import pytest

from tests.app import App
from tests.http_client import Result
from tests.people import line

CUSTOMER = {
    "name": "Old Name",
    "accountNumber": "A-1",
    "currency": "USD",
    "deliveryMethod": "Post",
    "phone": "12",
}
INVOICE = "invoice/1001/7001"


def journal(app: App, subject: str) -> list[dict[str, Any]]:
    return app.as_("finance").get(f"/audit/journal?subject={quote(subject, safe='')}").json["value"]


def billed(app: App, *amounts: str, **values: Any) -> Result:
    return app.invoice(
        7001, [line(number, amount) for number, amount in enumerate(amounts, 1)], **values
    )


def test_a_changed_limit_is_an_entry_with_who_and_what(app: App) -> None:
    """X-05: finance sees it, and the chain holds."""
    admin = app.as_("admin")
    for limit in (1000, 10):
        assert admin.put("/user/agent", {"creditLimit": {"USD": limit}}).status == 200
    entries = journal(app, "user/agent")
    limits = [
        (one["before"]["creditLimit"]["USD"], one["after"]["creditLimit"]["USD"]) for one in entries
    ]
    assert limits == [(0, 1000), (1000, 10)]
    assert [one["by"]["name"] for one in entries] == ["Adi Admin"] * 2
    assert entries[1]["previousHash"] == entries[0]["hash"]
    admin.put("/setting/reasons", {"value": [{"reasonID": "a", "name": "Price"}]})
    changed = journal(app, "setting/reasons")
    assert changed[0]["after"] == {"value": [{"reasonID": "a", "name": "Price"}]}
    assert app.as_("agent").get("/audit/journal?subject=user/agent").status == 403


def test_a_customer_that_is_created_and_changed_has_an_entry_of_each(app: App) -> None:
    """X-05: with who, and of what differs only, before and after; a repeat writes none."""
    app.as_("manager").put("/customer/1077", CUSTOMER)
    app.as_("manager").put("/customer/1077", CUSTOMER)
    changed = {name: value for name, value in CUSTOMER.items() if name != "phone"} | {
        "name": "New Name"
    }
    app.as_("finance").put("/customer/1077", changed)
    created, renamed = journal(app, "customer/1077")
    assert (
        created["by"]["name"],
        created["sequence"],
        created["before"],
        created["previousHash"],
    ) == ("Max Manager", 1, {}, "")
    assert created["after"] == CUSTOMER
    assert renamed["by"] == {"userID": "finance", "name": "Fay Finance"}
    assert renamed["before"] == {"name": "Old Name", "phone": "12"}
    assert renamed["after"] == {"name": "New Name", "phone": None}
    assert (renamed["previousHash"], renamed["source"]) == (created["hash"], None)


def test_an_invoice_that_is_created_and_changed_has_an_entry_of_each(app: App) -> None:
    """X-05: payments, status and total as they were; a repeat, a refusal and a dry
    run write none.
    """
    billed(app, "10", "2.50")
    billed(app, "10", "2.50")
    paid = [{"paymentID": 1, "date": "2026-10-05", "amount": 1.25}]
    billed(app, "10", "2.50", payments=paid)
    assert billed(app, "10", "2.50", status="draft").status == 409
    body = {
        "status": "approved",
        "currency": "USD",
        "invoiceDate": "2026-10-01",
        "dueDate": "2026-10-31",
        "lines": [line(1, "9")],
    }
    assert app.as_("finance").put("/customer/1001/invoice/7001?dryRun=true", body).status == 200
    created, changed = journal(app, INVOICE)
    assert created["before"] == {}
    assert (
        created["after"]["total"],
        created["after"]["invoiceDate"],
        created["after"]["payments"],
    ) == (12.5, "2026-10-01", [])
    assert (changed["before"], changed["after"]) == ({"payments": []}, {"payments": paid})
    assert [one["by"]["name"] for one in (created, changed)] == ["Fay Finance"] * 2
    assert changed["previousHash"] == created["hash"]


def test_lines_that_were_replaced_can_still_be_read(app: App) -> None:
    """X-05: an entry names the set of lines before and after; both stay."""
    billed(app, "10", "2.50")
    billed(app, "10", "3")
    changed = journal(app, INVOICE)[1]
    assert set(changed["after"]) == {"revision", "total"}
    agent = app.as_("agent")
    seen = {}
    for when in ("before", "after"):
        lines = agent.get(
            f"/customer/1001/invoice/7001/line?revision={changed[when]['revision']}"
        ).json["value"]
        seen[when] = [(one["lineID"], one["amount"]) for one in lines]
    assert seen == {"before": [(1, 10), (2, 2.5)], "after": [(1, 10), (2, 3)]}
    assert (
        agent.get("/customer/1001/invoice/7001/line").json["revision"]
        == changed["after"]["revision"]
    )
    first = agent.get("/customer/1001/invoice/7001/line?limit=1").json
    rest = agent.get(f"/customer/1001/invoice/7001/line?limit=1&cursor={first['nextCursor']}").json
    assert [one["lineID"] for one in (*first["value"], *rest["value"])] == [1, 2]
    assert agent.get("/customer/1001/invoice/7001/line?revision=else").json["value"] == []


def test_a_dispute_writes_nothing_into_the_journal_of_its_invoice(app: App) -> None:
    """X-05: it has events of its own; the journal goes on behind it."""
    billed(app, "10")
    app.as_("agent").post(
        "/customer/1001/dispute", {"invoiceNumber": 7001, "description": "x", "amount": 1}
    )
    billed(app, "10", payments=[{"paymentID": 1, "date": "2026-10-05", "amount": 1}])
    assert [one["sequence"] for one in journal(app, INVOICE)] == [1, 2]


def test_names_with_separators_never_share_a_journal(app: App) -> None:
    """X-05, RV-12: customer `1/2`, invoice `3`, is another than customer `1`, invoice `2/3`."""
    finance = app.as_("finance")
    for customer, number in (("1/2", "3"), ("1", "2/3"), ("1%2F2", "3")):
        assert (
            finance.put(
                f"/customer/{quote(customer, safe='')}", CUSTOMER | {"name": customer}
            ).status
            == 201
        )
        app.invoice(quote(number, safe=""), [line(1, "1")], quote(customer, safe=""))
    for subject in (
        "invoice/1%2F2/3",
        "invoice/1/2%2F3",
        "invoice/1%252F2/3",
        "customer/1%2F2",
        "customer/1%252F2",
    ):
        assert [one["subject"] for one in journal(app, subject)] == [subject]


def test_the_audit_of_a_customer_finds_what_was_done_past_the_journal(app: App) -> None:
    """X-05: an edited entry, a missing one, and a stored value that no entry tells."""
    billed(app, "10")
    billed(app, "11")
    app.as_("finance").put("/customer/1001", CUSTOMER)
    finance = app.as_("finance")
    target = "/audit/journal/verify?customerID=1001"
    assert finance.get(target).json == {"checked": 5, "value": [], "nextCursor": None}
    stored = app.items()
    app.is_tampered = True
    app.table.write_batch([stored["CUSTOMER#1001 CUSTOMER"] | {"name": "Somebody Else"}])
    entry = next(
        item
        for name, item in stored.items()
        if name.startswith(f"JOURNAL#{INVOICE} EVENT#00000001")
    )
    app.table.write_batch([entry | {"by_name": "Nobody"}])
    other = next(
        item
        for name, item in stored.items()
        if name.startswith("JOURNAL#invoice/1001/2000 EVENT#00000001")
    )
    app.table.delete_batch([{"pk": other["pk"], "sk": other["sk"]}])
    wrong = {one["subject"]: one["faults"] for one in finance.get(target).json["value"]}
    assert wrong == {
        "customer/1001": ["It is not what its journal says."],
        INVOICE: ["Event 1 is not as it was written."],
        "invoice/1001/2000": ["The last event is not the one that is named."],
    }


def test_the_audit_of_a_customer_goes_on_page_by_page(app: App) -> None:
    """X-05: the customer with the first page, each invoice once."""
    target, checked = "/audit/journal/verify?customerID=1001&limit=2", []
    page = app.as_("finance").get(target).json
    while page["nextCursor"]:
        checked.append(page["checked"])
        page = app.as_("finance").get(f"{target}&cursor={page['nextCursor']}").json
    assert [*checked, page["checked"]] == [3, 1]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("?customerID=", 400),
        ("?customerID=nobody", 404),
        ("?of=invoices", 400),
        ("?of=people&customerID=1001", 400),
    ],
)
def test_the_audit_asks_for_a_customer_or_something_else(app: App, query: str, status: int) -> None:
    assert app.as_("finance").get(f"/audit/journal/verify{query}").status == status


def test_who_is_limited_to_some_customers_reads_no_journal(app: App) -> None:
    """RV-03."""
    app.as_("admin").put("/user/finance", {"limitTo": ["1001"]})
    for target in (
        "/audit/journal?subject=customer/1002",
        "/audit/journal/verify?customerID=1001",
        "/audit/journal/verify?of=people",
    ):
        assert app.as_("finance").get(target).status == 403


@pytest.mark.parametrize(
    ("target", "body", "other"),
    [
        (
            "/user/agent",
            {"creditLimit": {"USD": 7}, "limitTo": [1001]},
            {"creditLimit": {"USD": 8}},
        ),
        ("/setting/reasons", {"value": [{"reasonID": 1, "name": "Price"}]}, {"value": []}),
    ],
)
def test_a_change_that_changes_nothing_leaves_no_trace(
    app: App, target: str, body: dict[str, Any], other: dict[str, Any]
) -> None:
    """X-05: neither a version nor an entry, and the next change follows on the last."""
    admin = app.as_("admin")
    first = admin.put(target, body)
    before = app.items()
    for same in (body, {} if "user" in target else body):
        again = admin.put(target, same)
        assert (again.status, again.text, again.etag) == (200, first.text, first.etag)
    unchanged = {
        name: item for name, item in app.items().items() if not name.startswith("COMMAND#")
    }
    assert unchanged == {
        name: item for name, item in before.items() if not name.startswith("COMMAND#")
    }
    assert admin.put(target, other, If_Match=first.etag).status == 200
