"""A vendor who answers by the link of its mail attaches its proof there (CK-02, PO-09…PO-15,
X-13).
"""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.disputes import attachments
from chalicelib.store.files import Files
from chalicelib.store.orders import order_item
from tests import snapshots
from tests.api.refusals import refused
from tests.app import App
from tests.attachments import BUCKET, UNLIKE, begun, completed, listed, send
from tests.http_client import Result
from tests.payouts import ORDER, by_link, decided, link_in, raised, ready_linked
from tests.scenarios import PROOF, PROOF_PDF


@pytest.fixture
def case(app: App, files: Files) -> Any:
    """A dispute whose vendor has a link, and another order of that one."""

    def made() -> Any:
        ids = ready_linked(app)
        app.table.write_batch([order_item(replace(ORDER, order_id="CK-7002", phone=None))])
        return ids

    return app.once("a payout dispute with a link", made)


def begun_by(app: App, link: str, **values: Any) -> Any:
    """A file that was begun by a link, as it is answered."""
    told = by_link(app, link, "POST", "/attachment", PROOF | values)
    assert told.status == 201, told.text
    return told.json


def completed_by(app: App, link: str, file: Any) -> Result:
    return by_link(app, link, "POST", f"/attachment/{file['attachmentID']}/completion")


def kept(files: Files) -> list[str]:
    """What lies where files of disputes are kept."""
    found = files.client.list_objects_v2(Bucket=BUCKET, Prefix="attachments/")
    return [one["Key"] for one in found.get("Contents", ())]


def test_a_proof_is_attached_typed_and_fetched_by_the_link_alone(app: App, case: Any) -> None:
    """CK-02, PO-13, X-13: the staff sees it with what it is, in the vendor's name; the customer
    sees nothing of it.
    """
    link, place = case["link"], f"/dispute/{case['disputeID']}"
    limits = by_link(app, link, "GET", "/attachment").json["limits"]
    assert (limits["maxBytes"], limits["most"]) == (attachments.MAX_BYTES, 50)
    begun = by_link(app, link, "POST", "/attachment", PROOF)
    file = begun.json
    assert begun.headers["Location"] == f"/api/answer/attachment/{file['attachmentID']}"
    send(file)
    done = completed_by(app, link, file)
    assert (done.status, done.json["side"], done.json["by"]) == (200, "vendor", "Vera's Phones")
    assert by_link(app, link, "GET", "/attachment").json["value"] == [done.json]
    typed = by_link(app, link, "PUT", f"/evidence/{file['attachmentID']}", {"type": "paymentProof"})
    assert [one["type"] for one in typed.json["evidence"]] == ["paymentProof"]
    fetched = by_link(app, link, "GET", f"/attachment/{file['attachmentID']}")
    assert fetched.json["downloadURL"].startswith("https://")
    told = app.as_("agent").get(place).json["evidence"]
    assert [(one["type"], one["side"]) for one in told] == [("paymentProof", "vendor")]
    assert (listed(app, place), listed(app, place, "vendor")) == (["proof.pdf"], ["proof.pdf"])
    assert listed(app, place, "customer") == []
    assert link not in app.as_("agent").get(f"{place}/event").text


@pytest.mark.parametrize(("content_type", "content"), UNLIKE)
def test_what_is_not_what_it_was_told_to_be_is_refused_and_not_kept(
    app: App, case: Any, files: Files, content_type: str, content: bytes
) -> None:
    """X-13: renamed programs, pictures with scripts, and what is two kinds at once."""
    link = case["link"]
    file = begun_by(app, link, contentType=content_type, size=len(content))
    send(file, content)
    told = refused(completed_by(app, link, file), 409, rule="X-13").json
    assert (told["code"], "is not what its name says" in told["detail"]) == ("fileRefused", True)
    assert by_link(app, link, "GET", "/attachment").json["value"] == []
    assert kept(files) == []


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"contentType": "image/svg+xml"}, "/contentType"),
        ({"contentType": "application/x-msdownload"}, "/contentType"),
        ({"size": 0}, "/size"),
        ({"size": attachments.MAX_BYTES + 1}, "/size"),
        ({"name": ""}, "/name"),
    ],
)
def test_what_cannot_be_attached_is_refused_before_it_is_sent(
    app: App, case: Any, values: Any, pointer: str
) -> None:
    """X-13: empty, too large, or of no type that is taken."""
    told = refused(by_link(app, case["link"], "POST", "/attachment", PROOF | values), 400)
    assert [error["pointer"] for error in told.json["errors"]] == [pointer]


@pytest.mark.parametrize("content", [b"", PROOF_PDF[:-1], PROOF_PDF + b"x"], ids=len)
def test_a_file_of_another_size_is_not_kept(
    app: App, case: Any, files: Files, content: bytes
) -> None:
    """X-13: what the bucket let through is looked at again."""
    file = begun_by(app, case["link"])
    send(file, content)
    refused(completed_by(app, case["link"], file), 409, rule="X-13")
    assert kept(files) == []


def test_a_form_is_good_for_a_day_and_for_its_own_case(app: App, case: Any, files: Files) -> None:
    """X-13, PO-09: not for another dispute of the same vendor, not for who signs in, not for what
    was begun there, and not once its time is over; a link of another kind is none at all.
    """
    link, place = case["link"], f"/dispute/{case['disputeID']}"
    file = begun_by(app, link)
    send(file)
    other_place = raised(app, orderID="CK-7002")
    assert app.as_("agent").post(f"{other_place}/contact", {}).status == 200
    app.settle()
    other = link_in(app)
    assert other != link
    foreign = begun(app, place, "vendor")
    send(foreign)
    before = snapshots.plain(snapshots.taken(app))
    for told in (
        completed_by(app, other, file),
        completed_by(app, link, foreign),
        completed(app, place, file, "vendor"),
        by_link(app, other, "GET", f"/attachment/{file['attachmentID']}"),
        by_link(app, other, "PUT", f"/evidence/{file['attachmentID']}", {"type": "other"}),
    ):
        refused(told, 404)
    for token in ("", "made.up.token", link[:-1]):
        refused(by_link(app, token, "GET", "/attachment"), 401)
    app.later(minutes=24 * 60)
    late = refused(completed_by(app, link, file), 404).json
    assert "forgotten" in late["detail"]
    assert snapshots.plain(snapshots.taken(app)) == before
    assert kept(files) == []


def test_a_vendor_on_hold_attaches_and_one_of_a_closed_case_does_not(app: App, case: Any) -> None:
    """PO-09, PO-11, X-13: also after the decision, as late evidence; not once it is closed."""
    link, place = case["link"], f"/dispute/{case['disputeID']}"
    hold = {"level": "hold", "text": "You answered nobody for a week."}
    assert app.as_("manager").post("/vendor/V-1/standing/reason", hold).status == 201
    assert by_link(app, link, "PUT", body={"verdict": "notPaid", "isFinal": True}).status == 200
    assert decided(app, place, "manager").status == 200
    file = begun_by(app, link)
    send(file)
    assert completed_by(app, link, file).status == 200
    assert app.as_("manager").get(place).json["status"] == "resolved"
    finance, [payout] = app.as_("finance"), app.as_("finance").get(place).json["payouts"]
    for step in ("sending", "confirmation"):
        assert finance.post(f"{place}/payout/{payout['payoutID']}/{step}", {}).status == 200
    assert app.as_("customer").post(f"{place}/acceptance", {}).status == 200
    refused(by_link(app, link, "POST", "/attachment", PROOF), 409, rule="X-13")
    assert by_link(app, link, "GET", "/attachment").json["value"][0]["name"] == "proof.pdf"


def test_what_is_not_the_vendors_does_not_exist_for_its_link(app: App, case: Any) -> None:
    """IG-03: neither a file of the staff's nor one of the customer's, in lists, by id or to be
    typed.
    """
    link, place = case["link"], f"/dispute/{case['disputeID']}"
    for who in ("agent", "customer"):
        file = begun(app, place, who)
        send(file)
        assert completed(app, place, file, who).status == 200
        refused(by_link(app, link, "GET", f"/attachment/{file['attachmentID']}"), 404)
        told = by_link(app, link, "PUT", f"/evidence/{file['attachmentID']}", {"type": "other"})
        refused(told, 404)
    assert by_link(app, link, "GET", "/attachment").json["value"] == []
