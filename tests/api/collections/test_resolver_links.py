"""What resolvers are asked by mail, and answer by its link (DM-03, DM-04, DM-08, CO-07…CO-11,
CO-15, CO-17…CO-20).
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.letters.dispatch import Address, Dispatch
from chalicelib.store.entities import person_item
from chalicelib.store.post import address_item, dispatch_item
from chalicelib.store.table import Put
from tests.api.refusals import refused
from tests.app import App
from tests.http_client import Result
from tests.people import CAST, line
from tests.scenarios import FOLLOW_UP, asked_by_link, followed_up

OPEN = "/customer/1001/followUp"
ANSWER, HAND_ON = "/resolverAnswer", "/resolverAnswer/handOn"


def by_link(
    app: App, link: str, method: str = "GET", path: str = ANSWER, body: Any = None
) -> Result:
    return app.request(None, method, path, body, {"Response-Token": link})


def texts(app: App) -> list[tuple[str, str, str]]:
    """To whom which letters went, with which words."""
    return [
        (
            str(one["To"]),
            str(one["Subject"]),
            str(one.get_body(("plain",)).get_content()),  # type: ignore[union-attr]
        )
        for one in app.mailbox.letters()
    ]


def accept(*numbers: Any, **values: Any) -> dict[str, Any]:
    return {"answers": [{"invoiceNumber": one, "answer": "accept"} for one in numbers]} | values


def test_the_preview_the_mail_and_what_is_kept_of_it_are_equal(app: App) -> None:
    """DM-03, CO-07: to the byte, but for the link; what is paid in between is not in it."""
    for number in ("F-2", "F-3"):
        app.invoice(number, [line(1, "30.00")])
    [foreseen] = app.as_("agent").post(f"{OPEN}?dryRun=true", FOLLOW_UP).json["mails"]
    opened = app.as_("agent").post(OPEN, FOLLOW_UP).json["followUpID"]
    app.invoice(
        "F-2", [line(1, "30.00")], payments=[{"paymentID": 1, "date": "2026-11-29", "amount": 5}]
    )

    app.settle()

    [(to, subject, text)] = texts(app)
    link = app.mailbox.link("resolver")
    assert (foreseen["to"], "agent2@demo.test" in to) == ("agent2@demo.test", True)
    assert subject == foreseen["subject"]
    said = text.replace("\r\n", "\n")
    assert "- F-2: due 31 Oct 2026, open 30.00 USD, disputed 30.00 USD" in said
    before, after = foreseen["text"].split("[personal link]")
    assert said.startswith(before)
    assert said.rstrip().endswith(after.rstrip())
    assert link in said.removeprefix(before).split()[0]
    kept = [
        item
        for item in app.items().values()
        if item["pk"] == f"FOLLOWUP#{opened}" and item.get("type") == "mailSent"
    ]
    assert [(one["after"]["subject"], one["after"]["text"]) for one in kept] == [
        (foreseen["subject"], foreseen["text"])
    ]
    nothing = FOLLOW_UP | {"items": [{"invoiceNumber": "F-3"}], "mail": False}
    app.as_("agent").post(OPEN, nothing)
    app.settle()
    assert len(texts(app)) == 1


def test_the_preview_says_where_the_resolvers_address_takes_no_mail(app: App) -> None:
    """DM-03: one that was mistyped, and sent a mail back; before anybody waits for an answer."""
    app.invoice("F-2", [line(1, "30.00")])
    held = Address("agent2@demo.test", "bounce", "General", app.now())
    app.table.write_batch([address_item(held)])
    only = FOLLOW_UP | {"items": [{"invoiceNumber": "F-2"}]}
    [foreseen] = app.as_("agent").post(f"{OPEN}?dryRun=true", only).json["mails"]
    assert foreseen["mailHeldBack"]["reason"] == "bounce"
    path = f"/followUp/{app.as_('agent').post(OPEN, only).json['followUpID']}"
    app.settle()
    assert (texts(app), app.as_("agent").get(path).json["waitingFor"]) == ([], "collector")


def test_a_resolver_answers_from_the_mail_without_signing_in(app: App) -> None:
    """DM-04, CO-08: opening changes nothing; what was dropped since is named, and an answer to
    it is refused.
    """
    ids = asked_by_link(app)
    path, link = f"/followUp/{ids['followUpID']}", ids["link"]
    before = app.items()
    shown = by_link(app, link)
    assert (shown.status, shown.json["comment"]) == (200, FOLLOW_UP["comment"])
    twofold = accept("F-2")["answers"] + [{"invoiceNumber": "F-2", "answer": "refuse"}]
    refused(by_link(app, link, "PUT", body={"answers": twofold}), 400, rule="DM-11")
    assert app.items() == before
    app.as_("agent").post(f"{path}/item/F-2/drop")
    assert [row["changed"] for row in by_link(app, link).json["items"]] == [None, "dropped"]
    refused(by_link(app, link, "PUT", body=accept("F-2")), 409, rule="CO-08")
    refused(by_link(app, link, "PUT", body={}), 400, rule="DM-04")

    done = by_link(app, link, "PUT", body=accept(1984950, comment="They are right"))

    assert (done.status, done.json["items"][0]["answer"]) == (200, "accept")
    after = app.as_("agent").get(path).json
    assert (after["status"], after["waitingFor"]) == ("answered", "collector")
    assert (after["answeredBy"], after["answerComment"]) == ("Ben Agent", "They are right")
    told = by_link(app, link).json["over"]
    assert told.startswith("Ben Agent answered at ")
    chased = app.as_("agent").post(f"{path}/chase", {})
    assert (chased.json["status"], by_link(app, link).json["over"]) == ("open", None)


def test_of_several_answers_one_wins_and_the_others_are_told_by_whom(app: App) -> None:
    """CO-09: from several tabs, and after the collector has ended it."""
    ids = asked_by_link(app)
    answers = [
        by_link(app, ids["link"], "PUT", body=accept(1984950, comment=f"No. {n}")) for n in range(3)
    ]
    assert sorted(one.status for one in answers) == [200, 409, 409]
    for one in answers:
        if one.status == 409:
            refused(one, 409, rule="CO-09")
            assert "Ben Agent answered" in one.json["detail"]
    outcomes = [{"invoiceNumber": one, "outcome": "withdrawn"} for one in (1984950, "F-2")]
    app.as_("agent").post(f"/followUp/{ids['followUpID']}/end", {"outcomes": outcomes})
    late = refused(by_link(app, ids["link"], "PUT", body=accept("F-2")), 409, rule="DM-09")
    assert "Ada Agent ended" in late.json["detail"]


def test_handing_on_ends_the_old_link_and_keeps_the_date(app: App) -> None:
    """CO-10: to known people alone; three times are shown as a warning."""
    ids = asked_by_link(app)
    path, first = f"/followUp/{ids['followUpID']}", ids["link"]
    before = app.as_("agent").get(path).json
    hands = {one["userID"] for one in by_link(app, first).json["handOnTo"]}
    assert {"manager", "finance"} <= hands
    assert hands.isdisjoint({"agent2", "limited", "vendor", "customer", "operator"})
    for nobody in ("customer", "limited", "stranger", "agent2"):
        refused(by_link(app, first, "POST", HAND_ON, {"resolverID": nobody}), 400)
    link = first
    for to in ("manager", "finance", "approver"):
        assert by_link(app, link, "POST", HAND_ON, {"resolverID": to}).status == 200
        refused(by_link(app, link, "PUT", body=accept("F-2")), 410, rule="CO-10")
        app.settle()
        link = app.mailbox.link("resolver")
    old = by_link(app, first).json
    assert (old["items"], old["comment"], "Ann Approver" in old["over"]) == ([], None, True)
    after = app.as_("agent").get(path).json
    assert (after["dueDate"], after["resolver"]["userID"]) == (before["dueDate"], "approver")
    assert after["isPassedAround"]
    assert by_link(app, link, "PUT", body=accept("F-2")).status == 200
    disputes = app.as_("agent").get("/dispute?resolverID=approver").json["value"]
    assert len(disputes) == 2


def test_who_clears_up_one_item_is_mailed_and_shown_that_one(app: App) -> None:
    """DM-10, DM-04: and the first resolver the other; each answers for the own ones."""
    ids = asked_by_link(app)
    path = f"/followUp/{ids['followUpID']}"
    body = {"resolverID": "finance", "invoiceNumbers": ["F-2"]}
    [foreseen] = app.as_("agent").put(f"{path}/resolver?dryRun=true", body).json["mails"]
    app.as_("agent").put(f"{path}/resolver", body)
    app.settle()
    theirs = app.mailbox.link("resolver")
    assert (foreseen["to"], "1984950" in foreseen["text"]) == ("finance@demo.test", False)
    shown = [by_link(app, link).json["items"] for link in (theirs, ids["link"])]
    assert [[one["invoiceNumber"] for one in items] for items in shown] == [["F-2"], [1984950]]
    for link, number, status in ((theirs, "F-2", "open"), (ids["link"], 1984950, "answered")):
        assert by_link(app, link, "PUT", body=accept(number)).status == 200
        assert app.as_("agent").get(path).json["status"] == status


def test_who_has_nothing_left_is_shown_nothing_of_the_others(app: App) -> None:
    """DM-10, CO-09: nor is somebody once it has ended, but for what was asked of that one."""
    ids = asked_by_link(app)
    path = f"/followUp/{ids['followUpID']}"
    app.as_("agent").put(f"{path}/resolver", {"resolverID": "finance", "invoiceNumbers": ["F-2"]})
    app.settle()
    theirs = app.mailbox.link("resolver")
    assert app.as_("agent").post(f"{path}/item/F-2/drop").status == 200
    shown = by_link(app, theirs).json
    assert (shown["items"], shown["comment"]) == ([], None)
    assert shown["over"].startswith("Your items have left")
    refused(by_link(app, theirs, "PUT", body=accept(1984950)), 409, 410, rule="CO-10")
    outcomes = {"outcomes": [{"invoiceNumber": 1984950, "outcome": "refused"}]}
    assert app.as_("agent").post(f"{path}/end", outcomes).json["status"] == "ended"
    for link, number in ((theirs, "F-2"), (ids["link"], 1984950)):
        assert [one["invoiceNumber"] for one in by_link(app, link).json["items"]] == [number]


@pytest.mark.parametrize(
    ("days", "status", "moves"), [(10, "open", True), (30, "open", True), (31, "answered", False)]
)
def test_a_date_is_moved_by_the_link_as_far_as_is_configured(
    app: App, days: int, status: str, moves: bool
) -> None:
    """CO-11: beyond that it waits for the collector."""
    ids = asked_by_link(app)
    wished = (app.now().date() + timedelta(days=days)).isoformat()
    assert (
        by_link(app, ids["link"], "PUT", body={"dueDate": wished, "comment": "Bo is ill"}).status
        == 200
    )
    after = app.as_("agent").get(f"/followUp/{ids['followUpID']}").json
    assert (after["status"], after["dueDate"] == wished) == (status, moves)
    assert after["wishedDate"] == (None if moves else wished)
    assert after["answerComment"] == "Bo is ill"


def test_the_job_chases_once_for_each_due_date_and_late_ones_once(app: App) -> None:
    """DM-08, CO-15, CO-18, CO-19, CO-20: within the sending hours, however often it runs."""
    manager = {"chasesBeforeManager": 2, "managerID": "manager"}
    assert app.as_("admin").put("/setting/chasing", {"value": [manager]}).status == 200
    path = f"/followUp/{followed_up(app)['followUpID']}"
    app.settle()
    sent = len(texts(app))
    app.sweep()
    assert app.as_("agent").get(path).json["chases"] == 0
    monday = datetime.combine(
        app.now().date() + timedelta(days=21 - app.now().weekday()), datetime.min.time(), UTC
    )

    def at(hour: int, days: int = 0) -> dict[str, Any]:
        moment = monday + timedelta(days=days, hours=hour)
        app.later(minutes=(moment - app.now()).total_seconds() / 60)
        for _ in range(3):
            app.sweep()
            app.settle()
        return app.as_("agent").get(path).json  # type: ignore[no-any-return]

    assert at(5)["chases"] == 0
    after = at(9)
    assert (after["chases"], after["when"]) == (1, "coming")
    assert len(texts(app)) == sent + 1
    to, subject, _ = texts(app)[-1]
    assert "agent2@demo.test" in to
    assert "still wait" in subject
    assert at(10, days=60)["managerTold"]
    assert at(11, days=60)["chases"] == 2
    assert [("manager@demo.test" in to) for to, *_ in texts(app)[sent + 1 :]].count(True) == 1


def test_a_substitute_is_chased_and_told_in_whose_place(app: App) -> None:
    """CO-17, DM-10: with a link of its own, for the items of that one alone."""
    path = f"/followUp/{followed_up(app)['followUpID']}"
    absence = {"from": "2020-01-01", "until": "2099-12-31", "substituteID": "approver"}
    away = app.as_("admin").put("/user/agent2/absence", absence)
    assert away.status == 200, away.text
    apart = {"resolverID": "support", "invoiceNumbers": [1984950]}
    assert app.as_("agent").put(f"{path}/resolver", apart).status == 200
    app.as_("agent").post(f"{path}/chase", {})
    app.wait_until_sending()
    app.settle()
    [text] = [text for to, _, text in texts(app) if "approver@demo.test" in to]
    assert "in place of Ben Agent" in text
    told = app.as_("agent").get(f"{path}/event").json["value"]
    [chased] = [one["text"] for one in told if one["type"] == "chased"]
    assert "Ben Agent is away until" in chased
    [link] = re.findall(r"/#/resolver/(\S+)", text)
    assert [one["invoiceNumber"] for one in by_link(app, link).json["items"]] == ["F-2"]
    refused(by_link(app, link, "PUT", body=accept(1984950)), 409, rule="CO-08")
    assert by_link(app, link, "PUT", body=accept("F-2")).status == 200
    assert [one["userID"] for one in app.as_("agent").get(path).json["awaited"]] == ["support"]


def test_a_manager_whose_own_items_went_to_others_is_told_of_silence(app: App) -> None:
    """CO-19, CO-10: that one is asked nothing by it; only the link of before is good no more."""
    path = f"/followUp/{followed_up(app)['followUpID']}"
    row = {"managerID": "manager", "chasesBeforeManager": 1}
    assert app.as_("admin").put("/setting/chasing", {"value": [row]}).status == 200
    for hands in ("manager", "support"):
        apart = {"resolverID": hands, "invoiceNumbers": [1984950]}
        assert app.as_("agent").put(f"{path}/resolver", apart).status == 200
    assert app.as_("agent").post(f"{path}/chase", {}).status == 200
    app.wait_until_sending()
    app.settle()
    [silent] = [text for to, _, text in texts(app)[-3:] if "manager@demo.test" in to]
    assert "Ben Agent" in silent


def test_where_a_substitute_is_not_reached_the_collector_goes_on(app: App) -> None:
    """CO-17, X-04: nobody was asked about what is in the hands of who is away."""
    path = f"/followUp/{followed_up(app)['followUpID']}"
    app.settle()
    absence = {"from": "2020-01-01", "until": "2099-12-31", "substituteID": "approver"}
    assert app.as_("admin").put("/user/agent2/absence", absence).status == 200
    held = Address("approver@demo.test", "bounce", "gone", app.now())
    app.table.commit([Put(address_item(held))])
    chased = app.as_("agent").post(f"{path}/chase", {})
    assert chased.json["waitingFor"] == "resolver"
    app.wait_until_sending()
    app.settle()
    assert app.as_("agent").get(path).json["waitingFor"] == "collector"


def test_where_the_substitute_is_away_too_the_own_manager_is_chased_and_told(app: App) -> None:
    """CO-17, CO-19: not the company's, and the events say who and why; a resolver without a limit
    is stood in for by another one, by whom an answer counts.
    """
    path = f"/followUp/{followed_up(app)['followUpID']}"
    admin, always = app.as_("admin"), {"from": "2020-01-01", "until": "2099-12-31"}
    row = {"managerID": "admin", "chasesBeforeManager": 1}
    assert admin.put("/setting/chasing", {"value": [row]}).status == 200
    assert admin.put("/user/agent2", {"managerID": "manager"}).status == 200
    assert admin.put("/user/manager", {"managerID": "agent2"}).json["rule"] == "CO-19"
    absence = always | {"substituteID": "support"}
    assert admin.put("/user/agent2/absence", absence).status == 200
    substitute = app.as_("agent").post(f"{path}/chase?dryRun=true", {}).json["mails"][0]["to"]
    assert admin.put("/user/support/absence", always).status == 200

    assert app.as_("agent").post(f"{path}/chase", {}).status == 200
    app.wait_until_sending()
    app.settle()

    assert substitute == "support@demo.test"
    chased, told = [to for to, *_ in texts(app)[-2:]]
    assert "manager@demo.test" in chased
    assert "manager@demo.test" in told
    events = app.as_("agent").get(f"{path}/event").json["value"]
    said = [one["text"] for one in events if one["type"] in ("chased", "managerTold")]
    assert said[0].startswith(
        "Max Manager, the manager, was chased: Ben Agent is away until 2099-12-31; Sue Support is"
        " away until 2099-12-31."
    )
    assert said[1] == (
        "Max Manager was told as the manager: Ben Agent was chased once without an answer."
    )


@pytest.mark.parametrize("was_sent", [True, False])
def test_a_mail_of_which_nobody_knows_is_sent_again_only_by_a_person(
    app: App, was_sent: bool
) -> None:
    """CO-15: who sends died after the lease; the agenda has it until somebody says."""
    name = followed_up(app)["followUpID"]
    begun = app.now() - timedelta(hours=1)
    dead = Dispatch(
        name,
        1,
        "agent2",
        "agent2@demo.test",
        "resolverAsked",
        "leased",
        "L1",
        begun,
        tried_since=begun,
        of="followUp",
    )
    app.table.commit([Put(dispatch_item(dead))])
    app.settle()
    app.sweep()
    assert texts(app) == []
    [row] = app.as_("agent").get("/followUp").json["value"]
    assert row["isUnconfirmed"]
    path = f"/followUp/{name}/confirmation"
    assert app.as_("agent").post(path, {"wasSent": was_sent}).status == 200
    app.settle()
    assert len(texts(app)) == int(not was_sent)
    assert not app.as_("agent").get(f"/followUp/{name}").json["isUnconfirmed"]
    refused(app.as_("agent").post(path, {"wasSent": was_sent}), 409, rule="CO-15")


def test_a_link_is_for_the_resolver_and_for_nothing_else(app: App) -> None:
    """DM-04: signed, for its place alone, and worthless for who may not see the customer."""
    ids = asked_by_link(app)
    link = ids["link"]
    refused(app.request(None, "GET", "/response", None, {"Response-Token": link}), 401, 404, 410)
    refused(by_link(app, f"{link[:-2]}xx"), 401, 404, 410)
    [ben] = [person for person in CAST if person.user_id == "agent2"]
    app.table.write_batch([person_item(ben.__class__(**vars(ben) | {"limit_to": ("1002",)}))])
    refused(by_link(app, link), 404)
    refused(by_link(app, link, "PUT", body=accept("F-2")), 404)
