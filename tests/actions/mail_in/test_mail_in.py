"""Answers by mail (X-14): what comes of them, and what does not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.disputes import arrivals
from chalicelib.domain.mail_in.kept import MOST_AN_HOUR
from chalicelib.store.entities import customer_item
from tests import snapshots
from tests.app import App
from tests.breaking_off import Clockwork, Death, Saboteur, state
from tests.mailed import Correspondence, answer, beside_mails
from tests.mails import PDF, PROOF, TEXT, Mail, mixed, part
from tests.people import CUSTOMERS
from tests.scenarios import Desk, prepared
from tests.services import INBOUND_DOMAIN

CAL, BRIGHT = "customer@demo.test", "office@bright.test"


@pytest.fixture
def post(app: App) -> Correspondence:
    return Correspondence(app)


def told(app: App, dispute_id: str, who: str = "agent") -> list[Any]:
    """What stands in the thread for somebody."""
    rows = app.as_(who).get(f"/dispute/{dispute_id}/message?limit=100").json["value"]
    return [(row["type"], row["side"], row["text"]) for row in rows if row["type"] != "mailSent"]


def asked(app: App) -> str:
    """A dispute in which the agent has asked the customer something, which a letter told."""
    dispute_id = Desk(app).raised().dispute_id
    assert app.as_("agent").post(f"/dispute/{dispute_id}/message", {"text": "Why?"}).status == 201
    app.settle()
    return dispute_id


def events(app: App, dispute_id: str) -> list[str]:
    rows = app.as_("agent").get(f"/dispute/{dispute_id}/event?limit=100").json["value"]
    return [row["type"] for row in rows]


def test_a_customer_s_answer_by_mail_stands_in_the_thread_as_that_one_s_words(
    app: App, post: Correspondence
) -> None:
    """X-14: the same as from the page: whose move it is, who has read, and who is told; brought
    twice it is one message.
    """
    dispute_id = asked(app)
    address = post.address(CAL)
    assert address.startswith("reply+")
    assert address.endswith(f"@{INBOUND_DOMAIN}")
    quoted = "We do not agree.\n\nOn Mon, Nov 30, 2026, Redress <r@redress.test> wrote:\n> Why?\n"
    mail = answer(CAL, quoted)
    assert (
        post.bring(mail, address.upper().replace(INBOUND_DOMAIN.upper(), INBOUND_DOMAIN)) == "said"
    )
    assert post.bring(mail, address) == "said"
    assert told(app, dispute_id)[-1] == ("message", "customer", "We do not agree.")
    assert told(app, dispute_id, "customer")[-1] == told(app, dispute_id)[-1]
    assert events(app, dispute_id).count("message") == 2
    shown = app.as_("agent").get(f"/dispute/{dispute_id}").json
    assert (shown["waitingFor"], shown["unread"]) == ("agent", 1)
    [kept] = app.as_("agent").get(f"/dispute/{dispute_id}/mail").json["value"]
    assert "> Why?" in kept["text"]
    assert (kept["from"], kept["outcome"]) == (CAL, "said")
    assert app.as_("customer").get(f"/dispute/{dispute_id}/mail").status == 403
    assert app.as_("limited").get(f"/dispute/{dispute_id}/mail").status == 404


def test_a_party_answers_from_the_address_that_it_gave(app: App, post: Correspondence) -> None:
    """X-14: without an account, in the party's name; and who forwards the letter does not."""
    app.table.write_batch([customer_item(replace(CUSTOMERS[0], email=BRIGHT, version=2))])
    dispute_id = asked(app)
    address = post.address(BRIGHT)
    assert post.bring(answer(BRIGHT), address) == "said"
    assert told(app, dispute_id)[-1] == ("message", "customer", "We do not agree.")
    assert post.bring(answer("eve@elsewhere.test"), address) == "unconfirmed"
    moved = replace(CUSTOMERS[0], email="new@bright.test", version=3)
    app.table.write_batch([customer_item(moved)])
    assert post.bring(answer(BRIGHT, "We give up.", 2), address) == "refused"
    assert told(app, dispute_id, "customer")[-1][2] == "We do not agree."


@pytest.mark.parametrize("verdict", [{"dmarc": "FAIL"}, {"dmarc": "GRAY", "spf": "FAIL"}])
def test_what_is_not_proved_is_shown_to_the_staff_alone_and_marked(
    app: App, post: Correspondence, verdict: dict[str, str]
) -> None:
    """X-14: a forged From, another address, or an answer that finds its thread by its references
    alone; never as somebody's words, and nothing of the dispute changes (X-07).
    """
    dispute_id = asked(app)
    address = post.address(CAL)
    assert post.bring(answer(CAL, "We do not."), address) == "said"
    before = app.as_("agent").get(f"/dispute/{dispute_id}").json
    assert post.bring(answer(CAL, "I give up."), address, **verdict) == "unconfirmed"
    kept = app.as_("agent").get(f"/dispute/{dispute_id}/mail").json["value"]
    assert {one["text"] for one in kept} == {"We do not.", "I give up."}
    found = {"References": f"<other@x.test> <dispute.{dispute_id}@redress.test>"}
    by_references = answer(CAL, "I agree.", 2, headers=found)
    assert post.bring(by_references, f"reply@{INBOUND_DOMAIN}") == "unconfirmed"
    kinds = [row[0] for row in told(app, dispute_id)]
    assert kinds[-2:] == ["answerUnconfirmed", "answerUnconfirmed"]
    assert told(app, dispute_id)[-1][2].startswith(f"Unconfirmed mail from {CAL}: I agree.")
    assert "I give up" not in str(told(app, dispute_id, "customer"))
    assert "mail" not in str(app.as_("customer").get(f"/dispute/{dispute_id}/event").json).lower()
    after = app.as_("agent").get(f"/dispute/{dispute_id}").json
    assert (after["version"], after["waitingFor"]) == (before["version"], before["waitingFor"])
    assert after["unread"] == before["unread"] + 2


def test_an_address_that_somebody_no_longer_has_is_refused(app: App, post: Correspondence) -> None:
    """X-14: the letter went there once, and its mailbox may be another's by now."""
    dispute_id = asked(app)
    address = post.address(CAL)
    moved = [one for one in app.items().values() if one.get("email") == CAL and one["sk"] == "USER"]
    app.table.write_batch([moved[0] | {"email": "cal@new.test"}])
    assert post.bring(replace(mixed(PROOF), sender=CAL), address) == "refused"
    assert post.bring(answer(CAL), address) == "refused"
    assert told(app, dispute_id)[-1][0] == "answerRefused"
    assert told(app, dispute_id, "customer")[-1][2] == "Why?"


def test_what_a_program_sends_never_acts_and_is_never_answered(
    app: App, post: Correspondence
) -> None:
    """X-14, CO-16: an automatic reply, a bounce, and what the product itself wrote; the staff reads
    what others sent, beside what it is about and of which nothing changes, twelve in an hour.
    """
    dispute_id = asked(app)
    address, before = post.address(CAL), beside_mails(app)
    sent = len(app.mailbox.sent)
    for mail, source in (
        (answer(CAL, headers={"Auto-Submitted": "auto-replied"}), CAL),
        (answer(CAL), ""),
        (answer("disputes@redress.test"), "x@y.test"),
        (answer(f"reply@{INBOUND_DOMAIN}"), "x@y.test"),
    ):
        assert post.bring(mail, address, source) == "automatic"
    away = {"headers": {"Precedence": "bulk"}}
    for number in range(MOST_AN_HOUR):
        assert post.bring(answer(CAL, "Away.", 10 + number, **away), address) == "automatic"
    assert (beside_mails(app), len(app.mailbox.sent)) == (before, sent)
    assert told(app, dispute_id)[-1][2] == "Why?"
    kept = app.as_("agent").get(f"/dispute/{dispute_id}/mail").json["value"]
    assert [one["outcome"] for one in kept] == ["automatic"] * MOST_AN_HOUR
    assert post.bring(answer(CAL), address) == "said"


def test_two_machines_that_answer_each_other_are_stopped(app: App, post: Correspondence) -> None:
    """X-14, CO-16: so many an hour act, whatever they are, with words or without; the others are
    set aside, and after the hour people are heard again.
    """
    dispute_id = asked(app)
    address = post.address(CAL)
    mails = answer(CAL, "I am away."), replace(mixed(PROOF), sender=CAL)
    outcomes = [
        post.bring(replace(mails[number % 2], message_id=f"<{number}@customer.test>"), address)
        for number in range(MOST_AN_HOUR + 3)
    ]
    assert outcomes == ["said"] * MOST_AN_HOUR + ["aside:too many"] * 3
    assert post.aside() == ["too-many"] * 3
    assert post.bring(answer(CAL, "Forged.", 50), address, dmarc="FAIL") == "unconfirmed"
    assert events(app, dispute_id).count("message") == MOST_AN_HOUR + 1
    app.later(minutes=60)
    assert post.bring(answer(CAL, "Back.", 99), address) == "said"


def test_who_may_say_nothing_is_told_so_once_and_the_staff_reads_it(
    app: App, post: Correspondence
) -> None:
    """X-14: a dispute that has ended takes no words; one clear letter, however many are written."""
    dispute_id = asked(app)
    address = post.address(CAL)
    assert app.as_("finance").post(f"/dispute/{dispute_id}/close").status == 200
    app.settle()
    app.mailbox.sent.clear()
    for number in (1, 2, 2):
        assert post.bring(answer(CAL, f"Wait, {number}!", number), address) == "refused"
    [letter] = app.mailbox.letters()
    assert letter["To"].addresses[0].addr_spec == CAL
    assert "nothing more is said in it" in letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert letter["Auto-Submitted"] == "auto-generated"
    kinds = [row[0] for row in told(app, dispute_id)]
    assert kinds.count("answerRefused") == 2
    assert "Wait" not in str(told(app, dispute_id, "customer"))


def test_files_of_a_mail_are_judged_as_those_of_the_page_and_what_is_refused_is_said(
    app: App, post: Correspondence
) -> None:
    """X-14, X-13: each side in its own room; by type, size and what they are; the same mail twice
    attaches none twice.
    """
    dispute_id = prepared(app, "POST /dispute/{disputeID}/escalation").target.split("/")[2]
    said = app.as_("aggregator").post(f"/dispute/{dispute_id}/message", {"text": "Prove it."})
    assert said.status == 201
    app.settle()
    address = post.address("operator@demo.test")
    false = part(b"MZ\x90", "application/pdf", "base64", "attachment; filename=false.pdf")
    program = part(b"MZ", "application/x-msdownload", "base64", "attachment; filename=pay.exe")
    mail = replace(mixed(TEXT, PROOF, false, program), sender="operator@demo.test")
    for _ in range(2):
        assert post.bring(mail, address) == "said"
    kinds = [row[0] for row in told(app, dispute_id, "operator")]
    assert kinds[-3:] == ["message", "attached", "filesRefused"]
    [*_, (_, side, text)] = told(app, dispute_id, "aggregator")
    assert side == "operator"
    assert text.startswith("Not attached from the mail: pay.exe: only PDF")
    assert "false.pdf: false.pdf is not what its name says" in text
    [file] = app.as_("aggregator").get(f"/dispute/{dispute_id}/attachment").json["value"]
    assert (file["name"], file["size"], file["side"]) == ("proof.pdf", len(PDF), "operator")


def test_a_copy_of_a_mail_of_which_nothing_came_is_cleared_away(
    app: App, post: Correspondence, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13, X-14: the run died after its copy, and the mail was never brought again; what another
    mail attached stays.
    """
    dispute_id = prepared(app, "POST /dispute/{disputeID}/escalation").target.split("/")[2]
    said = app.as_("aggregator").post(f"/dispute/{dispute_id}/message", {"text": "Prove it."})
    assert said.status == 201
    app.settle()
    address, files = post.address("operator@demo.test"), wiring.parts().files
    mail = replace(mixed(TEXT, PROOF), sender="operator@demo.test")
    assert post.bring(mail, address) == "said"
    keep = files.keep

    def and_dies(*arguments: Any) -> None:
        keep(*arguments)
        raise Death

    monkeypatch.setattr(files, "keep", and_dies)
    with pytest.raises(Death):
        post.bring(replace(mail, message_id="<other@mail.test>"), address)
    assert len(files.keys_in("attachments/")) == 2
    app.ahead += timedelta(days=2)
    app.sweep()
    [key] = files.keys_in("attachments/")
    assert not [item for item in app.items().values() if item["sk"].startswith("ARRIVING#")]
    [file] = app.as_("aggregator").get(f"/dispute/{dispute_id}/attachment").json["value"]
    assert file["attachmentID"] in key


def test_a_file_of_a_mail_that_is_cleared_away_meanwhile_is_attached_with_a_copy_of_its_own(
    app: App, post: Correspondence, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13, X-14: a race that only a clock gone mad can bring about: cleared away between the copy
    and the transaction, which is refused and made anew; no file is told of that is not there.
    """
    dispute_id = prepared(app, "POST /dispute/{disputeID}/escalation").target.split("/")[2]
    said = app.as_("aggregator").post(f"/dispute/{dispute_id}/message", {"text": "Prove it."})
    assert said.status == 201
    app.settle()
    address, files = post.address("operator@demo.test"), wiring.parts().files
    keep = files.keep

    def and_it_is_forgotten(*arguments: Any) -> None:
        keep(*arguments)
        monkeypatch.setattr(files, "keep", keep)
        with app.rights.of("sweep"):
            [key] = files.keys_in("attachments/")
            name = "#".join(key.split("/")[1:3])
            arrivals.take_up(app.table, files, name, app.now() + timedelta(days=2))
            assert files.keys_in("attachments/") == []

    monkeypatch.setattr(files, "keep", and_it_is_forgotten)
    assert post.bring(replace(mixed(TEXT, PROOF), sender="operator@demo.test"), address) == "said"
    [file] = app.as_("aggregator").get(f"/dispute/{dispute_id}/attachment").json["value"]
    [key] = files.keys_in("attachments/")
    assert file["attachmentID"] in key


def test_a_file_of_a_customer_s_answer_is_attached_for_both(app: App, post: Correspondence) -> None:
    """X-13, CU-23: on a dispute on an invoice, where a customer shows what it has to show."""
    dispute_id = asked(app)
    assert post.bring(replace(mixed(TEXT, PROOF), sender=CAL), post.address(CAL)) == "said"
    assert told(app, dispute_id, "customer")[-1][2] == "Bright Telecom attached proof.pdf."
    for who in ("customer", "agent"):
        [file] = app.as_(who).get(f"/dispute/{dispute_id}/attachment").json["value"]
        assert (file["name"], file["side"]) == ("proof.pdf", "customer")


def test_a_vendor_answers_in_its_own_thread_and_the_staff_has_to_say_to_whom(
    app: App, post: Correspondence
) -> None:
    """X-14, IG-03: the customer reads neither words nor files of the vendor; an agent, whose mail
    says not to whom it speaks, is told so, and nobody else hears it.
    """
    dispute_id = prepared(app, "PUT /dispute/{disputeID}/answer").target.split("/")[2]
    app.settle()
    vendor, address = "vera@demo.test", post.address("vera@demo.test")
    program = part(b"MZ", "application/x-msdownload", "base64", "attachment; filename=pay.exe")
    mail = replace(mixed(TEXT, PROOF, program), sender=vendor)
    assert post.bring(mail, address) == "said"
    kinds = [row[0] for row in told(app, dispute_id, "vendor")]
    assert kinds[-3:] == ["message", "attached", "filesRefused"]
    assert "proof" not in str(told(app, dispute_id, "customer"))
    assert "contract" not in str(told(app, dispute_id, "customer"))
    assigned = app.as_("agent").post(f"/dispute/{dispute_id}/assignment", {"assigneeID": "agent"})
    assert assigned.status == 200
    said = app.as_("vendor").post(f"/dispute/{dispute_id}/message", {"text": "Well?"})
    assert said.status == 201
    app.settle()
    agent = "agent@demo.test"
    assert post.bring(answer(agent, "Hush."), post.address(agent)) == "refused"
    assert "Hush" not in str(told(app, dispute_id, "vendor") + told(app, dispute_id, "customer"))
    text = app.mailbox.letters()[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Say to whom" in text


def test_what_is_answered_to_a_letter_about_an_approval_is_a_note(
    app: App, post: Correspondence
) -> None:
    """X-14, CU-23: the customer never reads what was meant for who asked."""
    dispute_id = Desk(app).raised().dispute_id
    credit = {"creditAmount": 3, "status": "approved"}
    assert app.as_("agent").put(f"/dispute/{dispute_id}/line/10986", credit).status == 200
    app.settle()
    mail = answer("approver@demo.test", "Ask them for the contract.")
    assert post.bring(mail, post.address("approver@demo.test")) == "said"
    assert told(app, dispute_id)[-1][0] == "internalNote"
    assert "contract" not in str(told(app, dispute_id, "customer"))


@pytest.mark.parametrize(
    ("mail", "verdicts", "why"),
    [
        (answer(CAL), {"virus": "FAIL"}, "virus"),
        (answer(CAL), {"virus": "PROCESSING_FAILED"}, "virus"),
        (answer(CAL), {"virus": "DISABLED"}, "virus"),
        (answer(CAL), {"spam": "FAIL"}, "spam"),
        (b"no mail", {}, "no-from"),
        (answer(CAL, "On Mon, Nov 30, 2026, R <r@x.test> wrote:\n> Why?\n"), {}, "empty"),
    ],
)
def test_what_cannot_be_taken_in_is_set_aside_with_why(
    app: App, post: Correspondence, mail: Mail | bytes, verdicts: dict[str, str], why: str
) -> None:
    """X-14: it changes nothing, fails nothing, and is not lost."""
    asked(app)
    before = app.items()
    assert post.bring(mail, post.address(CAL), **verdicts).startswith("aside:")
    assert post.aside() == [why]
    assert app.items() == before


def test_a_mail_to_nothing_that_there_is_is_set_aside(app: App, post: Correspondence) -> None:
    """X-14: to no address of a letter, to a made-up one, or about a dispute that never was."""
    for headers in ({}, {"References": "<dispute.2MZEQJ7EV2QD@redress.test>"}):
        for local in ("reply", "reply+" + "a" * 58):
            mail = answer(CAL, headers=headers)
            assert post.bring(mail, f"{local}@{INBOUND_DOMAIN}").startswith("aside:")
    assert set(post.aside()) == {"no-thread", "nothing-there"}


def test_without_an_inbound_domain_answers_go_to_the_sender_as_before(app: App) -> None:
    """X-14: nothing comes in where nothing was set up."""
    dispute_id = asked(app)
    [letter] = app.mailbox.letters()
    assert letter["Reply-To"].addresses[0].addr_spec == f"disputes+{dispute_id}@redress.test"


@pytest.mark.parametrize("story", ["said", "unconfirmed"])
def test_a_mail_that_is_interrupted_at_any_call_and_brought_again_has_its_effect_once(
    app: App, monkeypatch: pytest.MonkeyPatch, story: str
) -> None:
    """X-14, X-01: at most two reads and one transaction; wherever the process dies, what is there
    by the end is what there would have been, what the mail is known by too.
    """
    mail = answer(CAL, headers={"DKIM-Signature": "v=1; h=from:to; b=UkVE"})
    post = Correspondence(app)
    asked(app)
    address = post.address(CAL)
    verdicts = {} if story == "said" else {"dmarc": "FAIL"}
    clockwork = Clockwork()
    monkeypatch.setattr(wiring.parts(), "now", clockwork.now)
    monkeypatch.setattr(wiring.parts(), "new_id", clockwork.new_id, raising=False)
    monkeypatch.delitem(vars(wiring.parts()), "runtime", raising=False)
    items = snapshots.taken(app)
    calls = len(app.meter.calls)
    assert post.bring(mail, address, **verdicts) == story
    whole, did = state(app), app.meter.calls[calls:]
    assert did in (
        ["BatchGetItem", "TransactWriteItems"],
        ["BatchGetItem"] * 2 + ["TransactWriteItems"],
    )
    saboteur = Saboteur(app.client)
    for place in range(len(did)):
        for moment in ("before", "after"):
            snapshots.put_back(app, items)
            saboteur.plan(place, moment, Death())
            with pytest.raises(Death):
                post.bring(mail, address, **verdicts)
            assert post.bring(mail, address, **verdicts) == story
            assert state(app) == whole, f"{moment} {did[place]}"
