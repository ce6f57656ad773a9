"""Transfers of several postings, pending, posted, voided and taken back, as commands write them
(IG-10, IG-11, X-01).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from chalicelib.actions.execution import Action, Runtime, execute
from chalicelib.domain.wallets.transfer import MOST_POSTINGS
from chalicelib.errors import (
    AlreadyDecided,
    AlreadyDone,
    InsufficientFunds,
    NotFound,
    Overloaded,
    TooMany,
)
from chalicelib.store.table import MAX_TRANSACTION_ITEMS, Put
from infra import audit
from tests import snapshots
from tests.api.refusals import refused
from tests.app import App
from tests.audit import AuditAPI
from tests.breaking_off import Clockwork, Death, Saboteur, state
from tests.engine.transfers import (
    CALLER,
    WALLETS,
    Moves,
    command,
    fresh_id,
    move_many,
    no_cursors,
    open_wallets,
    post_pending,
    reserve,
    take_back,
    void,
)

PAYOUT: Moves = [("P-0-GBP", -15_000), ("external-GBP", 15_000), ("P-1-GBP", -40), ("P-0-GBP", 40)]
"""Payout and fine of one decision: the first party's wallet stands in it twice, the second one may
owe.
"""


@pytest.fixture
def vault(app: App) -> App:
    """An app with ten wallets, of 200.00 each; the second one may owe 5."""
    app.once("ten wallets", lambda: furnish(app))
    return app


def furnish(app: App) -> None:
    open_wallets(app.table, [replace(wallet, floor=0) for wallet in WALLETS])
    assert app.as_("finance").put("/wallet/P-1-GBP/floor", {"floor": -5}).status == 200


def do(app: App, action: Action, key: str | None = None) -> str:
    """Carries it out, and gives the id of its transfer."""
    return execute(
        Runtime(app.table, app.now, fresh_id, no_cursors),
        CALLER,
        command(key or fresh_id()),
        action,
    ).body


def held(app: App, wallet_id: str) -> tuple[Any, ...]:
    """Balance, what is reserved, where anything is, and what may go out."""
    told = app.as_("finance").get(f"/wallet/{wallet_id}").json
    return told["balance"], told.get("reserved"), told["available"]


def test_what_is_pending_is_reserved_and_stands_in_no_statement(vault: App) -> None:
    """IG-10, IG-11: it counts against the floor of what it will leave; posted, it is one line for
    each posting.
    """
    before = vault.as_("finance").get("/wallet/P-0-GBP/entry").json["value"]
    pending = do(vault, reserve(PAYOUT))
    assert held(vault, "P-0-GBP") == (200, 149.6, 50.4)
    assert held(vault, "P-1-GBP") == (200, 0.4, 204.6)
    assert held(vault, "external-GBP") == (-2000, None, None)
    assert vault.as_("finance").get("/wallet/P-0-GBP/entry").json["value"] == before
    with pytest.raises(InsufficientFunds):
        do(vault, move_many([("P-0-GBP", -5_041), ("P-2-GBP", 5_041)]))
    do(vault, move_many([("P-0-GBP", -5_040), ("P-2-GBP", 5_040)]))
    do(vault, post_pending(pending))
    assert held(vault, "P-0-GBP") == (0, None, 0)
    rows = vault.as_("finance").get("/wallet/P-0-GBP/entry").json["value"][:2]
    assert [
        (row["transferID"], row["amount"], row["balance"], row["counterparty"]) for row in rows
    ] == [
        (pending, -150, 0, "Outside"),
        (pending, 0.4, 150, "Party 1"),
    ]
    assert [row["otherWalletID"] for row in rows] == ["external-GBP", "P-1-GBP"]


def test_what_is_voided_is_free_again(vault: App) -> None:
    """IG-11: nothing has moved, and the journal says who ended it and why (X-05)."""
    pending = do(vault, reserve(PAYOUT))
    do(vault, void(pending))
    assert held(vault, "P-0-GBP") == (200, None, 200)
    entries = (
        vault.as_("finance").get(f"/audit/journal?subject=reservation%2F{pending}").json["value"]
    )
    assert [(one["after"]["status"], one["after"].get("reason")) for one in entries] == [
        ("pending", None),
        ("voided", "Not so"),
    ]


@pytest.mark.parametrize(
    ("first", "then"),
    [(post_pending, void), (void, post_pending), (post_pending, post_pending), (void, void)],
)
def test_what_is_pending_ends_once(
    vault: App, first: Callable[[str], Action], then: Callable[[str], Action]
) -> None:
    """X-01: posted or voided, whatever is tried after it."""
    pending = do(vault, reserve(PAYOUT))
    do(vault, first(pending))
    after = state(vault)
    with pytest.raises(AlreadyDecided):
        do(vault, then(pending))
    assert state(vault) == after
    with pytest.raises(NotFound):
        do(vault, then("NOBODY"))


def test_a_floor_that_was_raised_keeps_back_what_is_pending(vault: App) -> None:
    """IG-11: nothing goes out until the wallet is above its floor; until then it is still pending,
    and can be voided.
    """
    pending = do(vault, reserve(PAYOUT))
    assert vault.as_("finance").put("/wallet/P-0-GBP/floor", {"floor": 60}).status == 200
    assert held(vault, "P-0-GBP") == (200, 149.6, 0)
    with pytest.raises(InsufficientFunds):
        do(vault, post_pending(pending))
    do(vault, move_many([("external-GBP", -960), ("P-0-GBP", 960)]))
    do(vault, post_pending(pending))
    assert held(vault, "P-0-GBP") == (60, None, 0)


def test_two_people_take_back_every_posting(vault: App) -> None:
    """IG-10: a correction of a transfer of several postings, by the one transfer that takes it
    back.
    """
    moved = do(vault, post_pending(do(vault, reserve(PAYOUT))))
    asked = vault.as_("finance").post(f"/transfer/{moved}/correction", {"reason": "Not so"})
    told = asked.json["transfer"]
    assert (told["from"], told["fromName"], told["to"], told["toName"]) == (
        None,
        "Party 0, Party 1",
        None,
        "Outside, Party 0",
    )
    assert [(one["walletID"], one["amount"]) for one in told["postings"]] == [
        (name, amount / 100) for name, amount in PAYOUT
    ]
    preview = vault.as_("finance2").post(f"/transfer/{moved}/correction/approval?dryRun=true").json
    changes = [
        (one["name"], one["balanceBefore"], one["balanceAfter"]) for one in preview["wallets"]
    ]
    assert changes == [("Party 0", 50.4, 200), ("Party 1", 199.6, 200), ("Outside", -1850, -2000)]
    assert vault.as_("finance2").post(f"/transfer/{moved}/correction/approval").status == 200
    assert [held(vault, f"P-{n}-GBP")[0] for n in (0, 1)] == [200, 200]
    with pytest.raises(AlreadyDone):
        do(vault, take_back(moved))


def test_what_was_taken_back_otherwise_is_not_taken_back_again(vault: App) -> None:
    """IG-10: neither asked for nor agreed to; who asked can take that back."""
    moved = do(vault, move_many(PAYOUT))
    assert (
        vault.as_("finance").post(f"/transfer/{moved}/correction", {"reason": "Not so"}).status
        == 201
    )
    do(vault, take_back(moved))
    vault.is_tampered = True  # nobody agreed to that one
    for who, path in (("finance2", ""), ("finance2", "/approval")):
        refused(
            vault.as_(who).post(
                f"/transfer/{moved}/correction{path}", {} if path else {"reason": "x"}
            ),
            409,
            rule="IG-10",
        )
    assert vault.as_("finance").post(f"/transfer/{moved}/correction/rejection", {}).status == 200


FAULTS = {
    "before": (Death(), EndpointConnectionError(endpoint_url="https://dynamodb")),
    "after": (Death(), ReadTimeoutError(endpoint_url="https://dynamodb")),
}
COMMANDS: dict[str, Callable[[App], Action]] = {
    "move": lambda _: move_many(PAYOUT),
    "reserve": lambda _: reserve(PAYOUT),
    "post": lambda app: post_pending(do(app, reserve(PAYOUT))),
    "void": lambda app: void(do(app, reserve(PAYOUT))),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_interrupted_and_sent_again_counts_once(vault: App, name: str) -> None:
    """X-01, IG-06: wherever it breaks off, all of it or nothing is there, in two reads and one
    transaction.
    """
    action = COMMANDS[name](vault)
    items = snapshots.taken(vault)
    clockwork = Clockwork()
    runtime = Runtime(vault.table, clockwork.now, clockwork.new_id, no_cursors)
    calls = len(vault.meter.calls)
    whole = execute(runtime, CALLER, command("the-same-key"), action)
    made = vault.meter.calls[calls:]
    assert made == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]
    before, after = snapshots.plain(items), state(vault)
    saboteur = Saboteur(vault.client)
    for place, call in enumerate(made):
        for moment, faults in FAULTS.items():
            for fault in faults:
                where = f"{type(fault).__name__} {moment} {call}"
                snapshots.put_back(vault, items)
                saboteur.plan(place, moment, fault)
                try:
                    execute(runtime, CALLER, command("the-same-key"), action)
                except (Death, Overloaded):
                    assert state(vault) in (before, after), where
                assert saboteur.place is None, where
                assert execute(runtime, CALLER, command("the-same-key"), action) == whole, where
                assert state(vault) == after, where


def test_the_largest_transfer_fits_a_transaction(vault: App) -> None:
    """IG-06: twelve postings over eleven wallets; more are refused in words, and so is whatever is
    more than the table takes at once.
    """
    names = [wallet.wallet_id for wallet in WALLETS]
    largest: Moves = [*((name, -10) for name in names), ("external-GBP", 60), ("external-GBP", 40)]
    assert len(largest) == MOST_POSTINGS
    do(vault, post_pending(do(vault, reserve(largest))))
    assert [held(vault, name)[0] for name in names] == [199.9] * 10
    with pytest.raises(TooMany):
        do(vault, move_many([*largest, ("P-0-GBP", -1), ("P-1-GBP", 1)]))
    with pytest.raises(TooMany, match="at most 100"):
        vault.table.commit(
            [Put({"pk": f"X{n}", "sk": "X"}) for n in range(MAX_TRANSACTION_ITEMS + 1)]
        )


NOT_PENDING = "which is not pending."


@pytest.mark.parametrize(
    ("sk", "values", "found"),
    [
        ("WALLET", {"reserved": 1}, "What is reserved is not the sum of what is pending."),
        ("RESERVATION", {"status": "posted"}, "and not what was pending has moved."),
        ("RESERVATION", {"status": "voided"}, NOT_PENDING),
        ("RESERVATION", {}, NOT_PENDING),
        ("RESERVED#", {"amount": 1}, NOT_PENDING),
        ("RESERVED#", {}, "What its wallets keep for it is not what is pending."),
        ("POSTED", {}, "it was pending, and was not posted."),
        ("TRANSFER", {"reserved_at": None}, "its transfer is not what it says."),
        ("TRANSFER", {}, "and not what was pending has moved."),
        ("ENTRY#", {}, "the wallet P-0-GBP does not have its 2 entries."),
        ("JOURNAL", {"after": {"status": "voided"}}, "Event 2 is not as it was written."),
    ],
)
def test_the_audit_finds_what_was_done_past_what_is_pending(
    vault: App,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    sk: str,
    values: dict[str, Any],
    found: str,
) -> None:
    """X-05, X-06: sound with one pending, one posted and one voided; and each fault that is
    planted.
    """
    monkeypatch.setattr(audit.Api, "of_environment", AuditAPI)
    AuditAPI.app = vault
    waiting, moved, left = (
        do(vault, reserve(moves))
        for moves in (PAYOUT, [("P-2-GBP", -9), ("P-3-GBP", 9)], [("P-4-GBP", -9), ("P-3-GBP", 9)])
    )
    do(vault, post_pending(moved))
    do(vault, void(left))
    do(vault, move_many([("P-0-GBP", -30), ("P-5-GBP", 30), ("P-1-GBP", -20), ("P-0-GBP", 20)]))
    vault.later(minutes=2)
    audit.main()
    assert "3 transfers that are or were pending checked, 0 wrong" in capsys.readouterr().out
    assert vault.faults() == []
    items = vault.items()
    wanted = {
        "WALLET": "WALLET#P-0-GBP WALLET",
        "RESERVATION": f"TRANSFER#{waiting} RESERVATION",
        "POSTED": f"TRANSFER#{moved} RESERVATION",
        "RESERVED#": f"WALLET#P-0-GBP RESERVED#{waiting}",
        "TRANSFER": f"TRANSFER#{moved} TRANSFER",
        "ENTRY#": max(name for name in items if name.startswith("WALLET#P-0-GBP ENTRY#")),
        "JOURNAL": f"JOURNAL#reservation/{left} EVENT#00000002",
    }[sk]
    vault.is_tampered = True
    if values:
        vault.table.write_batch(
            [{name: value for name, value in (items[wanted] | values).items() if value is not None}]
        )
    else:
        vault.table.delete_batch([dict(zip(("pk", "sk"), wanted.split(" ", 1), strict=True))])
    with pytest.raises(SystemExit):
        audit.main()
    assert found in (told := capsys.readouterr().out), told
    assert any(found.split("Event")[0] in fault for fault in vault.faults()) or sk == "JOURNAL"
