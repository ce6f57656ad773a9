"""Letters on paper, by API: put to print once, printed as they were decided, said to be posted or
not.
"""

from tests.api.refusals import refused
from tests.app import App
from tests.people import line
from tests.scenarios import BLOCK, CUSTOMER, FEATURE, PAYMENT, owing
from tests.scenarios.collections import REMINDED
from tests.scenarios.letters import ended_as, told_how_it_ended

PATH = "/customer/1001/dunning"
LIST = "/letter/toPost"
HOSTILE = "<script>alert(1)</script> & Søn 東京 \u202egnol"


def by_post(app: App, name: str = "Bright Telecom", **more: str) -> None:
    owing(app)
    told = CUSTOMER | {"name": name, "deliveryMethod": "Post"} | more
    assert app.as_("finance").put("/customer/1001", told).status == 200


def test_who_gets_no_mail_is_reminded_on_paper_once(app: App) -> None:
    """CO-36, CO-40, CO-42: nothing is mailed; the level rises as it is put to print, the letter
    waits until somebody says that it went, and is nowhere twice.
    """
    by_post(app, postalAddress="1 High Street\nLondon N1")
    agent = app.as_("agent")
    missed = agent.post(PATH, REMINDED)
    assert (missed.json["reminded"], missed.json["unreached"]) == (
        [],
        "not reminded by mail: its letters go by post",
    )
    on_paper = REMINDED | {"byPost": True}
    dry = agent.post(f"{PATH}?dryRun=true", on_paper).json
    assert dry["letter"]["address"] == ["Bright Telecom", "1 High Street", "London N1"]
    assert agent.get(LIST).json["value"] == []

    printed = agent.post(PATH, on_paper).json
    assert printed["reminded"] == [1984950]
    assert agent.post(PATH, on_paper).json["reminded"] == [], "once"
    app.settle()
    app.work_off(again=True)
    assert app.mailbox.sent == []
    [row] = agent.get(LIST).json["value"]
    [letter] = row["letters"]
    assert (row["customerID"], letter["label"], letter["by"]) == (1001, "Reminder", "Ada Agent")
    assert agent.get("/dunning/unreached").json["value"] == []
    assert app.as_("limited").get(LIST).json["value"] == []

    edited = {"templateID": "reminderFirst", "subject": "Else", "body": "#items_list_selected"}
    app.as_("admin").put("/setting/mailTemplates", {"value": [edited]})
    file = agent.get(f"{LIST}/file?names={letter['name']}")
    assert file.headers["Content-Type"].startswith("text/html")
    assert file.headers["Redress-Rows"] == "1"
    assert ">London N1</p>" in file.text
    assert "Please pay 6.45 USD." in file.text, "as it was decided"
    assert dry["letter"]["html"].partition("<article")[2] in file.text
    refused(agent.get(f"{LIST}/file?names={letter['name']},{letter['name']}0"), 404)
    refused(app.as_("limited").get(f"{LIST}/file"), 404)

    done = f"/customer/1001/letter/{letter['number']}/confirmation"
    shown = agent.post(done, {"wasPosted": True})
    assert (shown.json["letters"], agent.get(LIST).json["value"]) == ([], [])
    refused(agent.post(done, {"wasPosted": True}), 404)
    assert agent.get(PATH).json["last"]["mail"] == "posted"
    notes = agent.get("/customer/1001/note").json["value"]
    assert [note["type"] for note in notes[:2]] == ["letterPosted", "reminded"]
    assert app.as_("finance").get("/audit/journal/verify?customerID=1001").json["value"] == []


def test_a_letter_that_did_not_go_leaves_its_items_as_they_were(app: App) -> None:
    """CO-36, CO-40, CO-43: so they are reminded of anew; hostile names, and those of all scripts,
    stand in the window as they are; how a dispute ended goes on paper too.
    """
    ids = told_how_it_ended(app)
    by_post(app, HOSTILE.replace("\u202e", ""))
    agent = app.as_("agent")
    told = ended_as("It was right.")(ids) | {"byPost": True}
    assert agent.post("/customer/1001/outcomeLetter", told).status == 200
    put = agent.post(PATH, REMINDED | {"byPost": True}).json
    assert put["reminded"] == [1984950]
    file = agent.get(f"{LIST}/file").text
    assert file.count('<article class="letter"') == 2
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Søn 東京" in file
    assert "<script" not in file
    [row] = agent.get(LIST).json["value"]
    assert [one["label"] for one in row["letters"]] == ["How a dispute ended", "Reminder"]
    number = row["letters"][1]["number"]
    agent.post(f"/customer/1001/letter/{number}/confirmation", {"wasPosted": False})
    [item] = [one for one in agent.get(PATH).json["value"] if one["invoiceNumber"] == 1984950]
    assert item["level"] == 0
    assert agent.post(PATH, REMINDED | {"byPost": True}).json["reminded"] == [1984950]
    assert app.mailbox.sent == []


def test_a_letter_that_something_has_overtaken_is_left_out_until_a_person_lets_it_go(
    app: App,
) -> None:
    """CO-28, CO-29, CO-35, CO-36: paid in part after it was put to print it asks too much; what
    comes after somebody let it go leaves it out again; where it did not go, all stands as before.
    """
    by_post(app, postalAddress="1 High Street\nLondon N1")
    agent, finance = app.as_("agent"), app.as_("finance")
    assert agent.post(PATH, REMINDED | {"byPost": True}).json["reminded"] == [1984950]
    [fine] = agent.get(LIST).json["value"][0]["letters"]
    assert (fine["overtaken"], fine["isLeftOut"]) == ([], False)
    released = f"/customer/1001/letter/{fine['number']}/release"
    refused(agent.post(released, {"reason": "None"}), 409, rule="CO-28")

    paid = PAYMENT | {"amount": 2, "allocations": [{"invoiceNumber": 1984950, "amount": 2}]}
    assert finance.put("/customer/1001/payment/P-1", paid).status == 201
    [late] = agent.get(LIST).json["value"][0]["letters"]
    assert late["isLeftOut"]
    assert late["overtaken"] == [
        {
            "code": "lessAsked",
            "words": "it asks for 6.45 USD, of which 4.45 USD is asked for now",
            "invoiceNumber": "1984950",
        }
    ]
    refused(agent.get(f"{LIST}/file"), 409, rule="CO-28")
    assert agent.post(released, {"reason": "Half was promised by phone"}).status == 200
    assert agent.get(f"{LIST}/file").headers["Redress-Rows"] == "1"
    app.later(minutes=24 * 60)
    assert not agent.get(LIST).json["value"][0]["letters"][0]["isLeftOut"], "nothing new"

    agent.put("/customer/1001/dunningBlock", BLOCK)
    [blocked] = agent.get(LIST).json["value"][0]["letters"]
    assert (blocked["overtaken"][0]["code"], blocked["isLeftOut"]) == ("blocked", True)
    note = agent.get("/customer/1001/note").json["value"][0]
    assert note["type"] == "letterReleased"
    assert "Half was promised by phone" in note["text"]
    done = f"/customer/1001/letter/{fine['number']}/confirmation"
    assert agent.post(done, {"wasPosted": False}).status == 200
    [item] = [one for one in agent.get(PATH).json["value"] if one["invoiceNumber"] == 1984950]
    assert (item["level"], item["code"]) == (0, "blocked")
    assert finance.get("/audit/journal/verify?customerID=1001").json["value"] == []


def test_credit_that_pays_what_it_covered_overtakes_no_later_letter_of_the_run(app: App) -> None:
    """CO-28, CO-32: nothing of it was taken off what the second letter asks for."""
    by_post(app, postalAddress="1 High Street\nLondon N1")
    agent, finance = app.as_("agent"), app.as_("finance")
    app.invoice("A", [line(1, "5.00")], invoiceDate="2026-09-01", dueDate="2026-09-10")
    for number in range(80):
        app.invoice(f"N-{number}", [line(1, "10.00")])
    payment = PAYMENT | {"amount": 5, "allocations": []}
    assert finance.put("/customer/1001/payment/P-1", payment).status == 201
    assert len(agent.post(PATH, {"byPost": True}).json["reminded"]) == 80
    app.sweep()
    [row] = agent.get(LIST).json["value"]
    assert [one["overtaken"] for one in row["letters"]] == [[], []]

    given = payment | {"allocations": [{"invoiceNumber": "A", "amount": 5}]}
    assert finance.put("/customer/1001/payment/P-1", given).status == 200
    [row] = agent.get(LIST).json["value"]
    assert [one["overtaken"] for one in row["letters"]] == [[], []]


def test_what_tells_how_a_dispute_ended_asks_for_nothing_that_was_paid_meanwhile(app: App) -> None:
    """CO-28, CO-43: on paper it waits for days; two disputes on one invoice are two letters, since
    what is open of it is asked for once.
    """
    ids = told_how_it_ended(app)
    by_post(app)
    agent, finance = app.as_("agent"), app.as_("finance")
    again = agent.post("/customer/1001/dispute", FEATURE).json["disputeID"]
    agent.post(f"/dispute/{again}/withdrawal")
    told = ended_as("It was right.")(ids) | {"byPost": True}
    both = told | {"disputes": [*told["disputes"], {"disputeID": again, "reason": "Taken back."}]}
    refused(agent.post("/customer/1001/outcomeLetter", both), 400, rule="CO-43")
    assert agent.post("/customer/1001/outcomeLetter", told).status == 200
    assert not agent.get(LIST).json["value"][0]["letters"][0]["isLeftOut"]

    for amount, code in (("2.00", "lessAsked"), ("4.45", "paidMeanwhile")):
        part = [{"invoiceNumber": 1984950, "amount": amount}]
        paid = PAYMENT | {"amount": amount, "allocations": part}
        assert finance.put(f"/customer/1001/payment/P-{code}", paid).status == 201
        [late] = agent.get(LIST).json["value"][0]["letters"]
        assert (late["isLeftOut"], late["overtaken"][0]["code"]) == (True, code)
