"""What the customer and the vendor of a payout dispute see of it, and of each other (IG-03, IG-04,
X-13, PO-19, PO-35).
"""

from typing import Any

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.attachments import begun, completed, send
from tests.payouts import answered, asked, decided, furnish, link_in, raised

SECRETS = ("+91 CONTACT", "Inside only.", "Ada", "Max", "412345678901")
"""What is never any side's to read: how the customer is reached is the customer's own."""


@pytest.fixture
def place(app: App) -> str:
    """The path of a dispute of which the vendor was asked."""

    def made() -> str:
        furnish(app)
        place = raised(app, "agent", contact="+91 CONTACT")
        asked(app, place)
        return place

    return str(app.once("a payout dispute with a contact", made))


def texts(app: App, place: str, who: str) -> list[str]:
    """The messages that somebody reads."""
    rows = app.as_(who).get(f"{place}/message").json["value"]
    return [row["text"] for row in rows if row["type"] in ("message", "internalNote")]


def test_each_side_speaks_with_the_staff_and_not_with_the_other(app: App, place: str) -> None:
    """IG-03: numbered by itself, without a gap; the staff says to whom."""
    for who, text, to in (
        ("agent", "Which account?", "customer"),
        ("customer", "My own.", None),
        ("agent", "What did you pay?", "vendor"),
        ("vendor", "All of it.", None),
    ):
        said = app.as_(who).post(f"{place}/message", {"text": text, **({"to": to} if to else {})})
        assert said.status == 201, said.text
    assert app.as_("agent").post(f"{place}/note", {"text": "Inside only."}).status == 201
    assert texts(app, place, "customer") == ["Which account?", "My own."]
    assert texts(app, place, "vendor") == ["What did you pay?", "All of it."]
    assert texts(app, place, "agent")[-1] == "Inside only."
    for who in ("customer", "vendor"):
        rows = app.as_(who).get(f"{place}/message").json["value"]
        assert [row["sequence"] for row in rows] == [*range(1, len(rows) + 1)]
        assert not {"by", "audience"} & set().union(*rows)


def test_who_writes_for_the_staff_says_to_whom(app: App, place: str) -> None:
    """IG-03: nothing goes to both by mistake; of a dispute in which all are told the same, nobody
    says it.
    """
    told = app.as_("agent").post(f"{place}/message", {"text": "Hello"})
    assert (told.status, told.json["errors"][0]["pointer"]) == (400, "/to")


def test_each_side_has_its_own_read_mark(app: App, place: str) -> None:
    """IG-04: who has read is not told to the other, and reading is not for others to do."""
    app.as_("agent").post(f"{place}/message", {"text": "Hello", "to": "vendor"})
    before = app.as_("customer").get(place).json["unread"]
    seen = app.as_("vendor").get(place).json
    assert seen["unread"] == 2, "that it was asked, and the message"
    read = app.as_("vendor").put(f"{place}/read", {"messageCount": seen["messageCount"]})
    assert read.json["unread"] == 0
    assert app.as_("customer").get(place).json["unread"] == before
    answered(app, place, "denies")
    assert app.as_("vendor").get(place).json["unread"] == 0, "one has read what one did"
    assert app.as_("agent").get(place).json["unread"] == 1, "the staff has it to read"


def test_neither_side_sees_the_inside_or_the_other(app: App, place: str) -> None:
    """PO-19, PO-35: no contact, note, name, reference of the vendor's, fine or standing of
    the other's.
    """
    app.as_("agent").post(f"{place}/note", {"text": "Inside only."})
    less = {"amount": 3000, "method": "upi", "reference": "412345678901", "reason": "Scratched"}
    answered(app, place, "paidPart", **less)
    decided(app, place, "manager", note="Inside only.")
    for who, own in (("customer", {"+91 CONTACT"}), ("vendor", {"412345678901"})):
        seen = "".join(
            app.as_(who).get(target).text
            for target in (place, f"{place}/message", "/dispute?kind=order")
        )
        assert [one for one in SECRETS if one in seen and one not in own] == []
        assert not {"version", "standing", "decisions", "row"} & set(app.as_(who).get(place).json)
    assert "Scratched" not in app.as_("customer").get(place).text
    assert [row["amount"] for row in app.as_("customer").get(place).json["payouts"]] == [1000]


def test_a_side_is_offered_what_is_its_own_to_do(app: App, place: str) -> None:
    """X-02: with the reason where it cannot be done now."""
    offered = {
        who: {one["name"]: one["allowed"] for one in app.as_(who).get(place).json["actions"]}
        for who in ("customer", "vendor")
    }
    assert offered == {
        "customer": {
            "accept": False,
            "reopen": False,
            "withdraw": True,
            "changeClaim": True,
            "confirmReceived": True,
            "message": True,
            "attach": True,
        },
        "vendor": {"answer": True, "message": True, "attach": True},
    }


@pytest.mark.parametrize("who", ["vendor2", "operator", "limited"])
def test_a_dispute_does_not_exist_for_others(app: App, place: str, who: str) -> None:
    """RV-03, IG-03: another vendor, another party, staff that is limited to another customer."""
    for target in (place, f"{place}/message", f"{place}/attachment"):
        assert app.as_(who).get(target).status == 404
    listed = app.as_(who).get("/dispute?kind=order")
    assert listed.status == 400 or listed.json["value"] == []
    answer = app.as_(who).put(f"{place}/answer", {"verdict": "denies"})
    assert answer.status == 404


def test_a_file_of_one_side_is_not_the_others(app: App, place: str) -> None:
    """X-13: in the list, by its id, and in the thread."""
    files = {}
    for who in ("customer", "vendor", "agent"):
        file = begun(app, place, who=who)
        send(file)
        assert completed(app, place, file, who=who).status == 200
        files[who] = file["attachmentID"]
    for who, sees in (
        ("customer", {"customer"}),
        ("vendor", {"vendor"}),
        ("manager", {"customer", "vendor", "agent"}),
    ):
        listed = app.as_(who).get(f"{place}/attachment").json["value"]
        assert {one["attachmentID"] for one in listed} == {files[one] for one in sees}
        for owner, name in files.items():
            status = app.as_(who).get(f"{place}/attachment/{name}").status
            assert status == (200 if owner in sees else 404)
    typed = app.as_("vendor").put(f"{place}/evidence/{files['vendor']}", {"type": "paymentProof"})
    assert typed.status == 200
    assert app.as_("customer").get(place).json["evidence"] == []
    assert app.faults() == []


def test_a_side_gives_up_or_goes_on_as_far_as_it_may(app: App, place: str) -> None:
    """CK-15, PO-19: the customer withdraws and objects in time, for a reason; the vendor does
    neither.
    """
    assert app.as_("vendor").post(f"{place}/withdrawal", {}).status == 403
    answered(app, place, "paidFull", method="upi", reference="412345678901")
    decided(app, place)
    without = app.as_("customer").post(f"{place}/reopen", {})
    assert (without.status, without.json["rule"]) == (400, "CK-15")
    again = app.as_("customer").post(f"{place}/reopen", {"reason": "It never came."})
    assert (again.status, again.json["status"]) == (200, "inProgress")
    gone = app.as_("customer").post(f"{place}/withdrawal", {"comment": "It came after all."})
    assert gone.json["status"] == "withdrawn"
    late = app.as_("customer").post(f"{place}/message", {"text": "Thanks."})
    refused(late, 409, rule="CK-15")


def test_each_side_is_told_by_mail_of_what_it_is_told(app: App, place: str) -> None:
    """IG-04, PO-19, PO-35: of nothing else, and once for all that comes in a while."""
    app.settle()
    app.later(minutes=40)
    answered(app, place, "notPaid")
    decided(app, place, "manager")
    before = len(app.mailbox.sent)
    app.settle()
    letters: dict[str, Any] = {
        one["To"]: one.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        for one in app.mailbox.letters()[before:]
    }
    told = {to.split("<")[-1].strip(">"): text for to, text in letters.items()}
    assert "will be paid to you" in told["customer@demo.test"]
    assert "fined" not in told["customer@demo.test"]
    assert "You are fined" in told["vera@demo.test"]
    assert "paid to you" not in told["vera@demo.test"]


def test_a_vendor_answers_by_its_link_without_an_account(app: App, place: str) -> None:
    """CK-04, PO-09, PO-13, DM-04: opening it changes nothing; it is good for this dispute alone,
    also for a vendor on hold, and stands in no event.
    """
    app.settle()
    link = {"Response-Token": link_in(app)}
    before = app.as_("agent").get(place).json["version"]
    for _ in range(3):
        seen = app.request(None, "GET", "/answer", headers=link)
    assert (seen.status, seen.json["disputeID"]) == (200, place.removeprefix("/dispute/"))
    assert app.as_("agent").get(place).json["version"] == before
    assert [one for one in SECRETS if one in seen.text] == []
    draft = {"verdict": "paidFull", "method": "upi"}
    assert app.request(None, "PUT", "/answer", draft, link).status == 200
    final = {"verdict": "notPaid", "isFinal": True}
    assert app.request(None, "PUT", "/answer", final, link).status == 200
    answer = app.as_("agent").get(place).json["answer"]
    assert (answer["verdict"], answer["by"], answer["side"]) == (
        "notPaid",
        "Vera's Phones",
        "vendor",
    )
    again = app.request(None, "PUT", "/answer", final, link)
    assert (again.status, again.json["rule"]) == (409, "PO-13")
    events = app.as_("agent").get(f"{place}/event").text
    assert link["Response-Token"] not in events
    other = app.request(None, "GET", "/response", headers=link)
    assert (other.status, other.json["code"]) == (401, "linkInvalid")
    app.later(minutes=29 * 24 * 60)
    assert app.request(None, "GET", "/answer", headers=link).status == 410


def test_a_vendor_reads_in_its_list_what_it_is_fined(app: App, place: str) -> None:
    """PO-29, PO-35: what was taken and what is owed, as long as the decision holds."""
    answered(app, place, "notPaid")

    def fined() -> list[float]:
        rows = [
            row
            for state in ("open", "ended")
            for row in app.as_("vendor").get(f"/dispute?kind=order&state={state}").json["value"]
        ]
        return [row["finedAmount"] for row in rows]

    assert fined() == [0]
    told = decided(app, place, "manager").json
    assert fined() == [told["decisions"][0]["fine"]["amount"]] == [400]
    back = f"{place}/decision/{told['decisions'][0]['decisionID']}/reversal"
    assert app.as_("manager").post(back, {"reason": "It has paid."}).status == 200
    assert fined() == [0]
