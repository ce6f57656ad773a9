"""Charges of reminders at the same moment, on a real engine: whoever is faster, what is owed is
what was billed and charged, less what was waived and paid (CO-39, X-06).
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from tests.app import App
from tests.concurrently import Answer, at_once, request
from tests.people import line
from tests.scenarios import CUSTOMER
from tests.scenarios.letters import charging

ROUNDS = 4
CROWD = 6
FEE, BILLED = 5_00, 100_00
WEEK = 8 * 24 * 60
DAY = "2026-11-03"


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """A thread for each of the crowd."""
    with ThreadPoolExecutor(CROWD) as pool:
        yield pool


class Payer:
    """A customer with one invoice of 100.00, of which it was reminded for a fee and interest."""

    def __init__(self, app: App, number: int, *, is_refused: bool = False) -> None:
        self.app, self.path = app, f"/customer/{number}"
        told = CUSTOMER | {"email": f"pay{number}@payer.test"}
        assert app.as_("finance").put(self.path, told).status == 201
        assert app.invoice("N", [line(1, "100.00")], customer=number).status == 201
        reminded = app.as_("agent").post(f"{self.path}/dunning").json
        assert reminded["reminded"] == ["N"]
        if not is_refused:
            app.settle()
        self.charged = minor(reminded["sums"][0]["amount"]) - BILLED

    @property
    def invoice(self) -> dict[str, Any]:
        """The invoice as it stands."""
        return dict(self.app.as_("agent").get(f"{self.path}/invoice/N").json)

    @property
    def owed(self) -> tuple[int, int]:
        """What reminders put on it, and its balance, in cents."""
        invoice = self.invoice
        return minor(invoice["reminderCharges"]), minor(invoice["balance"])

    def waives(self, who: str, kind: str = "fee") -> partial[Answer]:
        """Somebody waives what the first letter charged."""
        path = f"{self.path}/invoice/N/charge/1-{kind}/waiver"
        return partial(request, who, "POST", path, {"reason": "Goodwill"})

    def pays(self, cents: int, name: str = "P", day: str = DAY) -> partial[Answer]:
        """Finance records a payment."""
        amount = f"{cents / 100:.2f}"
        body = {
            "valueDate": day,
            "currency": "USD",
            "amount": amount,
            "allocations": [{"invoiceNumber": "N", "amount": amount}],
        }
        return partial(request, "finance", "PUT", f"{self.path}/payment/{name}", body)


def minor(amount: float) -> int:
    return round(amount * 100)


def test_of_many_waivers_of_a_charge_one_counts(engine_app: App, pool: ThreadPoolExecutor) -> None:
    """CO-39: five waive the fee and one the interest; all others are told that it was waived."""
    charging(engine_app)
    for number in range(31_000, 31_000 + ROUNDS):
        payer = Payer(engine_app, number)
        crowd = [payer.waives(who) for who in ("approver", "manager", "finance", "approver")]
        *answers, interest = at_once(
            [*crowd, payer.waives("manager"), payer.waives("finance", "interest")], pool
        )
        assert sorted(one.status for one in answers) == [200, 409, 409, 409, 409]
        assert interest.status == 200
        assert payer.owed == (0, BILLED)
    assert engine_app.faults() == []


def test_a_waiver_meets_a_payment_of_all(engine_app: App, pool: ThreadPoolExecutor) -> None:
    """CO-39: a charge that is paid by then is waived no more; one that was waived before is a
    credit of the customer.
    """
    charging(engine_app)
    for number in range(32_000, 32_000 + ROUNDS):
        payer = Payer(engine_app, number)
        waiver, paid = at_once([payer.waives("approver"), payer.pays(BILLED + payer.charged)], pool)
        assert paid.status == 201
        waived = FEE if waiver.status == 200 else 0
        assert waiver.status in (200, 409)
        assert payer.owed == (payer.charged - waived, -waived)
    assert engine_app.faults() == []


def test_a_waiver_meets_the_next_letter(engine_app: App, pool: ThreadPoolExecutor) -> None:
    """CO-28, CO-39: the letter asks for the fee of before where it is claimed first, and its own
    interest goes on from the letter before in either case.
    """
    charging(engine_app)
    level = {"graceDays": 0, "apartDays": 7, "templateID": "reminderFirst", "fee": {"USD": 5}}
    levels = [{"label": label, **level} for label in ("First", "Second")]
    engine_app.as_("admin").put("/setting/dunningLevels", {"value": levels})
    payers = [Payer(engine_app, number) for number in range(33_000, 33_000 + ROUNDS)]
    engine_app.later(minutes=WEEK)
    for payer in payers:
        reminds = partial(request, "agent", "POST", f"{payer.path}/dunning")
        waiver, *letters = at_once([payer.waives("approver"), *[reminds] * (CROWD - 1)], pool)
        assert (waiver.status, {one.status for one in letters}) == (200, {200})
        [won] = [one.json for one in letters if one.json["reminded"]]
        asked = minor(won["sums"][0]["amount"])
        new = minor(won["value"][0]["newCharges"])
        assert asked in (BILLED + payer.charged + new, BILLED + payer.charged - FEE + new)
        assert 0 < new - FEE < payer.charged - FEE, "eight days more, and not all over again"
        left = payer.charged - FEE + new
        assert payer.owed == (left, BILLED + left)
    assert engine_app.faults() == []


def test_charges_are_forgotten_whichever_payment_is_told_first(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """CO-39: what pays the invoice, what comes later, and one that the bank takes back, at once."""
    charging(engine_app)
    engine_app.as_("admin").put(
        "/setting/dunning",
        {
            "value": [
                {
                    "sendFrom": "00:00",
                    "sendUntil": "00:00",
                    "interestRate": 9,
                    "forgetsCharges": True,
                }
            ]
        },
    )
    back = {"date": "2026-11-20", "reason": "Bounced"}
    for number in range(34_000, 34_000 + ROUNDS):
        payer = Payer(engine_app, number)
        assert payer.pays(40_00, "R")().status == 201
        reversal = f"{payer.path}/payment/R/reversal"
        taken_back = partial(request, "finance", "POST", reversal, back)
        same = payer.pays(BILLED, "P"), payer.pays(7_00, "L", "2026-11-05")
        answers = at_once([*same, *same, taken_back, payer.waives("approver")], pool)
        *recorded, reversed_, waiver = answers
        assert sorted(one.status for one in recorded) == [200, 200, 201, 201]
        assert reversed_.status == 200
        assert waiver.status in (200, 409)
        assert payer.owed == (0, -7_00), "the invoice was paid on the 3rd, and the rest is credit"
    assert engine_app.faults() == []


def test_a_letter_that_is_refused_meets_a_waiver_and_a_payment(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """CO-39, CO-40: what it charged is taken back once, waived by then or not."""
    charging(engine_app)

    def sends() -> Answer:
        engine_app.settle()
        return Answer(200, "{}")

    for number in range(35_000, 35_000 + ROUNDS):
        engine_app.mailbox.refusals = ["InvalidParameterValue"]
        payer = Payer(engine_app, number, is_refused=True)
        waiver, paid, _ = at_once([payer.waives("approver"), payer.pays(30_00), sends], pool)
        assert waiver.status in (200, 404)
        assert paid.status == 201
        engine_app.settle()
        assert payer.owed == (0, 70_00)
    assert engine_app.faults() == []
