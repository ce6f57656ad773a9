"""An order, its customer and vendor, and the people who work its dispute, for tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from chalicelib.domain.approvals.rounds import sync_round
from chalicelib.domain.base.identifiers import OUTSIDE, PLATFORM
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders import claim, contact, decisions
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.decision_table import STANDARD_TABLE, DecisionTable
from chalicelib.domain.orders.facts import NOTHING_FOUND, Findings
from chalicelib.domain.orders.order import COMPLETED, PICKUP_NOTE, VENDOR, Note, Order
from chalicelib.domain.orders.standing import Standing
from chalicelib.domain.orders.terms import Terms
from chalicelib.domain.orders.vendor import Vendor
from chalicelib.domain.orders.work import NOT_PAID
from chalicelib.domain.people.person import CUSTOMER, LimitHolders, Person
from chalicelib.domain.wallets.ledger import Wallet, outside_wallet

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
"""A Monday."""
LIMITS = {"agent": 200_000, "manager": 400_000, "finance": 100_000_000}
PEOPLE = {
    "customer": Person("carl", "carl@demo.test", "Carl", CUSTOMER, party_id="C-1"),
    "vendor": Person("vera", "vera@demo.test", "Vera", VENDOR, party_id="V-1"),
    "stranger": Person("otto", "otto@demo.test", "Otto", VENDOR, party_id="V-2"),
    "other customer": Person("cleo", "cleo@demo.test", "Cleo", CUSTOMER, party_id="C-2"),
    "resolver": Person("rosa", "rosa@demo.test", "Rosa", "resolver"),
    **{
        role: Person(name.lower(), f"{role}@demo.test", name, role, {"INR": LIMITS[role]})
        for role, name in (("agent", "Ada"), ("manager", "Max"), ("finance", "Fay"))
    },
}
PEOPLE["finance2"] = replace(PEOPLE["finance"], user_id="finn", name="Finn")
HOLDERS = LimitHolders(tuple(one for one in PEOPLE.values() if one.holds_limit))
_ids = count(1)


def context(who: str, hours: float = 0) -> Context:
    """One of the people, some hours after the start."""
    at = START + timedelta(hours=hours)
    return Context(PEOPLE[who], at, lambda: f"id-{next(_ids)}", holders=HOLDERS)


def order(value: int = 400_000, **told: Any) -> Order:
    """A phone that was sold for 4,000.00 INR, and collected two days before the start."""
    named: dict[str, Any] = {
        "order_id": "CK-7001",
        "customer_id": "C-1",
        "customer_name": "Carl",
        "vendor_id": "V-1",
        "vendor_name": "Vera's Phones",
        "status": COMPLETED,
        "value": value,
        "completed_at": START - timedelta(days=2),
        "phone": "+919876543210",
    }
    return Order(**(named | told))


def vendor(**told: Any) -> Vendor:
    """Vera's Phones, with forty leads at most."""
    return Vendor("V-1", "Vera's Phones", 40, email="vera@demo.test", **told)


def note(hours: float, told: float | None = None) -> Note:
    """A broken screen, noted some hours after the start and known here then, or later."""
    at = START + timedelta(hours=hours)
    known = at if told is None else START + timedelta(hours=told)
    return Note(f"N{hours}", PICKUP_NOTE, "Screen broken", at, known)


def wallets(platform: int = 10_000_000, vendor: int = 100_000, floor: int = 0) -> dict[str, Wallet]:
    """Those of the platform, the vendor and the outside world; they come to nothing together."""
    held = (
        Wallet(PLATFORM, "Platform", PLATFORM, "INR", platform),
        Wallet("V-1", "Vera's Phones", VENDOR, "INR", vendor, floor=floor),
        replace(outside_wallet("INR"), balance=-platform - vendor),
    )
    return {one.wallet_id: one for one in held}


def raised(
    kind: str = NOT_PAID,
    amount: int | None = None,
    about: Order | None = None,
    who: str = "customer",
    hours: float = 0,
    terms: Terms | None = None,
    table: DecisionTable = STANDARD_TABLE,
    **told: Any,
) -> OrderCase:
    """A dispute, with all beside it that a decision needs."""
    case = claim.raise_dispute(
        about or order(),
        claim.NewClaim(kind, amount, "app", description="Nothing came.", **told),
        context(who, hours),
        terms=terms,
    )
    return replace(
        case, standing=Standing("V-1", "INR"), max_leads=40, wallets=wallets(), table=table
    )


def asked(case: OrderCase, hours: float = 1) -> OrderCase:
    """The vendor asked."""
    return contact.ask_vendor(case, vendor(), context("agent", hours))


def answered(
    case: OrderCase,
    verdict: str,
    amount: int | None = None,
    hours: float = 2,
    who: str = "vendor",
    is_final: bool = True,
    **told: Any,
) -> OrderCase:
    """What the vendor says, for good."""
    if case.work.contact is None:
        case = asked(case)
    said = contact.Said(verdict, amount, **told)
    return contact.answer(case, said, context(who, hours), is_final=is_final)


def decided(
    case: OrderCase,
    who: str = "agent",
    hours: float = 3,
    findings: Findings = NOTHING_FOUND,
    **told: Any,
) -> OrderCase:
    """A decision, as a command makes it: the round of approval follows."""
    by = context(who, hours)
    return sync_round(decisions.decide(case, findings, by, **told), by)


def kept(case: OrderCase) -> OrderCase:
    """The case as it would be read again: wallets as they were written, nothing new."""
    moved = {one.wallet_id: one for one in case.posted.wallets} if case.posted else {}
    return replace(
        case, wallets={**case.wallets, **moved}, posted=None, changes=(), relied_on_limit=False
    )


def paid(**told: Any) -> OrderCase:
    """A payout of 4,000.00 and a fine of 400.00, just decided."""
    return kept(decided(answered(raised(**told), "notPaid"), "finance"))


def balances(case: OrderCase) -> dict[str, int]:
    """What each party has."""
    return {
        {PLATFORM: "platform", OUTSIDE: "outside"}.get(str(one.party_id), "vendor"): one.balance
        for one in kept(case).wallets.values()
    }
