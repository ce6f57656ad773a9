"""What the vendor of a payout dispute says, and what is filed (CK-02, CK-04, PO-08…PO-17)."""

from tests.api.payout_cases import UPI, refused, shown, text_of
from tests.app import App
from tests.payouts import answered, balances, decided, ready_filed

# --- the vendor's answer


def test_a_draft_can_be_changed_until_it_is_final(app: App, place: str) -> None:
    """PO-13: a draft is no answer."""
    draft = {"verdict": "paidFull", "method": "upi"}
    assert app.as_("vendor").put(f"{place}/answer", draft).status == 200
    assert shown(app, place)["row"]["rowID"] == "unanswered"
    answered(app, place, "notPaid")
    again = app.as_("vendor").put(f"{place}/answer", draft)
    refused(again, "alreadyDecided", "PO-13")


def test_an_answer_after_the_deadline_is_late_and_one_after_the_decision_is_evidence(
    app: App, place: str
) -> None:
    """PO-10, PO-11: late evidence changes nothing by itself, and who decided has it to look at."""
    app.later(minutes=6 * 60 + 1)
    told = answered(app, place, "notPaid")
    assert told.json["answer"]["isLate"] is True
    decided(app, place, "manager")
    before = balances(app)
    answered(app, place, "paidFull", **UPI)
    told_now = shown(app, place)
    assert [one["verdict"] for one in told_now["lateEvidence"]] == ["paidFull"]
    assert (told_now["waitingFor"], balances(app)) == ("manager", before)


def test_the_vendor_is_asked_by_mail_with_its_deadline(app: App, place: str) -> None:
    """CK-04, PO-08: as a date and time in its own zone."""
    app.settle()
    [letter] = [one for one in app.mailbox.letters() if "vera@demo.test" in one["To"]]
    due = shown(app, place)["asked"]["dueText"]
    assert "(Asia/Kolkata)" in due
    assert due in text_of(letter)
    assert due in letter["Subject"]


# --- evidence


def test_files_are_told_by_type_and_equal_ones_are_found(app: App) -> None:
    """CK-02, PO-17: the checklist knows what is there."""
    ids = ready_filed(app)
    place = f"/dispute/{ids['disputeID']}"
    needs = [(one["type"], one["isThere"]) for one in shown(app, place)["needs"]]
    assert needs == [("finalBill", False), ("paymentProof", False)]
    typed = app.as_("agent").put(f"{place}/evidence/{ids['attachmentID']}", {"type": "finalBill"})
    bill, _ = typed.json["needs"]
    assert (bill["type"], bill["isThere"]) == ("finalBill", True)
    other = app.as_("customer").put(f"{place}/evidence/{ids['attachmentID']}", {"type": "other"})
    assert other.status == 404, "the staff's files are the staff's"
