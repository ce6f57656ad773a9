"""Files of operators, aggregators, bookings and opening balances (X-05, X-06, X-12)."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib.actions.imports import run
from chalicelib.domain.imports.mapping import FIELDS
from chalicelib.domain.imports.party_rows import NAMED_BY
from tests.actions.import_bucket import Port
from tests.api.refusals import refused
from tests.scenarios import AGGREGATOR, BOOKING, OPERATOR

DEMO = Path(__file__).parents[3] / "infra/demo"
NONE = {"created": 0, "changed": 0, "unchanged": 0, "skipped": 0, "failed": 0}
OPENING = "partyID,reference,amount,currency\n"
BALANCES = OPENING + "AGG,October,100.00,GBP\nOP-1,October,5.50,GBP\nAGG,November,0.01,GBP\n"
BOOKINGS = "bookingID,reference,operatorID,aggregatorID,status,fare,pickupAt\n"


@pytest.fixture
def fleet(port: Port) -> Port:
    """An operator, an aggregator and a booking, brought in one by one."""
    finance = port.app.as_("finance")
    for path, body in {
        "operator/OP-1": OPERATOR,
        "aggregator/AGG": AGGREGATOR,
        "booking/77": BOOKING,
    }.items():
        assert finance.put(f"/{path}", body).status == 201
    port.who = "finance"
    return port


def bring(port: Port, kind: str, content: str, **values: Any) -> dict[str, Any]:
    """The file brought in, each column as the field that it names."""
    columns = content.split("\n", 1)[0].split(",")
    mapping = {name: {"column": name} for name in columns}
    return port.bring(
        content,
        kind=kind,
        **({"mapping": mapping, "currency": "GBP", "asOf": "2026-11-30"} | values),
    )


def counts(**values: int) -> dict[str, int]:
    return NONE | values


def test_the_sample_files_come_in_and_a_repeat_changes_nothing(port: Port) -> None:
    """X-12, X-06: parties with their wallets, bookings between them, what the wallets hold; the
    outside world owes it.
    """
    port.who = "finance"
    created = {"operators": 3, "aggregators": 2, "bookings": 24, "openingBalances": 4}
    for kind, count in created.items():
        job = sample(port, kind)
        assert job["counts"] == counts(created=count), job["errors"]
        assert job["summary"][kind] == count
    finance = port.app.as_("finance")
    assert finance.get("/wallet/AG-40-GBP").json["balance"] == 1850
    assert finance.get("/wallet/external-GBP").json["balance"] == -2159.95
    [row] = finance.get("/wallet/OP-300-GBP/entry?kind=openingBalance").json["value"]
    assert (row["reference"], row["reason"], row["by"]) == (
        "Balance of 31 October 2026",
        "some.csv, line 3",
        "Fay Finance",
    )
    [entry] = finance.get("/audit/journal?subject=booking/FL-9003").json["value"]
    assert (entry["source"], entry["after"]["pickupAt"]) == (
        "some.csv, line 4",
        "2026-11-03T08:14:00+00:00",
    )
    kept = port.brought()
    for kind, count in created.items():
        assert sample(port, kind)["counts"] == counts(unchanged=count)
    assert port.brought() == kept


def sample(port: Port, kind: str) -> dict[str, Any]:
    name = kind.removeprefix("opening").lower()
    content = (DEMO / f"fleet_{name}.csv").read_text()
    return port.bring(
        content, kind=kind, mapping=None, currency=None, presetID=f"fleet-{name}", asOf="2026-11-30"
    )


def test_a_file_and_a_request_tell_of_the_same_things(fleet: Port) -> None:
    """RV-12, X-12: an id is the same as a number and as a text, and what a file does not tell stays
    as it is known.
    """
    finance = fleet.app.as_("finance")
    assert (
        finance.put(
            "/operator/OP-1", OPERATOR | {"email": "cabs@demo.test", "currency": "EUR"}
        ).status
        == 200
    )
    job = bring(fleet, "operators", "operatorID,name\nOP-1,City Cabs\n")
    assert job["counts"] == counts(unchanged=1)
    assert bring(fleet, "operators", "operatorID,name,email\nOP-1,City Cabs Ltd,\n")[
        "counts"
    ] == counts(changed=1)
    [row] = finance.get("/operator").json["value"]
    assert (row["name"], row["currency"], row["email"]) == (
        "City Cabs Ltd",
        "EUR",
        "cabs@demo.test",
    )
    before = finance.get("/booking/77").json
    told = "77,R-77,OP-1,AGG,completed,18.40,2026-11-02T09:00:00Z"
    # The operator has another name since.
    assert bring(fleet, "bookings", f"{BOOKINGS}{told}\n")["counts"] == counts(changed=1)
    assert bring(fleet, "bookings", f"{BOOKINGS}{told.replace('Z', '+00:00')}\n")[
        "counts"
    ] == counts(unchanged=1)
    after = finance.get("/booking/77").json
    assert {name for name in after if after[name] != before[name]} == {"operator", "version"}


def test_rows_that_cannot_be_are_told_by_line_and_the_others_come_in(fleet: Port) -> None:
    """X-12: each with what is wrong; what would change was seen before."""
    rows = [
        "90,R,OP-1,AGG,completed,10,2026-11-03 08:00",
        "91,R,OP-9,AGG,completed,10,2026-11-03 08:00",
        "92,R,AGG,OP-1,completed,10,2026-11-03 08:00",
        "93,R,OP-1,AGG,lost,10,2026-11-03 08:00",
        "94,R,OP-1,AGG,completed,10.001,2026-11-03 08:00",
        "95,R,OP-1,AGG,completed,10,yesterday",
        "90,R,OP-1,AGG,completed,11,2026-11-03 08:00",
        "96,R,OP-1,AGG,completed,10,2026-12-03 08:00",
    ]
    job = bring(fleet, "bookings", BOOKINGS + "\n".join(rows))
    assert job["counts"] == counts(failed=7, skipped=1)
    assert [(error["line"], error["code"]) for error in job["errors"]] == [
        (2, "contradicts"),
        (3, "notFound"),
        (4, "notFound"),
        (5, "unknownValue"),
        (6, "badAmount"),
        (7, "badDate"),
        (8, "contradicts"),
    ]
    assert [(note["line"], note["code"]) for note in job["leftOut"]] == [(9, "afterAsOf")]
    assert fleet.app.as_("finance").get("/booking/90").status == 404


def test_opening_balances_come_in_once(fleet: Port) -> None:
    """X-06, X-12: by party, currency and reference; nothing moves before the file is applied, and
    another amount is an error.
    """
    import_id = fleet.order(
        BALANCES,
        kind="openingBalances",
        mapping={name: {"column": name} for name in OPENING.strip().split(",")},
    )
    assert fleet.preview(import_id)["counts"] == counts(created=3)
    finance = fleet.app.as_("finance")
    assert finance.get("/wallet/AGG-GBP").json["balance"] == 0
    assert fleet.apply(import_id)["counts"] == counts(created=3)
    assert finance.get("/wallet/AGG-GBP").json["balance"] == 100.01
    kept = fleet.brought()
    assert bring(fleet, "openingBalances", BALANCES)["counts"] == counts(unchanged=3)
    wrong = (
        f"{OPENING}AGG,October,100.01,GBP\nAGG,December,0,GBP\nOP-9,October,1,GBP\n"
        "OP-1,October,1,EUR\nAGG,May,-1,GBP\n"
    )
    job = bring(fleet, "openingBalances", wrong)
    assert [error["code"] for error in job["errors"]] == [
        "notChangeable",
        "badAmount",
        "notFound",
        "notFound",
        "badAmount",
    ]
    assert fleet.brought() == kept


def test_a_balance_that_was_taken_back_does_not_come_again(fleet: Port) -> None:
    """IG-10, X-12: the same file once more changes nothing, whatever became of it."""
    bring(fleet, "openingBalances", BALANCES)
    finance = fleet.app.as_("finance")
    row = finance.get("/wallet/OP-1-GBP/entry").json["value"][0]
    assert (
        finance.post(f"/transfer/{row['transferID']}/correction", {"reason": "Not ours"}).status
        == 201
    )
    assert (
        fleet.app.as_("finance2").post(f"/transfer/{row['transferID']}/correction/approval").status
        == 200
    )
    assert bring(fleet, "openingBalances", BALANCES)["counts"] == counts(unchanged=3)
    assert finance.get("/wallet/OP-1-GBP").json["balance"] == 0


@pytest.mark.parametrize("kind", ["openingBalances", "bookings"])
def test_a_run_that_breaks_off_is_taken_up_and_counts_right(fleet: Port, kind: str) -> None:
    """X-12: what was written before is written once, and counted as what it was."""
    files = {
        "openingBalances": BALANCES,
        "bookings": f"{BOOKINGS}90,R,OP-1,AGG,completed,10,2026-11-03 08:00\n",
    }
    columns = files[kind].split("\n", 1)[0].split(",")
    import_id = fleet.order(
        files[kind],
        kind=kind,
        currency="GBP",
        asOf="2026-11-30",
        mapping={name: {"column": name} for name in columns},
    )
    rows = fleet.preview(import_id)["rows"]
    assert fleet.app.as_("finance").post(f"/import/{import_id}/application").status == 202
    save = fleet.app.table.commit
    saved: list[Any] = []

    def lose_the_save(writes: Any) -> None:
        if writes[0].item["sk"] == "IMPORT" and (saved.append(writes) or len(saved)) == 2:
            raise ConnectionError("the run died before it saved its place")
        save(writes)

    fleet.app.table.commit = lose_the_save  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        fleet.run(import_id)
    fleet.app.table.commit = save  # type: ignore[method-assign]
    assert fleet.run(import_id, later=61) == "done"
    assert fleet.show(import_id)["counts"] == counts(created=rows)


def test_balances_are_brought_in_by_who_may_bring_in_one(fleet: Port) -> None:
    """IG-10: finance alone, as a deposit; nobody else sees or begins such an import."""
    import_id = fleet.order(
        BALANCES,
        kind="openingBalances",
        mapping={name: {"column": name} for name in OPENING.strip().split(",")},
    )
    for who in ("agent", "manager"):
        desk = fleet.app.as_(who)
        refused(
            desk.post("/import", {"kind": "openingBalances", "fileName": "b.csv", "size": 1}), 403
        )
        for step in ("preview", "application"):
            refused(desk.post(f"/import/{import_id}/{step}"), 403)
        refused(desk.put(f"/import/{import_id}/mapping", {"mapping": {}}), 403)
        refused(desk.get(f"/import/{import_id}"), 403)
        refused(desk.get(f"/import/{import_id}/error"), 403)
        assert desk.get("/import").json["value"] == []
    assert [row["importID"] for row in fleet.app.as_("finance").get("/import").json["value"]] == [
        import_id
    ]
    agent = fleet.app.as_("agent")
    assert agent.post("/import", {"kind": "bookings", "fileName": "b.csv", "size": 1}).status == 201


def test_each_kind_of_file_can_be_ordered_and_mapped(port: Port) -> None:
    """X-12: the API takes what can be mapped, and each kind is named by what it requires."""
    for kind, fields in FIELDS.items():
        ordered = port.app.as_("finance").post(
            "/import", {"kind": kind, "fileName": "x.csv", "size": 1}
        )
        assert ordered.status == 201, ordered.text
        names = {one.name for one in fields}
        assert set(NAMED_BY.get(kind, ())) <= names


@pytest.mark.parametrize(
    "written", ["%d/%m/%Y", "%d/%m/%Y %H", "%H:%M", "%d/%m/%Y %H:%M %H", "%d/%m/%Y %I:%M"]
)
def test_a_moment_is_written_with_day_and_time(port: Port, written: str) -> None:
    """X-12."""
    mapping = {one.name: {"column": one.name} for one in FIELDS["bookings"]} | {
        "pickupAt": {"column": "p", "format": written}
    }
    order = {"kind": "bookings", "fileName": "b.csv", "size": 1, "mapping": mapping}
    answer = refused(port.app.as_("agent").post("/import", order), 400, rule="X-12")
    assert answer.json["errors"][0]["pointer"] == "/mapping/pickupAt"


def test_balances_that_are_too_much_for_one_person_come_in_by_two(fleet: Port) -> None:
    """X-16: the preview says of which rows that is so, those alone are errors, and another one's
    hand brings them in.
    """
    content = (
        OPENING
        + "AGG,October,6000.00,GBP\nAGG,November,4000.01,GBP\n"
        + "OP-1,October,10000.00,GBP\nOP-1,May,0.01,GBP\n"
    )
    done = bring(fleet, "openingBalances", content)
    assert (done["counts"], [error["line"] for error in done["errors"]]) == (
        counts(created=2, failed=2),
        [3, 5],
    )
    assert {error["code"] for error in done["errors"]} == {"forbidden"}
    balances = "AGG,One,20000.00,GBP\nOP-1,Two,5.00,GBP\n"
    import_id = fleet.order(
        OPENING + balances,
        kind="openingBalances",
        mapping={name: {"column": name} for name in OPENING.strip().split(",")},
    )
    previewed = fleet.preview(import_id)
    assert (previewed["counts"]["created"], [one["line"] for one in previewed["warnings"]]) == (
        2,
        [2, 3],
    )
    second = Port(fleet.app, fleet.files, who="finance2")
    assert second.apply(import_id)["counts"] == counts(created=2)
    assert fleet.app.as_("finance").get("/wallet/AGG-GBP").json["balance"] == 26_000
    for wallet, reference in (("AGG-GBP", "One"), ("OP-1-GBP", "Two")):
        entries = fleet.app.as_("finance3").get(f"/wallet/{wallet}/entry").json["value"]
        [entry] = [one for one in entries if one["reference"] == reference]
        assert (entry["askedBy"], entry["by"], entry["reason"].startswith("some.csv, line ")) == (
            "Fay Finance",
            "Finn Finance",
            True,
        )
        assert {(one["askedBy"], one["by"]) for one in entries if one is not entry} == {
            (None, "Fay Finance")
        }
    assert fleet.app.faults() == []


MANY_SMALL = [
    ("AGG", 6_000),
    ("AGG", 4_000.01),
    ("OP-1", 9_999),
    ("AGG", 3_999),
    ("OP-1", 2),
    ("AGG", 1),
    ("OP-1", 1),
    ("AGG", 0.01),
]
TOO_MUCH = [3, 6, 9]


@pytest.mark.parametrize("rows_at_once", [100, 1, 3])
def test_the_preview_of_balances_says_what_applying_does(
    fleet: Port, monkeypatch: pytest.MonkeyPatch, rows_at_once: int
) -> None:
    """X-16: all rows into a wallet count together, also in a preview that works in parts, and is
    broken off and gone on with.
    """
    monkeypatch.setattr(run, "ROWS_AT_ONCE", rows_at_once)
    rows = "".join(
        f"{party},Row {nth},{amount},GBP\n" for nth, (party, amount) in enumerate(MANY_SMALL)
    )
    mapping = {name: {"column": name} for name in OPENING.strip().split(",")}
    import_id = fleet.order(OPENING + rows, kind="openingBalances", mapping=mapping)
    assert fleet.app.as_("finance").post(f"/import/{import_id}/preview").status == 202
    while fleet.run(import_id, seconds_left=1) == "reading":
        pass
    previewed = fleet.show(import_id)
    assert (previewed["counts"]["created"], [one["line"] for one in previewed["warnings"]]) == (
        len(MANY_SMALL),
        TOO_MUCH,
    )
    applied = fleet.apply(import_id)
    assert [error["line"] for error in applied["errors"]] == TOO_MUCH
    assert fleet.app.faults() == []


def test_what_came_in_before_the_preview_counts_and_so_does_the_day(fleet: Port) -> None:
    """X-16: by one person alone on the same day of the company; what is there already
    counts once.
    """
    assert (
        fleet.app.as_("finance")
        .post("/wallet/AGG-GBP/deposit", {"amount": 9_000, "reference": "x"})
        .status
        == 201
    )
    mapping = {name: {"column": name} for name in OPENING.strip().split(",")}
    content = OPENING + "AGG,One,900,GBP\nAGG,Two,101,GBP\n"
    assert bring(fleet, "openingBalances", content)["counts"] == counts(created=1, failed=1)
    import_id = fleet.order(
        content + "AGG,Three,100,GBP\n", kind="openingBalances", mapping=mapping
    )
    warned = fleet.preview(import_id)
    assert ([one["line"] for one in warned["warnings"]], warned["counts"]["unchanged"]) == ([3], 1)
    fleet.app.later(minutes=24 * 60)
    assert [one["line"] for one in fleet.preview(import_id)["warnings"]] == []
