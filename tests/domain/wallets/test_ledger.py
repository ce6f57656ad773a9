"""Wallets and transfers (IG-06, IG-10, IG-11, X-05, X-06)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.base.money import MAX_MINOR_UNITS
from chalicelib.domain.wallets.ledger import (
    Entry,
    Wallet,
    ledger_faults,
    outside_wallet,
    post,
    read_wallet_id,
    set_floor,
    wallet_faults,
    wallet_id,
)
from chalicelib.domain.wallets.transfer import Posting, Transfer, between, reversal
from chalicelib.errors import (
    AmountTooLarge,
    CurrencyMismatch,
    InsufficientFunds,
    InvalidAmount,
    InvalidInput,
    RedressError,
    TooMany,
)

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
A, B = Wallet("A", "Alpha", "operator", "GBP", 500), Wallet("B", "Beta", "operator", "GBP", 20)


def transfer(amount: int, debit: str = "A-GBP", credit: str = "B-GBP", **values: Any) -> Transfer:
    told = {
        "transfer_id": "t",
        "kind": "fundRequest",
        "currency": "GBP",
        "at": NOW,
        "by_id": "u",
        "by_name": "Una",
    }
    return Transfer(postings=between(debit, credit, amount), **(told | values))


def test_a_transfer_takes_from_one_wallet_what_it_gives_to_the_other() -> None:
    """IG-06, IG-10: exactly the amount, with the balance after it on both statements."""
    posted = post(transfer(300), A, B)
    assert [wallet.balance for wallet in posted.wallets] == [200, 320]
    assert [(one.wallet_id, one.amount, one.balance, one.other_name) for one in posted.entries] == [
        ("A-GBP", -300, 200, "Beta"),
        ("B-GBP", 300, 320, "Alpha"),
    ]
    assert all(one.transfer == posted.transfer for one in posted.entries)
    assert [(wallet.version, wallet.sequence) for wallet in posted.wallets] == [(1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("amount", "debit", "credit", "refusal"),
    [
        (501, A, B, InsufficientFunds),
        (401, set_floor(A, 100), B, InsufficientFunds),
        (1, set_floor(A, 501), B, InsufficientFunds),
        (1, A, replace(B, currency="USD"), CurrencyMismatch),
        (1, replace(A, currency="USD"), replace(B, currency="USD"), CurrencyMismatch),
        (0, A, B, InvalidAmount),
        (-1, A, B, InvalidAmount),
        (1, A, A, InvalidInput),
        (1, A, replace(B, balance=MAX_MINOR_UNITS), AmountTooLarge),
        (1, replace(outside_wallet("GBP"), balance=-MAX_MINOR_UNITS), B, AmountTooLarge),
    ],
)
def test_what_may_not_move_is_refused(
    amount: int, debit: Wallet, credit: Wallet, refusal: type[RedressError]
) -> None:
    """IG-11: too little, another currency, nothing, oneself, more than can be kept."""
    with pytest.raises(refusal):
        post(transfer(amount, wallet_id(debit.party_id, "GBP")), debit, credit)


def test_to_the_floor_and_not_under_it() -> None:
    """IG-11: a wallet gives what lies above its floor; one that may go below zero gives more; the
    outside world has no end.
    """
    assert post(transfer(500), A, B).wallets[0].balance == 0
    assert post(transfer(600), set_floor(A, -100), B).wallets[0].balance == -100
    assert post(transfer(10**9, "external-GBP"), outside_wallet("GBP"), B).wallets[0].balance == -(
        10**9
    )
    assert (A.available, set_floor(A, 700).available, outside_wallet("GBP").available) == (
        500,
        0,
        None,
    )
    with pytest.raises(InvalidInput):
        set_floor(outside_wallet("GBP"), 0)


def test_a_refusal_tells_no_balance() -> None:
    """IG-06: whoever reads it may be the other side."""
    with pytest.raises(InsufficientFunds) as refused:
        post(transfer(60_000), replace(A, balance=12_345), B)
    assert "123.45" not in refused.value.detail


def test_no_statement_goes_back_in_time() -> None:
    """IG-10: clocks differ; a transfer is dated no earlier than what either of its wallets did
    before.
    """
    late = post(transfer(1), A, B).wallets[0]
    posted = post(transfer(2, at=NOW - timedelta(seconds=3)), late, B)
    assert posted.transfer.at == posted.entries[1].transfer.at == NOW
    assert post(transfer(2, at=NOW + timedelta(seconds=3)), late, B).wallets[
        1
    ].last_at == NOW + timedelta(seconds=3)


def test_a_correction_takes_a_transfer_back_and_is_none_itself() -> None:
    """IG-10: a new transfer the other way round, with its reason and both people; the first one
    stays.
    """
    first = transfer(300, booking_id=7, dispute_id="d")
    back = reversal(first, NOW, "paid twice", "Fay", ("u2", "Finn"))
    assert (back.postings, back.amount) == (between("B-GBP", "A-GBP", 300), 300)
    assert (back.reverses, back.kind, back.transfer_id) == ("t", "correction", first.reverse_id)
    assert (back.reason, back.asked_by_name, back.by_name, back.dispute_id) == (
        "paid twice",
        "Fay",
        "Finn",
        "d",
    )
    with pytest.raises(InvalidInput):
        reversal(back, NOW, "again", "Fay", ("u2", "Finn"))


def of_postings(*postings: tuple[str, int]) -> Transfer:
    return replace(transfer(1), postings=tuple(Posting(*one) for one in postings))


def test_one_transfer_touches_a_wallet_twice_and_writes_it_once() -> None:
    """IG-10, X-06: payout and fine of one decision; the platform's wallet has two entries, what
    comes in first.
    """
    world = outside_wallet("GBP")
    both = of_postings(("A-GBP", -510), ("external-GBP", 510), ("B-GBP", -20), ("A-GBP", 20))
    posted = post(both, world, B, A)
    assert [(one.wallet_id, one.balance, one.version) for one in posted.wallets] == [
        ("A-GBP", 10, 1),
        ("external-GBP", 510, 1),
        ("B-GBP", 0, 1),
    ]
    assert [
        (one.sequence, one.amount, one.balance, one.other_name)
        for one in posted.entries_of(posted.wallet("A-GBP"))
    ] == [
        (1, 20, 520, "Beta"),
        (2, -510, 10, "Outside"),
    ]
    assert posted.entries_of(posted.wallet("B-GBP"))[0].other_ids == ("external-GBP", "A-GBP")
    with pytest.raises(InsufficientFunds):
        post(
            of_postings(("A-GBP", -530), ("external-GBP", 530), ("B-GBP", -20), ("A-GBP", 20)),
            world,
            B,
            replace(A, balance=509),
        )


def test_a_transfer_of_many_postings_is_taken_back_whole() -> None:
    """IG-10: every posting the other way round, by the one transfer that can."""
    both = of_postings(("A-GBP", -300), ("external-GBP", 300), ("B-GBP", -20), ("A-GBP", 20))
    posted = post(both, A, B, outside_wallet("GBP"))
    back = post(reversal(posted.transfer, NOW, "Not so", "Fay", ("u2", "Finn")), *posted.wallets)
    assert {wallet.wallet_id: wallet.balance for wallet in back.wallets} == {
        "A-GBP": 500,
        "external-GBP": 0,
        "B-GBP": 20,
    }
    assert (back.transfer.transfer_id, len(back.entries)) == (both.reverse_id, 4)


@pytest.mark.parametrize(
    ("postings", "refusal"),
    [
        ([("A-GBP", -5), ("B-GBP", 4)], InvalidInput),
        ([("A-GBP", -5), ("A-GBP", 5)], InvalidInput),
        ([("A-GBP", -5), ("B-GBP", 5), ("B-GBP", 0)], InvalidAmount),
        ([("A-GBP", -1), ("B-GBP", 1)] * 7, TooMany),
        ([("A-GBP", -5), ("C-GBP", 5)], InvalidInput),
        ([], InvalidInput),
    ],
)
def test_postings_that_cannot_be_are_refused(
    postings: list[tuple[str, int]], refusal: type[RedressError]
) -> None:
    """X-06, IG-06: they come to nothing, between two wallets or more, of which each is there; 12 at
    most.
    """
    with pytest.raises(refusal):
        post(of_postings(*postings), A, B)


def test_the_id_of_a_wallet_names_party_and_currency() -> None:
    """A party's id may hold dashes and be a number (RV-12)."""
    assert read_wallet_id(wallet_id("A-1-EUR", "GBP")) == ("A-1-EUR", "GBP")
    assert wallet_id(5, "GBP") == wallet_id("5", "GBP")
    assert [read_wallet_id(text) for text in ("GBP", "-GBP", "A-XXX", "A-", "")] == [None] * 5


@given(
    st.lists(
        st.tuples(st.sampled_from("ABX"), st.sampled_from("ABX"), st.integers(1, 400)), max_size=25
    )
)
def test_whatever_moves_the_ledger_sums_to_zero(moves: list[tuple[str, str, int]]) -> None:
    """X-06: and every wallet is the sum of its entries, never under its floor."""
    held = {
        "A": Wallet("A", "Alpha", "operator", "GBP"),
        "B": Wallet("B", "Beta", "operator", "GBP", floor=-50),
        "X": outside_wallet("GBP"),
    }
    entries: dict[str, list[Entry]] = {name: [] for name in held}
    for debit, credit, amount in moves:
        try:
            posted = post(
                transfer(amount, held[debit].wallet_id, held[credit].wallet_id),
                held[debit],
                held[credit],
            )
        except RedressError:
            continue
        for name, wallet, entry in zip(
            (debit, credit), posted.wallets, posted.entries, strict=True
        ):
            held[name] = wallet
            entries[name].append(entry)
    assert ledger_faults(held.values()) == []
    assert all(wallet_faults(wallet, entries[name]) == [] for name, wallet in held.items())
    assert held["A"].balance >= 0
    assert held["B"].balance >= -50


def test_nothing_is_changed_unseen() -> None:
    """X-05, X-06: an edited, missing or swapped entry, a balance that is not the sum, a ledger that
    is not zero.
    """
    wallet, entries = Wallet("A", "Alpha", "operator", "GBP", 0), []
    world = outside_wallet("GBP")
    for amount in (100, 30, 5):
        posted = post(transfer(amount, "external-GBP", "A-GBP"), world, wallet)
        world, wallet = posted.wallets
        entries.append(posted.entries[1])
    assert wallet_faults(wallet, entries) == []
    edited = replace(entries[1], transfer=replace(entries[1].transfer, reason="other"))
    for wrong in (
        [entries[0], edited, entries[2]],
        entries[:2],
        entries[1:],
        [entries[0], entries[2], entries[1]],
    ):
        assert wallet_faults(wallet, wrong)
    resealed = replace(entries[2], balance=1).sealed()
    assert (
        len(wallet_faults(replace(wallet, last_hash=resealed.hash), [*entries[:2], resealed])) == 1
    )
    assert wallet_faults(replace(wallet, balance=136), entries) == [
        "The balance is not the sum of the entries."
    ]
    assert ledger_faults([world, replace(wallet, balance=136)]) == [
        "All accounts in GBP come to 0.01 GBP, not to nothing."
    ]
