"""What the store relies on is the same on moto, where most tests run, and on a real engine."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.store.table import (
    IS_ABSENT,
    Check,
    Condition,
    Conflict,
    Delete,
    Put,
    Table,
    is_at_sequence,
    is_at_version,
    name_of,
)
from tests import agendas
from tests.app import App, create_table, wired
from tests.costs import COSTS, PAGES, Page
from tests.scenarios import COMMANDS, MAPPING, PAYMENT, PROMISE, prepared

LONG = "x" * 3000
IS_PRESENT = Condition("it is still there", "attribute_exists(#pk)")


@pytest.fixture(params=["moto", "engine"])
def table(request: pytest.FixtureRequest) -> Iterator[Table]:
    """A table on each of both."""
    if request.param == "engine":
        yield request.getfixturevalue("engine_table")
        return
    with mock_aws():
        client = boto3.client("dynamodb")
        create_table(client, "redress-test")
        yield Table(client, "redress-test")


def item(sort: str, **values: Any) -> dict[str, Any]:
    return {"pk": "P", "sk": sort, **values}


def kept(table: Table) -> dict[str, Any]:
    return {one["sk"]: one for one in table.query("P", limit=1000).items}


def test_a_condition_that_fails_gives_the_old_item_and_writes_nothing(table: Table) -> None:
    table.commit([Put(item("old", version=3, sequence=5, amount=4.95), (IS_ABSENT,))])
    with pytest.raises(Conflict) as conflict:
        table.commit(
            [
                Put(item("new")),
                Put(item("old", version=4), (is_at_version(3), is_at_sequence(4))),
                Put(item("third"), (IS_ABSENT,)),
            ]
        )
    assert conflict.value.found == {1: item("old", version=3, sequence=5, amount=4.95)}
    assert set(kept(table)) == {"old"}
    table.commit(
        [Put(item("old", version=4), (is_at_version(3), is_at_sequence(5))), Put(item("new"))]
    )
    assert (kept(table)["old"]["version"], set(kept(table))) == (4, {"old", "new"})


def test_all_that_stood_in_the_way_is_told(table: Table) -> None:
    table.write_batch([item("a", version=1), item("b", version=2)])
    with pytest.raises(Conflict) as conflict:
        table.commit(
            [
                Put(item("a"), (IS_ABSENT,)),
                Put(item("c"), (IS_ABSENT,)),
                Put(item("b"), (is_at_version(1),)),
                Check(item("d"), (IS_PRESENT,)),
            ]
        )
    assert conflict.value.found == {0: item("a", version=1), 2: item("b", version=2), 3: {}}


def test_what_is_only_checked_must_hold_and_stays(table: Table) -> None:
    table.write_batch([item("limit", version=1)])
    table.commit([Check(item("limit"), (is_at_version(1),)), Put(item("a"))])
    with pytest.raises(Conflict):
        table.commit([Check(item("limit"), (is_at_version(2),)), Put(item("b"))])
    assert kept(table) == {"limit": item("limit", version=1), "a": item("a")}


def test_what_is_deleted_is_gone_on_its_condition(table: Table) -> None:
    table.write_batch([item("a", version=1)])
    with pytest.raises(Conflict):
        table.commit([Delete({"pk": "P", "sk": "a"}, (is_at_version(2),))])
    table.commit([Delete({"pk": "P", "sk": "a"}, (is_at_version(1),))])
    assert kept(table) == {}


def test_a_hundred_keys_are_read_in_one_call_each_once(table: Table) -> None:
    table.write_batch([item(f"{n:03d}", n=n) for n in range(60)])
    asked = [item(f"{n:03d}") for n in range(100)] + [item("000")]
    assert sorted(one["n"] for one in table.get(asked).values()) == list(range(60))
    assert table.get([item("000")]) == {name_of(item("000")): item("000", n=0)}


def test_keys_that_no_item_can_have_are_not_found(table: Table) -> None:
    """The engine would refuse to look for them."""
    assert table.get([{"pk": LONG, "sk": "a"}, {"pk": "P", "sk": LONG}]) == {}
    assert (
        table.query(LONG).items
        == table.query("P", prefix=LONG).items
        == table.query(LONG, index="byAssignee").items
        == []
    )


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("index", [None, "directory"])
def test_pages_follow_one_another_whatever_their_size(
    table: Table, descending: bool, index: str | None
) -> None:
    names = [f"{n:03d}" for n in range(57)]
    table.write_batch([item(name, directory_pk="D", directory_sk=name) for name in names])
    for limit in (1, 7, 57, 58):
        seen, start = [], None
        while True:
            page = table.query(
                "D" if index else "P", index=index, descending=descending, limit=limit, start=start
            )
            seen += [one["sk"] for one in page.items]
            start = page.last
            if not start:
                break
        assert seen == sorted(names, reverse=descending)


def test_ranges_and_prefixes_find_their_part(table: Table) -> None:
    table.write_batch([item(sort) for sort in ("A#1", "A#2", "B#1", "B#10", "B#2", "C")])
    assert [one["sk"] for one in table.query("P", prefix="B#").items] == ["B#1", "B#10", "B#2"]
    assert [one["sk"] for one in table.query("P", after="B#1").items] == ["B#10", "B#2", "C"]
    assert [one["sk"] for one in table.query("P", before="B#1", descending=True).items] == [
        "A#2",
        "A#1",
    ]


def test_an_index_counts_what_is_in_it_and_forgets_what_leaves(table: Table) -> None:
    table.write_batch([item(f"{n}", status_pk="invoice#open", opened_sk=f"{n}") for n in range(5)])
    assert table.count("invoice#open", "byStatus") == (5, False)
    table.commit(
        [Put(item("0", status_pk="invoice#closed", opened_sk="0"), (IS_PRESENT,)), Put(item("1"))]
    )
    assert table.count("invoice#open", "byStatus") == (3, False)


def test_every_kind_of_value_comes_back_as_it_went(table: Table) -> None:
    values = {
        "n": 10**15 - 1,
        "below": -(10**15),
        "f": 4.95,
        "s": "ü\u2028😀",
        "empty": "",
        "none": None,
        "flag": True,
        "l": [],
        "m": {"a": {"b": [1, "2", None]}},
    }
    table.commit([Put(item("a", **values))])
    assert kept(table)["a"] == item("a", **values)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_takes_as_many_calls_at_a_hundred_disputes(
    crowded_app: App, command: str
) -> None:
    """What its row of the table of costs says, on the real engine, among others' disputes."""
    sent = prepared(crowded_app, command).send(crowded_app)
    assert sent.status < 300, sent.text
    assert sent.calls == COSTS[command].calls


@pytest.mark.parametrize("page", [page for page in PAGES if page.who == "agent"], ids=str)
def test_a_page_of_25_takes_one_query(crowded_app: App, page: Page) -> None:
    """Beside the one read that says who asks."""
    shown = crowded_app.as_("agent").get(page.asked)
    assert (shown.status, shown.calls) == (200, COSTS[page.name].calls)
    if "assigneeID" not in page.target:
        assert len(shown.json["value"]) == 25
        assert shown.json["nextCursor"]


@pytest.mark.parametrize("identifier", [LONG, "%23" * 1000, "%F0%9F%98%80" * 600])
def test_ids_that_are_too_long_are_404_here_too(engine_app: App, identifier: str) -> None:
    agent = engine_app.as_("admin")
    for target in (
        f"/dispute/{identifier}",
        f"/customer/{identifier}",
        f"/customer/1001/invoice/{identifier}",
        f"/dispute/{identifier}/event",
    ):
        assert agent.get(target).status == 404
    assert agent.get(f"/dispute?assigneeID={identifier}").json["value"] == []
    assert agent.get(f"/dispute?status={identifier}").status == 400, "no dispute has such a status"


def test_a_setting_that_the_table_cannot_hold_is_refused(engine_app: App) -> None:
    """An attribute has a name, and an item at most 400 kB; moto minds neither."""
    for values, status in (({"": "USD"}, 400), ({"$": "USD"}, 200)):
        mapping = {**MAPPING, "currency": {"column": "x", "values": values}}
        body = {"presetID": 1, "name": "P", "kind": "invoices", "mapping": mapping}
        assert (
            engine_app.as_("admin").put("/setting/importPresets", {"value": [body]}).status
            == status
        )
    rows = [
        body | {"presetID": n, "mapping": {name: {"column": name + "x" * 80} for name in MAPPING}}
        for n in range(200)
    ]
    assert engine_app.as_("admin").put("/setting/importPresets", {"value": rows}).status in (
        200,
        413,
    )


@pytest.fixture(scope="module")
def crowded_app(engine_client: Any) -> Iterator[App]:
    """An app with a hundred disputes and follow-ups of another customer."""
    name = "redress-crowded"
    create_table(engine_client, name)
    with wired(engine_client, name) as app:
        app.furnish()
        app.stock()
        for number in range(7000, 7100):
            assert (
                app.invoice(
                    number,
                    [{"lineID": 1, "description": "c", "amount": 9, "kind": "fee"}],
                    customer=1002,
                ).status
                == 201
            )
            claim = {"invoiceNumber": number, "description": "x", "amount": 5}
            assert app.as_("agent").post("/customer/1002/dispute", claim).status == 201
            paid = f"/customer/1002/payment/{number}"
            assert app.as_("finance").put(paid, PAYMENT | {"allocations": []}).status == 201
        promised = PROMISE | {"items": [{"invoiceNumber": one} for one in range(7000, 7040)]}
        assert app.as_("agent").post("/customer/1002/promise", promised).status == 201
        agendas.crowd(app, engine_client, 1002, 7050, 100)
        stocked = app.items()
        yield Refreshed(app, stocked)  # type: ignore[misc]
    engine_client.delete_table(TableName=name)


class Refreshed(App):
    """The same app for every test, cleared of what the one before did on customer 1001."""

    def __init__(self, app: App, stocked: dict[str, Any]) -> None:
        self.__dict__.update(vars(app))
        self.stocked = stocked

    def refresh(self) -> None:
        current = self.items()
        self.table.delete_batch(
            [
                {"pk": one["pk"], "sk": one["sk"]}
                for name, one in current.items()
                if name not in self.stocked
            ]
        )
        self.table.write_batch(
            [one for name, one in self.stocked.items() if current.get(name) != one]
        )


@pytest.fixture(autouse=True)
def _refreshed(request: pytest.FixtureRequest) -> None:
    if "crowded_app" in request.fixturenames:
        request.getfixturevalue("crowded_app").refresh()
