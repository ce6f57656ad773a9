"""The rights that administrators give to people, one by one (X-16)."""

import pytest

from chalicelib.domain.people.person import PERMISSIONS, PORTAL, Person
from chalicelib.store.entities import person_item
from tests.api.refusals import refused
from tests.app import App
from tests.people import line
from tests.scenarios import AGGREGATOR, BOOKING, CUSTOMER, FILE, OPERATOR

CHARGED = {
    "status": "approved",
    "currency": "USD",
    "invoiceDate": "2026-10-01",
    "dueDate": "2026-10-31",
    "lines": [line(1, "1000.00")],
}
CREDITED = CHARGED | {"lines": [line(1, "1000.00"), line("c", "-1000.00", "credit")]}
PAID = CHARGED | {"payments": [{"paymentID": 1, "date": "2026-10-05", "amount": 1000}]}
LOWER = CHARGED | {"lines": [line(1, "1.00")]}
INVOICE = "/customer/1001/invoice/7001"
BROUGHT = {
    "/customer/1077": CUSTOMER,
    INVOICE: CHARGED,
    "/operator/OP-1": OPERATOR,
    "/aggregator/AGG": AGGREGATOR,
    "/booking/77": BOOKING,
}
STAFF = [role for role, allowed in PERMISSIONS.items() if "dispute.read" in allowed]
OUTSIDE = [role for role, allowed in PERMISSIONS.items() if "dispute.read" not in allowed]


@pytest.mark.parametrize("role", STAFF)
def test_importing_is_a_right_that_administrators_give(app: App, role: str) -> None:
    """X-16: no role of people has it; with it all is brought in by API and file, and without it
    nothing, from then on.
    """
    hire(app, role)
    hired, admin = app.as_("hired"), app.as_("admin")
    has_it = role == "integration"
    assert ("import.run" in hired.get("/me").json["permissions"]) is has_it
    if not has_it:
        for path, body in BROUGHT.items():
            assert refused(hired.put(path, body), 403, rule="X-16").json["unblockedBy"] == ["admin"]
        refused(hired.post("/import", FILE), 403, rule="X-16")
        refused(hired.get("/import"), 403, rule="X-16")
        given = admin.put("/user/hired", {"rights": ["import.run"]})
        assert (given.status, given.json["rights"]) == (200, ["import.run"])
        [entry] = app.as_("admin").get("/audit/journal?subject=user/hired").json["value"]
        assert entry["after"]["rights"] == ["import.run"]
    for path, body in BROUGHT.items():
        assert hired.put(path, body).status == 201, path
    assert hired.post("/import", FILE).status == 201
    admin.put("/user/hired", {"rights": []})
    assert hired.put(INVOICE, CHARGED).status == (200 if has_it else 403)


def test_only_administrators_give_rights_and_nobody_to_oneself(app: App) -> None:
    """X-16: nor to people from outside, who lose them with the role."""
    for who in ("finance", "manager", "agent"):
        refused(app.as_(who).put("/user/approver", {"rights": ["import.run"]}), 403)
    admin = app.as_("admin")
    refused(admin.put("/user/admin", {"rights": ["import.run"]}), 403)
    for unknown in ("user.edit", "invoice.settle", "ledger.correct", PORTAL, ""):
        assert admin.put("/user/approver", {"rights": [unknown]}).status == 400
    for role in OUTSIDE:
        assert (
            refused(admin.put("/user/agent", {"role": role, "rights": ["import.run"]}), 400).json[
                "errors"
            ][0]["pointer"]
            == "/rights"
        )
    assert admin.put("/user/agent", {"role": "vendor"}).json["rights"] == []
    assert admin.put("/user/agent", {"role": "agent"}).json["rights"] == []


@pytest.mark.parametrize("told", [CREDITED, PAID], ids=["credit", "payment"])
@pytest.mark.parametrize("who", ["agent", "manager"])
def test_what_takes_something_off_an_invoice_is_brought_in_by_finance_or_a_program(
    app: App, who: str, told: dict[str, object]
) -> None:
    """X-16: an agent with limit 0 and the right to import takes nothing off, whether the invoice is
    there or not.
    """
    importer = app.as_(who)
    app.as_("admin").put("/user/manager", {"rights": ["import.run"]})
    refused(importer.put(INVOICE, told), 403, rule="X-16")
    assert importer.put(INVOICE, CHARGED).status == 201
    for lower in (told, LOWER):
        said = refused(importer.put(INVOICE, lower), 403, rule="X-16")
        assert said.json["unblockedBy"] == ["finance", "integration"]
    assert app.as_("finance").get(INVOICE).json["balance"] == 1000
    hire(app, "integration")
    assert app.as_("hired").put(INVOICE, told).json["outcome"] == "changed"
    assert app.as_("finance").get(INVOICE).json["balance"] == 0


def hire(app: App, role: str) -> None:
    """Lets somebody in with this role and no right beside it."""
    app.table.write_batch(
        [person_item(Person("hired", "hired@demo.test", "Hal Hired", role, version=1))]
    )
