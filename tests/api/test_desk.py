"""What a page needs to begin, in one request."""

from urllib.parse import quote

from tests.api.refusals import refused
from tests.app import App

QUEUE = "/dispute?kind=invoice&state=open&sort=-disputeDate"


def wanted(*addresses: str) -> str:
    return f"/desk?want={quote(' '.join(addresses), safe='')}"


def test_several_queries_are_answered_as_each_would_be_alone(app: App, two_lines: str) -> None:
    agent = app.as_("agent")
    addresses = (
        QUEUE,
        "/report/queue?kind=invoice",
        "/reason",
        f"/dispute/{two_lines}",
        "/customer/1001",
        "/user?permission=dispute.read",
    )
    with app.at_one_moment():
        told = agent.get(wanted(*addresses))
        alone = [agent.get(address) for address in addresses]
        assert told.json["me"] == agent.get("/me").json
    assert [told.status, *(one.status for one in alone)] == [200] * 7
    assert told.json["answers"] == [
        {"want": address, "status": one.status, "body": one.json}
        for address, one in zip(addresses, alone, strict=True)
    ]


def test_each_query_is_authorised_by_itself(app: App, two_lines: str) -> None:
    """RV-03, CU-23: what a person may not see is refused as it would be alone, and hinders nothing
    else.
    """
    addresses = (
        "/reason",
        f"/dispute/{two_lines}",
        "/customer/1001",
        "/user",
        "/dispute/000000000000",
    )
    for who in ("agent", "limited", "customer", "operator", "support"):
        with app.at_one_moment():
            told = app.as_(who).get(wanted(*addresses)).json["answers"]
            alone = [app.as_(who).get(address) for address in addresses]
        assert [answer["status"] for answer in told] == [one.status for one in alone]
        assert [answer["body"] for answer in told] == [one.json for one in alone]
    refused(app.request(None, "GET", wanted("/reason")), 401)
    refused(app.as_("nobody").get(wanted("/reason")), 401)


def test_only_what_is_read_by_who_is_signed_in_is_answered_so(app: App) -> None:
    """No way around: neither what is written, nor files, nor links, nor itself."""
    told = app.as_("admin").get(
        wanted(
            "/desk",
            "/nowhere",
            "/session/end",
            "/response",
            "/customer/1001/statement.csv",
            "//x",
            "/reason/",
        )
    )
    assert [answer["status"] for answer in told.json["answers"]] == [404] * 7
    assert app.as_("admin").get(wanted("/reason?x=1")).json["answers"][0]["status"] == 400


def test_sixteen_queries_are_answered_at_once_and_no_more(app: App) -> None:
    """The gateway counts it as one request, so what is in it is bound; the same one asked for twice
    is answered once.
    """
    sixteen = [f"/user?limit={number + 1}" for number in range(16)]
    assert [
        answer["status"]
        for answer in app.as_("admin").get(wanted(*sixteen, *sixteen)).json["answers"]
    ] == [200] * 16
    over = app.as_("admin").get(wanted(*sixteen, "/reason"))
    assert "At most 16 queries" in refused(over, 400).json["detail"]
    assert over.calls == []


def test_a_first_view_reads_little(app: App, two_lines: str) -> None:
    """Cost: each of the queries reads as much as it would alone."""
    addresses = (QUEUE, "/report/queue?kind=invoice", "/reason")
    alone = sum(len(app.as_("agent").get(address).calls) for address in ("/me", *addresses))
    assert len(app.as_("agent").get(wanted(*addresses)).calls) <= alone


def test_what_is_ones_partys_can_be_wanted_before_its_id_is_known(app: App) -> None:
    """Page 50; RV-03: the party is the one that the sign-in acts for, and nobody else is answered
    anything.
    """
    own = ("/customer/{partyID}", "/dispute?kind=booking&waitingFor={partyRole}")
    filled = {
        "customer": ("/customer/1001", "/dispute?kind=booking&waitingFor=customer"),
        "operator": ("/customer/OP-1", "/dispute?kind=booking&waitingFor=operator"),
    }
    for who, addresses in filled.items():
        someone = app.as_(who)
        answers = someone.get(wanted(*own)).json["answers"]
        alone = [someone.get(address) for address in addresses]
        assert answers == [
            {"want": want, "status": one.status, "body": one.json}
            for want, one in zip(addresses, alone, strict=True)
        ]
    assert app.as_("customer").get(wanted(*own)).json["answers"][0]["body"]["customerID"] == 1001
    assert [answer["status"] for answer in app.as_("agent").get(wanted(*own)).json["answers"]] == [
        404,
        404,
    ]


def test_what_is_of_one_side_alone_is_asked_by_nobody_else(app: App) -> None:
    """Page 50; RV-03: it stands for the party of that side, costs others nothing and does not count
    for them.
    """
    own = ("/vendor/{vendorID}/standing", "/order?customerID={customerID}&limit=1")
    for who, statuses in (
        ("vendor", [404, 404]),  # There is no such vendor here.
        ("customer", [404, 200]),
        ("operator", [404, 404]),
        ("agent", [404, 404]),
    ):
        answers = app.as_(who).get(wanted(*own)).json["answers"]
        assert [one["status"] for one in answers] == statuses, who
    customer = app.as_("customer").get(wanted(*own)).json["answers"]
    assert customer[1]["want"] == "/order?customerID=1001&limit=1"
    vendor = app.as_("vendor").get(wanted(*own)).json["answers"]
    assert vendor[0]["want"] == "/vendor/V-1/standing"
    sixteen = [f"/user?limit={number + 1}" for number in range(16)]
    assert app.as_("admin").get(wanted(*sixteen, *own)).status == 200
    refused(app.as_("customer").get(wanted(*sixteen, *own)), 400)
    alone, among = app.as_("agent").get(wanted()), app.as_("agent").get(wanted(*own))
    assert len(among.calls) == len(alone.calls)
