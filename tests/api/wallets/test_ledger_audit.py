"""The audit of wallets, statements, transfers and booking disputes: what was done past the ledger
is found (IG-06, IG-10, X-05, X-06).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.actions.wallets import audits
from chalicelib.domain.wallets.transfer import between
from chalicelib.store.ledger import entry_item, to_entry, to_wallet, wallet_item
from infra import audit
from tests import snapshots
from tests.api.refusals import refused
from tests.app import App
from tests.audit import AuditAPI
from tests.scenarios import SCENARIOS

APPROVAL = "POST /dispute/{disputeID}/fundRequest/{requestID}/approval"
GONE = object()


@pytest.fixture
def moved(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """An app in which money has moved, and the audit of it as `make audit` asks for it."""
    app.once("moved", lambda: move(app))
    monkeypatch.setattr(audit.Api, "of_environment", AuditAPI)
    AuditAPI.app = app
    return app


def move(app: App) -> None:
    """A request that was paid and one that was rejected, two deposits of which one was taken back,
    and a floor.
    """
    sent = SCENARIOS[APPROVAL].prepared(app, APPROVAL)
    dispute = sent.target.split("/")[2]
    assert sent.send(app).status == 200
    asked = app.as_("operator").post(f"/dispute/{dispute}/fundRequest", {"amount": 3}).json
    request = asked["pending"][0]["requestID"]
    assert (
        app.as_("aggregator").post(f"/dispute/{dispute}/fundRequest/{request}/rejection", {}).status
        == 200
    )
    paid = (
        app.as_("finance")
        .post("/wallet/AGG-GBP/deposit", {"amount": 7, "reference": "BACS 2"})
        .json["transferID"]
    )
    assert (
        app.as_("finance").post(f"/transfer/{paid}/correction", {"reason": "Twice"}).status == 201
    )
    assert app.as_("finance2").post(f"/transfer/{paid}/correction/approval").status == 200
    assert app.as_("finance").put("/wallet/OP-1-GBP/floor", {"floor": 2}).status == 200
    app.later(minutes=2)


def test_the_audit_finds_what_moved_sound(moved: App, capsys: pytest.CaptureFixture[str]) -> None:
    """X-06: `make audit` looks at every dispute, booking, party, wallet, entry and sum."""
    audit.main()
    told = capsys.readouterr().out
    for words in (
        "1 disputes",
        "1 bookings",
        "8 entries of wallets",
        "1 corrections, deposits and floors for a second person",
        "3 wallets that come to nothing together",
    ):
        assert f"{words} checked, 0 wrong" in told


def test_a_statement_is_verified_page_by_page(moved: App) -> None:
    """X-05: each page goes on from the entry before it."""
    pages, target = [], "/audit/verify?walletID=AGG-GBP&limit=1"
    page = moved.as_("finance").get(target)
    while page.json["nextCursor"]:
        pages.append(page.json)
        page = moved.as_("finance").get(f"{target}&cursor={page.json['nextCursor']}")
    assert [(one["checked"], one["value"]) for one in pages] == [(1, [])] * 4
    refused(moved.as_("finance").get("/audit/verify?walletID=none-GBP"), 404)
    for query in ("of=wallets&kind=booking", "of=wallets&walletID=AGG-GBP", "of=entries"):
        refused(moved.as_("finance").get(f"/audit/verify?{query}"), 400)


def changed(
    place: str, nth: int, **values: Any
) -> Callable[[dict[str, Any]], list[tuple[str, Any]]]:
    """The nth item whose key begins so, with other values, or gone where there are none."""

    def change(items: dict[str, Any]) -> list[tuple[str, Any]]:
        name = sorted(one for one in items if one.startswith(place))[nth]
        return [(name, items[name] | values if values else GONE)]

    return change


def forged(items: dict[str, Any]) -> list[tuple[str, Any]]:
    """Money out of nothing: an entry and a balance that agree with one another, and with no other
    wallet.
    """
    wallet, last = (
        to_wallet(items["WALLET#OP-1-GBP WALLET"]),
        to_entry(items[_entries(items, "OP-1-GBP")[-1]]),
    )
    postings = between("external-GBP", "OP-1-GBP", last.amount)
    transfer = replace(
        last.transfer, transfer_id="forged", kind="deposit", postings=postings, request_id=None
    )
    entry = replace(
        last,
        sequence=2,
        balance=last.balance + last.amount,
        other_ids=("external-GBP",),
        transfer=transfer,
    )
    entry = replace(entry, previous_hash=last.hash).sealed()
    richer = replace(wallet, balance=entry.balance, sequence=2, last_hash=entry.hash)
    return [(one["pk"] + " " + one["sk"], one) for one in (entry_item(entry), wallet_item(richer))]


def resealed(items: dict[str, Any]) -> list[tuple[str, Any]]:
    """A last entry whose balance is another, with a hash that fits, as the wallet says too."""
    wallet, last = (
        to_wallet(items["WALLET#OP-1-GBP WALLET"]),
        to_entry(items[_entries(items, "OP-1-GBP")[-1]]),
    )
    entry = replace(last, balance=900).sealed()
    told = replace(wallet, balance=900, last_hash=entry.hash)
    return [(one["pk"] + " " + one["sk"], one) for one in (entry_item(entry), wallet_item(told))]


def doubled(items: dict[str, Any]) -> list[tuple[str, Any]]:
    """A transfer that stands in one statement twice."""
    wallet, last = (
        to_wallet(items["WALLET#OP-1-GBP WALLET"]),
        to_entry(items[_entries(items, "OP-1-GBP")[-1]]),
    )
    entry = replace(last, sequence=2, balance=last.balance * 2, previous_hash=last.hash).sealed()
    told = replace(wallet, balance=entry.balance, sequence=2, last_hash=entry.hash)
    return [(one["pk"] + " " + one["sk"], one) for one in (entry_item(entry), wallet_item(told))]


def _entries(items: dict[str, Any], wallet: str) -> list[str]:
    return sorted(name for name in items if name.startswith(f"WALLET#{wallet} ENTRY#"))


NOT_ITS_LAST = "wallet/OP-1-GBP: The wallet is not what its last entry says."
NO_SUM = "ledger: All accounts in GBP come to"


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (changed("WALLET#OP-1-GBP WALLET", 0, balance=9000), [NOT_ITS_LAST, NO_SUM]),
        (changed("WALLET#OP-1-GBP WALLET", 0, sequence=2), [NOT_ITS_LAST]),
        (
            changed("WALLET#OP-1-GBP WALLET", 0, floor=-500),
            ["wallet/OP-1-GBP: It is not what its journal says."],
        ),
        (
            changed("WALLET#AGG-GBP WALLET", 0, floor=-500),
            ["wallet/AGG-GBP: It is not what its journal says."],
        ),
        (
            changed("WALLET#AGG-GBP ENTRY#", 1, amount=-1),
            ["wallet/AGG-GBP: Entry 2 is not as it was written."],
        ),
        (
            changed("WALLET#AGG-GBP ENTRY#", 1),
            ["wallet/AGG-GBP: Entry 2 is not as it was written.", "does not have its one entry."],
        ),
        (
            changed("WALLET#OP-1-GBP ENTRY#", 0),
            [
                NOT_ITS_LAST,
                "wallet/AGG-GBP: Entry 2: the other wallet does not have its one entry.",
            ],
        ),
        (resealed, ["The balance after entry 1 is not the sum of all up to it.", NO_SUM]),
        (
            forged,
            [
                (
                    "Entry 2: its transfer is gone. Entry 2: the other wallet does not have its one"
                    " entry."
                ),
                NO_SUM,
            ],
        ),
        (
            doubled,
            [
                "Entry 2: its transfer stands in the statement twice.",
                "AGG-GBP: Entry 2: the other wallet does not have its",
                NO_SUM,
            ],
        ),
        (changed("TRANSFER#", 0, postings=[]), ["its transfer is not what it says."]),
        (changed("TRANSFER#", 0, reference="Else"), ["its transfer is not what it says."]),
        ("paid", ["its transfer is gone.", "is approved, and not what was asked for has moved."]),
        (
            "unpaid",
            [
                "the request that it was for does not name it.",
                "What the operator asked for is not the sum of its requests.",
            ],
        ),
        (
            "nameless",
            [
                "the request that it was for does not name it.",
                "does not name the one transfer that goes with it.",
            ],
        ),
        ("less", ["is approved, and not what was asked for has moved."]),
        ("correction", ["nobody agreed to take back what it takes back."]),
        ("why", ["correction/", ": It is not what its journal says."]),
        ("whose", ["correction/", ": It is not what its journal says."]),
        (changed("LEDGER GBP#OP-1-GBP", 0), [NO_SUM]),
        (
            changed("PARTY#AGG PARTY", 0, settlement="invoice"),
            ["party/AGG: It is not what its journal says."],
        ),
        (
            changed("BOOKING#77 BOOKING", 0, fare=1),
            ["booking/77: It is not what its journal says."],
        ),
        ("event", ["Event 2 is not as it was written."]),
    ],
)
def test_the_audit_finds_what_was_done_past_the_ledger(
    moved: App, capsys: pytest.CaptureFixture[str], tamper: Any, found: list[str]
) -> None:
    """IG-06, IG-10, X-05, X-06: each fault that is planted, and where it is."""
    items = moved.items()
    change = (
        tamper if callable(tamper) else changed(*TAMPERED[tamper][0](items), **TAMPERED[tamper][1])
    )
    moved.is_tampered = True
    for name, item in change(items):
        if item is GONE:
            moved.table.delete_batch([dict(zip(("pk", "sk"), name.split(" ", 1), strict=True))])
        else:
            moved.table.write_batch([item])
    with pytest.raises(SystemExit):
        audit.main()
    told = capsys.readouterr().out
    assert [words for words in found if words not in told] == [], told


def _with(**values: Any) -> Callable[[dict[str, Any]], tuple[str, int]]:
    """The name of the one item that has these values."""

    def find(items: dict[str, Any]) -> tuple[str, int]:
        [name] = [
            name
            for name, item in items.items()
            if all(item.get(key) == value for key, value in values.items())
        ]
        return name, 0

    return find


TAMPERED: dict[str, tuple[Callable[[dict[str, Any]], tuple[str, int]], dict[str, Any]]] = {
    "paid": (_with(sk="TRANSFER", kind="fundRequest"), {}),
    "unpaid": (
        _with(status="approved", side="operator"),
        {"status": "rejected", "transfer_id": None},
    ),
    "nameless": (_with(status="approved", side="operator"), {"transfer_id": None}),
    "less": (_with(status="approved", side="operator"), {"amount": 499}),
    "correction": (_with(sk="CORRECTION"), {"status": "refused"}),
    "why": (_with(sk="CORRECTION"), {"reason": "Else"}),
    "whose": (_with(sk="CORRECTION"), {"debit_name": "Else"}),
    "event": (_with(sk="EVENT#00000002", type="fundsRequested", sequence=2), {"text": "Nothing"}),
}
"""What is looked for by what it is, since its key is made up when it is written."""


@pytest.fixture
def asked(moved: App) -> App:
    """Beside these, of deposits and of floors one each that was made, refused and waits; and a
    floor that was so already.
    """
    wallet, finance, second = "/wallet/OP-1-GBP", moved.as_("finance"), moved.as_("finance2")
    for nth, answer in enumerate(("approval", "rejection", None)):
        deposit = finance.post(
            f"{wallet}/deposit", {"amount": 20_000 + nth, "reference": f"Large {nth}"}
        ).json["proposalID"]
        floor = finance.put(f"{wallet}/floor", {"floor": -20_000 - nth}).json["proposalID"]
        for one in (deposit, floor) if answer else ():
            assert (
                second.post(
                    f"/proposal/{one}/{answer}", {"reason": "No"} if answer == "rejection" else {}
                ).status
                == 200
            )
    again = [
        who.put(f"{wallet}/floor", {"floor": -30_000}).json["proposalID"]
        for who in (finance, second)
    ]
    for one, who in zip(again, ("finance2", "finance"), strict=True):
        assert moved.as_(who).post(f"/proposal/{one}/approval", {}).status == 200
    moved.later(minutes=2)
    return moved


def test_the_audit_looks_at_all_that_takes_a_second_person(
    asked: App, capsys: pytest.CaptureFixture[str]
) -> None:
    """X-16: what waits and what was decided, whatever came of it."""
    audit.main()
    assert (
        "9 corrections, deposits and floors for a second person checked, 0 wrong"
        in capsys.readouterr().out
    )
    assert asked.faults() == []
    pages = [
        asked.as_("finance").get(f"/audit/verify?of=proposals&state={state}&limit=100").json
        for state in ("open", "ended")
    ]
    assert [(page["checked"], page["value"]) for page in pages] == [(2, []), (6, [])]
    for query in (
        "of=proposals&kind=booking",
        "of=corrections&walletID=OP-1-GBP",
        "of=proposals&state=all",
    ):
        refused(asked.as_("finance").get(f"/audit/verify?{query}"), 400)


NOT_IN, NOT_SET = (
    "It was agreed to, and not what was asked for has come in.",
    "It was agreed to, and not the floor that was asked for was set",
)


@pytest.mark.parametrize(
    ("where", "values", "found"),
    [
        ({"sk": "PROPOSAL", "kind": "deposit", "status": "made"}, {"amount": 1}, NOT_IN),
        ({"sk": "PROPOSAL", "kind": "deposit", "status": "made"}, {"wallet_id": "AGG-GBP"}, NOT_IN),
        (
            {"sk": "PROPOSAL", "kind": "deposit", "status": "made"},
            {"asked_by": "finance2"},
            "agreed to by who asked for it.",
        ),
        (
            {"sk": "PROPOSAL", "kind": "deposit", "status": "made"},
            {"status": "refused"},
            "under its id that nobody agreed to.",
        ),
        (
            {"sk": "PROPOSAL", "kind": "deposit", "status": "made"},
            {},
            "nobody agreed to let it come in.",
        ),
        ({"sk": "PROPOSAL", "kind": "deposit", "status": "refused"}, {"status": "made"}, NOT_IN),
        (
            {"sk": "PROPOSAL", "kind": "deposit", "status": "refused"},
            {"answer": "Else"},
            "It is not what its journal says.",
        ),
        (
            {"sk": "PROPOSAL", "kind": "deposit", "status": "asked"},
            {"status": "made"},
            "does not say so of who decided it and when.",
        ),
        ({"sk": "PROPOSAL", "kind": "floor", "status": "refused"}, {"status": "made"}, NOT_SET),
        (
            {"sk": "PROPOSAL", "kind": "floor", "amount": -2_000_000},
            {"status": "refused"},
            "A floor was set under its name that nobody",
        ),
        ({"sk": "PROPOSAL", "kind": "floor", "amount": -2_000_000}, {"amount": -1}, NOT_SET),
        (
            {"sk": "TRANSFER", "kind": "deposit", "reference": "Large 0"},
            {"asked_by_name": "Else"},
            NOT_IN,
        ),
        (
            {"sk": "CORRECTION"},
            {"status": "refused"},
            "It names a transfer that does not go with what became of it.",
        ),
        (
            {"sk": "TRANSFER", "kind": "correction"},
            {"postings": []},
            "It was agreed to, and not what was asked for was taken back.",
        ),
    ],
)
def test_the_audit_finds_what_a_second_person_never_agreed_to(
    asked: App,
    capsys: pytest.CaptureFixture[str],
    where: dict[str, Any],
    values: dict[str, Any],
    found: str,
) -> None:
    """X-16, IG-10: what was made has exactly what was asked for, and what was refused or waits has
    nothing.
    """
    name, _ = _with(**where)(items := asked.items())
    asked.is_tampered = True
    if values:
        asked.table.write_batch([items[name] | values])
    else:
        asked.table.delete_batch([dict(zip(("pk", "sk"), name.split(" ", 1), strict=True))])
    with pytest.raises(SystemExit):
        audit.main()
    assert found in (told := capsys.readouterr().out), told


def test_more_wallets_than_are_added_up_are_told(
    moved: App, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """X-06: a part of the ledger need not come to nothing, and is not said to."""
    monkeypatch.setattr(audits, "A_PAGE", 1)
    assert moved.as_("finance").get("/audit/verify?of=ledger").json["complete"] is True
    monkeypatch.setattr(audits, "MOST_PAGES", 2)
    told = moved.as_("finance").get("/audit/verify?of=ledger").json
    assert told == {"checked": 2, "complete": False, "value": [], "nextCursor": None}
    audit.main()
    assert (
        "there are more wallets that come to nothing together, which were not looked at"
        in capsys.readouterr().out
    )


def test_what_is_just_being_written_is_no_fault(moved: App) -> None:
    """X-06: wallets are added up as they stood a minute ago, whatever moves meanwhile."""
    before = snapshots.taken(moved)
    assert (
        moved.as_("finance")
        .post("/wallet/OP-1-GBP/deposit", {"amount": 1, "reference": "x"})
        .status
        == 201
    )
    half = moved.items()["WALLET#external-GBP WALLET"]
    snapshots.put_back(moved, before)
    moved.is_tampered = True
    moved.table.write_batch([half])
    assert moved.as_("finance").get("/audit/verify?of=ledger").json["value"] == []
    moved.ahead += timedelta(minutes=2)
    assert moved.as_("finance").get("/audit/verify?of=ledger").json["value"] != []
