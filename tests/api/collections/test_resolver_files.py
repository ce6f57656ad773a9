"""A resolver attaches files by the link of its mail, to the disputes of the items it is asked about
(DM-04, X-13).
"""

from typing import Any

from chalicelib.domain.disputes import attachments
from chalicelib.domain.people.person import PERMISSIONS
from tests.api.refusals import refused
from tests.app import App
from tests.attachments import UNLIKE, listed, send
from tests.http_client import Result
from tests.people import line
from tests.scenarios import PROOF, PROOF_PDF, asked_by_link


def by_link(app: App, link: str, method: str = "GET", below: str = "", body: Any = None) -> Result:
    path = f"/resolverAnswer{below}"
    return app.request(None, method, path, body, {"Response-Token": link})


def begun(app: App, link: str, number: Any = "F-2", **values: Any) -> Any:
    told = by_link(app, link, "POST", f"/item/{number}/attachment", PROOF | values)
    assert told.status == 201, told.text
    return told.json


def completed(app: App, link: str, file: Any, number: Any = "F-2") -> Result:
    below = f"/item/{number}/attachment/{file['attachmentID']}/completion"
    return by_link(app, link, "POST", below)


def test_a_resolver_who_works_no_disputes_attaches_what_follow_up_and_dispute_show(
    app: App,
) -> None:
    """DM-04, X-13: by the link alone, and for the staff alone; nothing is answered by it."""
    ids = asked_by_link(app)
    link, path = ids["link"], f"/followUp/{ids['followUpID']}"
    assert "dispute.attach" not in PERMISSIONS["resolver"]
    assert [one["takesFiles"] for one in by_link(app, link).json["items"]] == [True, True]
    limits = by_link(app, link, "GET", "/item/F-2/attachment").json["limits"]
    assert (limits["maxBytes"], limits["most"]) == (attachments.MAX_BYTES, attachments.MOST)
    before = app.as_("agent").get(path).json
    file = begun(app, link, name="..\\proof<1>.pdf")
    send(file)

    done = completed(app, link, file)

    assert (done.status, done.json["name"], done.json["by"]) == (200, "proof_1_.pdf", "Ben Agent")
    assert by_link(app, link, "GET", "/item/F-2/attachment").json["value"] == [done.json]
    one = by_link(app, link, "GET", f"/item/F-2/attachment/{file['attachmentID']}")
    assert one.json["downloadURL"].startswith("https://")
    after = app.as_("agent").get(path).json
    assert (after["version"], after["status"]) == (before["version"], "open")
    assert [row["files"] for row in after["itemRows"]] == [0, 1]
    dispute_id = after["itemRows"][1]["disputeID"]
    assert listed(app, f"/dispute/{dispute_id}") == ["proof_1_.pdf"]
    told = app.as_("agent").get(f"{path}/event").json["value"][-1]
    assert told["text"] == "Ben Agent attached proof_1_.pdf to invoice F-2."
    assert told["file"]["disputeID"] == dispute_id
    assert listed(app, f"/dispute/{dispute_id}", "customer") == []
    refused(completed(app, link, file), 409, rule="X-13")


def test_a_hostile_file_and_a_foreign_place_are_refused(app: App) -> None:
    """DM-04, CO-08, CO-10, X-13: what is not what it is told to be, what is too large, another
    item's, one that is in no dispute, and by a link that is good no more.
    """
    ids = asked_by_link(app)
    link, path = ids["link"], f"/followUp/{ids['followUpID']}"
    for content_type, content in UNLIKE:
        file = begun(app, link, contentType=content_type, size=len(content))
        send(file, content)
        refused(completed(app, link, file), 409, rule="X-13")
    for values in ({"contentType": "image/svg+xml"}, {"size": attachments.MAX_BYTES + 1}):
        refused(by_link(app, link, "POST", "/item/F-2/attachment", PROOF | values), 400)
    assert by_link(app, link, "GET", "/item/F-2/attachment").json["value"] == []
    file = begun(app, link)
    send(file, PROOF_PDF)
    refused(completed(app, link, file, 1984950), 404)
    app.invoice("F-9", [line(1, "5.00")])
    for nobody_s in ("F-9", "nothing"):
        refused(by_link(app, link, "POST", f"/item/{nobody_s}/attachment", PROOF), 404)
    refused(by_link(app, f"{link[:-2]}xx", "GET", "/item/F-2/attachment"), 401)
    dropped = app.as_("agent").post(f"{path}/item/1984950/drop")
    assert dropped.status == 200
    refused(by_link(app, link, "POST", "/item/1984950/attachment", PROOF), 404)
    answer = {"answers": [{"invoiceNumber": "F-2", "answer": "accept"}]}
    assert by_link(app, link, "PUT", "", answer).status == 200
    refused(completed(app, link, file), 409, rule="CO-09")
    refused(by_link(app, link, "GET", "/item/F-2/attachment"), 409, rule="CO-09")
