"""What administrators change: people's limits; and who sees whose."""

from tests.house import House, line


def test_nobody_changes_the_own_limit(house: House) -> None:
    """CU-14: not even an administrator."""
    assert house.as_("admin").put("/user/admin", {"creditLimit": {"USD": 1000000}}).status == 403


def test_colleagues_see_names_and_administrators_limits(house: House) -> None:
    """RV-03: whom others are limited to is not for everybody."""
    seen = house.as_("limited").get("/user").json["value"]
    assert {tuple(sorted(person)) for person in seen} == {("name", "role", "userID")}
    assert "Olga Operator" not in [person["name"] for person in seen]
    assert {"creditLimit", "limitTo", "email"} <= set(house.as_("admin").get("/user").json["value"][0])


def test_a_limited_list_by_amount_holds_only_its_own(house: House) -> None:
    """RV-03: neither in its rows nor in its cursor."""
    agent, limited = house.as_("agent"), house.as_("limited")
    agent.post("/customer/1001/dispute", {"invoiceNumber": 2000, "description": "x", "amount": 77})
    own = []
    for number in (9001, 9002):
        house.invoice(number, [line("a", "100")], customer=1002)
    for number, amount in (("0000611365", 7), (9001, 3), (9002, 5)):
        own.append(agent.post("/customer/1002/dispute", {"invoiceNumber": number, "description": "x", "amount": amount}).json["disputeID"])
    first = limited.get("/dispute?sort=-amount&limit=2").json
    assert [row["disputeID"] for row in first["value"]] == [own[0], own[2]]
    rest = limited.get(f"/dispute?sort=-amount&limit=2&cursor={first['nextCursor']}").json
    assert ([row["disputeID"] for row in rest["value"]], rest["nextCursor"]) == ([own[1]], None)
    assert [row["disputeID"] for row in limited.get("/dispute?sort=lastModifiedDate").json["value"]] == own


def test_a_hidden_dispute_is_as_absent_as_one_that_never_was(house: House) -> None:
    """RV-03."""
    hidden = house.as_("agent").post("/customer/1001/dispute", {"invoiceNumber": 2000, "description": "x", "amount": 77}).json["disputeID"]
    limited = house.as_("limited")
    assert limited.get(f"/dispute/{hidden}").text == limited.get("/dispute/2MZEQJ7EV2QD").text


def test_who_is_limited_is_offered_nothing_that_reaches_all_customers(house: House) -> None:
    """RV-03: nothing a person may not open is shown."""
    reaching = {"import.run", "audit.run"}
    assert reaching <= set(house.as_("finance").get("/me").json["permissions"])
    house.as_("admin").put("/user/finance", {"limitTo": ["1002"]})
    offered = set(house.as_("finance").get("/me").json["permissions"])
    assert not offered & reaching
    assert {"dispute.work", "report.read"} <= offered
    assert "import.run" not in house.as_("limited").get("/me").json["permissions"]
    assert house.as_("finance").get("/import").status == 403
    assert house.as_("finance").get("/audit/verify").status == 403
