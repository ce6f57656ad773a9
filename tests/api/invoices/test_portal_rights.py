"""Whose matters the portal shows, and what else is not the portal's (CU-23, RV-03, X-01)."""

from dataclasses import replace

import pytest

from chalicelib.api.route_table import ROUTES
from chalicelib.domain.people.person import Person
from chalicelib.store.entities import person_item
from tests import snapshots
from tests.api.allow_list import ALLOWED
from tests.app import App
from tests.people import CAST
from tests.scenarios import COMMANDS, SCENARIOS

ON_DISPUTES = [command for command in COMMANDS if "/dispute" in command]


@pytest.mark.parametrize("who", ["customer", "elsewhere", "nowhere"])
def test_other_customers_do_not_exist(app: App, who: str) -> None:
    """RV-03, CU-23: for the customer of another, for who acts for nobody yet, and whatever that
    person is limited to.
    """
    cal = next(person for person in CAST if person.user_id == "customer")
    app.table.write_batch(
        [
            person_item(replace(cal, user_id="elsewhere", party_id="100")),
            person_item(replace(cal, user_id="nowhere", party_id=None, limit_to=("1002",))),
        ]
    )
    claim = {"invoiceNumber": "0000611365", "description": "Not ours", "amount": 5}
    foreign = app.as_("agent").post("/customer/1002/dispute", claim).json["disputeID"]
    somebody = app.as_(who)
    for path in (
        "",
        "/statement",
        "/invoice",
        "/invoice/0000611365",
        "/dispute",
        f"/dispute/{foreign}",
    ):
        hidden, absent = (
            somebody.get(f"/customer/1002{path}"),
            somebody.get(f"/customer/4711{path}"),
        )
        assert (hidden.status, hidden.text) == (404, absent.text), path
    for path in ("", "/event"):
        assert (
            somebody.get(f"/dispute/{foreign}{path}").text
            == somebody.get(f"/dispute/000000000000{path}").text
        )
    assert somebody.get(f"/customer/1001/dispute/{foreign}").status == 404


MESSAGE = "POST /dispute/{disputeID}/message"
NOBODY_S = dict.fromkeys(
    ("disputeID", "requestID", "attachmentID", "payoutID", "decisionID", "ticketID"),
    "000000000000",
) | {
    "customerID": 1001,
    "lineID": 1,
    "bookingID": 77,
}


ITS_OWN = {
    MESSAGE,
    "POST /customer/{customerID}/dispute/{disputeID}/reopen",
    *(
        f"POST /dispute/{{disputeID}}/{step}"
        for step in ("withdrawal", "reopen", "receipt", "acceptance", "attachment")
    ),
    "POST /dispute/{disputeID}/attachment/{attachmentID}/completion",
    "PUT /dispute/{disputeID}/claim",
    "PUT /dispute/{disputeID}/evidence/{attachmentID}",
}
"""What is a customer's to do where its kind of dispute lets it: of nobody's dispute, not found."""


def test_a_customer_reads_writes_messages_and_changes_nothing(app: App) -> None:
    """CU-23, X-01, X-03: no other command, not even as a dry run or under the key of one that was
    carried out, and no word of who could; a message goes to a dispute of one's own alone.
    """
    items = snapshots.taken(app)
    by_link = {route.name for route in ROUTES if route.by_link}
    asking = {command for command in COMMANDS if command.startswith("POST /ticket")}
    asking |= {"POST /customer/{customerID}/promise", "PUT /me/secondFactor"}
    for command in set(COMMANDS) - by_link - asking - {"POST /dispute"}:
        # Those take no sign-in at all, and these are a customer's own to send.
        snapshots.put_back(app, items)
        sent = SCENARIOS[command].prepared(app, command) if command not in ON_DISPUTES else None
        target = sent.target if sent else command.split(" ")[1].format(**NOBODY_S)
        body = sent.body if sent else SCENARIOS[command].body
        state = app.items()
        for query in ("", "?dryRun=true"):
            headers = (
                {"Content-Type": "application/json-patch+json"}
                if command.startswith("PATCH")
                else {}
            )
            refused = app.request("customer", command.split(" ")[0], target + query, body, headers)
            told = (404, "notFound") if command in ITS_OWN else (403, "forbidden")
            assert (refused.status, refused.json["code"]) == told, (command, refused.text)
            assert "unblockedBy" not in refused.json
        assert app.items() == state


def test_what_is_not_the_portals_is_forbidden_whoever_it_is_about(app: App) -> None:
    """RV-03, CU-23: lists of all, search, reports and people are not a customer's, so they tell of
    nobody.
    """
    asked = (
        "/customer",
        "/search?q=bright",
        "/report/queue",
        "/report/receivables",
        "/user",
        "/reason",
        "/import",
    )
    for path in (
        *asked,
        "/customer/1001/note",
        "/customer/1002/note",
        "/audit/verify",
        "/usage?customerID=1001&usageAlias=U-1984950",
    ):
        assert app.as_("customer").get(path).status == 403, path
    open_to_it = {path.replace("1001", "{customerID}") for path in ALLOWED} | {
        "/dispute/{disputeID}",
        "/dispute/{disputeID}/read",
        "/order",
        "/order/{orderID}",
    }
    open_to_it |= {"/dispute", *(name.split(" ")[1] for name in ITS_OWN)}
    open_to_it |= {"/dispute/{disputeID}/attachment/{attachmentID}"}
    open_to_it |= {route.path for route in ROUTES if route.path.startswith("/ticket")}
    open_to_it -= {"/ticket/{ticketID}/mail"}  # whole mails are the staff's
    open_to_it |= {f"/customer/{{customerID}}/paymentPlan{of_one}" for of_one in ("", "/{planID}")}
    open_to_it |= {"/customer/{customerID}/promise/{invoiceNumber}"}
    open_to_it |= {"/customer/{customerID}/statement/file"}
    assert {route.path for route in ROUTES if route.is_portal} == open_to_it


def test_who_i_am_tells_the_page_what_to_draw(app: App) -> None:
    """CU-23."""
    me = app.as_("customer").get("/me").json
    assert (me["partyID"], me["permissions"], me["role"]) == (1001, ["portal.read"], "customer")


def test_administrators_say_for_which_customer_a_person_acts(app: App) -> None:
    """CU-23, X-05: written into the journal; for a customer that is there; null for none."""
    app.table.write_batch(
        [person_item(Person("new", "new@corner.test", "Nia New", "support", version=1))]
    )
    admin, new = app.as_("admin"), app.as_("new")
    refused = admin.put("/user/new", {"role": "customer", "partyID": 4711})
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (400, "/partyID")
    assert admin.put("/user/new", {"role": "customer", "partyID": "1002"}).json["partyID"] == "1002"
    assert (new.get("/customer/1002").status, new.get("/customer/1001").status) == (200, 404)
    entry = app.as_("finance").get("/audit/journal?subject=user/new").json["value"][0]
    assert (entry["before"]["partyID"], entry["after"]["partyID"]) == (None, "1002")
    assert admin.put("/user/new", {"partyID": None}).status == 200
    assert new.get("/customer/1002").status == 404
