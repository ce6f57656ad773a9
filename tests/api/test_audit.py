"""`make audit`: what was done past the journals of people, settings and addresses is found (X-05);
`test_journal.py` has customers.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.actions.letters.feedback import note_feedback
from chalicelib.store.entities import holders_item, to_holders
from infra import audit
from tests.app import App
from tests.letters import bounce
from tests.payouts import ready_decided
from tests.people import CAST
from tests.scenarios import planned

OTHERS = {"people": len(CAST), "settings": 20, "suppressedAddresses": 1, "releasedAddresses": 1}
AGENT, REASONS, HOLDERS = "USER#agent USER", "SETTING reasons", "SETTING creditLimits"
TOLD_ELSE, PAST, EDITED, ANOTHER_LAST = (
    "It is not what its journal says.",
    "It changed past its journal.",
    "Event 2 is not as it was written.",
    "The last event is not the one that is named.",
)
ELSE_LISTED = "The list of credit limits says something else of this person."


def test_the_audit_finds_people_settings_and_addresses_sound(app: App) -> None:
    """X-05: those from before any journal too, page by page."""
    changed_house(app)
    finance = app.as_("finance")
    for of, count in OTHERS.items():
        assert finance.get(f"/audit/journal/verify?of={of}&limit=100").json == {
            "checked": count,
            "value": [],
            "nextCursor": None,
        }
    first = finance.get("/audit/journal/verify?of=people&limit=4").json
    assert first["checked"] == 4
    assert (
        finance.get(f"/audit/journal/verify?of=people&limit=4&cursor={first['nextCursor']}").json[
            "checked"
        ]
        == 4
    )


@pytest.mark.parametrize(
    ("tampered", "change", "of", "wrong"),
    [
        (AGENT, {"role": "admin"}, "people", {"user/agent": [TOLD_ELSE, ELSE_LISTED]}),
        (AGENT, {"version": 9}, "people", {"user/agent": [ANOTHER_LAST, ELSE_LISTED]}),
        ("USER#support USER", {"version": 2, "role": "admin"}, "people", {"user/support": [PAST]}),
        (
            "JOURNAL#user/agent EVENT#00000002",
            {"by_name": "Nobody"},
            "people",
            {"user/agent": [EDITED]},
        ),
        ("JOURNAL#user/agent EVENT#00000003", None, "people", {"user/agent": [ANOTHER_LAST]}),
        (
            "JOURNAL#user/agent EVENT#00000002",
            None,
            "people",
            {"user/agent": ["Event 1 is not as it was written."]},
        ),
        (
            HOLDERS,
            {"people": []},
            "people",
            {f"user/{who}": [ELSE_LISTED] for who in ("agent", "approver", "finance", "manager")},
        ),
        ("USER#finance2 USER", None, "settings", {"setting/creditLimits": [ELSE_LISTED]}),
        (
            REASONS,
            {"value": [{"reasonID": 1, "name": "Free"}]},
            "settings",
            {"setting/reasons": [TOLD_ELSE]},
        ),
        (REASONS, {"last_hash": ""}, "settings", {"setting/reasons": [PAST]}),
        (
            "JOURNAL#setting/reasons EVENT#00000002",
            {"after": {"value": []}},
            "settings",
            {"setting/reasons": [EDITED]},
        ),
        (
            "ADDRESS#a@demo.test ADDRESS",
            {"detail": "Else"},
            "suppressedAddresses",
            {"address/a@demo.test": [TOLD_ELSE]},
        ),
        (
            "JOURNAL#address/b@demo.test EVENT#00000002",
            {"by_id": "x"},
            "releasedAddresses",
            {"address/b@demo.test": [EDITED]},
        ),
    ],
)
def test_the_audit_finds_what_was_done_past_the_journals(
    app: App, tampered: str, change: dict[str, Any] | None, of: str, wrong: dict[str, list[str]]
) -> None:
    """X-05: an edited entry, a missing one, a stored value that no entry tells, and limits that
    approvals would be asked by.
    """
    if "finance2" in tampered:
        known = to_holders(app.items()[HOLDERS])
        app.table.write_batch(
            [holders_item(known.with_person(replace(CAST[5], user_id="finance2")))]
        )
    items = changed_house(app)
    app.is_tampered = True
    if change is not None:
        app.table.write_batch([items[tampered] | change])
    elif tampered in items:
        app.table.delete_batch([{name: items[tampered][name] for name in ("pk", "sk")}])
    found = {
        other: app.as_("finance").get(f"/audit/journal/verify?of={other}&limit=100").json["value"]
        for other in OTHERS
    }
    assert {one["subject"]: one["faults"] for one in found.pop(of)} == wrong
    assert not any(found.values())


def test_make_audit_goes_through_all_of_it(
    app: App, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """X-05: it ends with a failure when anything is wrong, and says what."""

    class AuditAPI:
        def get(self, path: str) -> Any:
            return app.as_("finance").get(path).json

    monkeypatch.setattr(audit.Api, "of_environment", AuditAPI)
    items = changed_house(app)
    audit.main()
    of = "people, settings, exports, follow-ups, addresses, parties, plans and tickets"
    assert f"{sum(OTHERS.values())} {of} checked, 0 wrong" in capsys.readouterr().out
    app.is_tampered = True
    app.table.write_batch([items[REASONS] | {"value": []}])
    with pytest.raises(SystemExit):
        audit.main()
    assert "setting/reasons: It is not what its journal says." in capsys.readouterr().out


TOO_MUCH = [TOLD_ELSE, "Promise 1 has not what payments give it."]
PLANNED, BILLED = "invoice/1001/2000", "INVOICE#1001#2000 HEAD"


@pytest.mark.parametrize(
    ("tampered", "change", "query", "wrong"),
    [
        ("PLAN#{planID} PLAN", "covered", "of=plans", {"plan/{planID}": [TOLD_ELSE]}),
        (
            BILLED,
            {"plan_id": None},
            "of=plans",
            {"plan/{planID}": ["Invoice 2000 says otherwise than the plan."]},
        ),
        (BILLED, {"plan_id": "P-0"}, "customerID=1001", {PLANNED: ["It is in no such plan."]}),
        (
            BILLED,
            {"follow_up_id": "F-0"},
            "customerID=1001",
            {PLANNED: ["It is in no such follow-up."]},
        ),
        (BILLED, "promised", "customerID=1001", {PLANNED: TOO_MUCH}),
        (
            "PAYMENT#1001#P-2 PAYMENT",
            None,
            "customerID=1001",
            {PLANNED: ["Payment P-2 does not give it what it has."]},
        ),
    ],
)
def test_what_invoices_name_is_held_against_them(
    app: App, tampered: str, change: Any, query: str, wrong: dict[str, list[str]]
) -> None:
    """X-05, X-06, CU-18, DM-11, CO-23: what a plan began with, which invoices it has, payments and
    follow-ups that are gone, and what promises have of payments, though no journal tells of that.
    """
    until = (app.now().date() + timedelta(days=5)).isoformat()
    promise = {"date": until, "items": [{"invoiceNumber": 2000, "amount": 30}]}
    assert app.as_("agent").post("/customer/1001/promise", promise).status == 201
    ids = planned(app)
    payment = {
        "valueDate": "2026-11-01",
        "currency": "USD",
        "amount": 40,
        "allocations": [{"invoiceNumber": 2000, "amount": 30}],
    }
    assert app.as_("finance").put("/customer/1001/payment/P-2", payment).status == 201
    path = f"/audit/journal/verify?limit=100&{query}"
    assert app.as_("finance").get(path).json["value"] == []
    app.is_tampered = True
    item = app.items()[tampered.format(**ids)]
    if change == "covered":
        [covered] = item["invoices"]
        change = {"invoices": [covered | {"paid": covered["paid"] - 5000}]}
    if change == "promised":
        [promised] = item["promises"]
        change = {"promises": [promised | {"status": "kept", "given": 2000}]}
    if change is None:
        app.table.delete_batch([{name: item[name] for name in ("pk", "sk")}])
    else:
        app.table.write_batch([item | change])
    found = app.as_("finance").get(path).json["value"]
    told = {subject.format(**ids): faults for subject, faults in wrong.items()}
    assert {one["subject"]: one["faults"] for one in found} == told


def changed_house(app: App) -> dict[str, Any]:
    """A person and settings that administrators changed, and addresses that mail came back from,
    one of them released; all items.
    """
    admin = app.as_("admin")
    for limit in (7, 8):
        assert (
            admin.put("/user/agent", {"creditLimit": {"USD": limit}, "limitTo": [1001]}).status
            == 200
        )
    assert (
        admin.put(
            "/user/approver/absence",
            {"from": "2026-12-24", "until": "2026-12-31", "substituteID": "manager"},
        ).status
        == 200
    )
    for name in ("Price", "Quality"):
        assert (
            admin.put("/setting/reasons", {"value": [{"reasonID": 1, "name": name}]}).status == 200
        )
    levels = [
        {
            "name": "Manager",
            "role": "manager",
            "limit": {"USD": 100, "EUR": "99.5"},
            "answerWithinHours": 4.5,
        }
    ]
    chain = {
        "chainID": "std",
        "name": "Standard",
        "levels": [*levels, {"name": "Finance", "people": ["finance"]}],
    }
    assert admin.put("/setting/approvalChains", {"value": [chain]}).status == 200
    for email in ("a@demo.test", "b@demo.test"):
        note_feedback(app.table, app.now(), bounce("").replace("Agent@Demo.test", email))
    assert admin.post("/mail/release", {"email": "b@demo.test"}).status == 200
    return app.items()


def test_how_a_vendor_stands_is_held_against_its_decisions(app: App) -> None:
    """PO-12, PO-33, X-06: by all disputes with the vendor, also where its journal agrees."""
    ids = ready_decided(app)
    path = "/audit/journal/verify?vendorID=V-1"
    assert app.as_("finance").get(path).json["value"] == []
    app.is_tampered = True
    key = f"DISPUTE#{ids['disputeID']} DISPUTE"
    item = app.items()[key]
    [decision] = item["work"]["decisions"]
    other = decision | {"effects": decision["effects"] | {"counts_against": False}}
    app.table.write_batch([item | {"work": item["work"] | {"decisions": [other]}}])
    [told] = app.as_("finance").get(path).json["value"]
    assert told["subject"] == "standing/V-1"
    assert told["faults"] == ["What counts against the vendor is not what was decided against it."]
