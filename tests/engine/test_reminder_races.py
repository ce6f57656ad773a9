"""Reminders at the same moment, on a real engine: a customer has one letter, and nothing in it that
was paid before it was claimed.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests.app import App
from tests.concurrently import at_once, request
from tests.people import line
from tests.scenarios import CUSTOMER, owing

ROUNDS = 6
CROWD = 8


def test_of_many_who_remind_at_once_one_has_the_letter(engine_app: App) -> None:
    """CO-28, CO-37: eight remind while a payment comes in: one letter at most, which asks for what
    was open when it was claimed; whoever is later finds the item reminded, or paid.
    """
    owing(engine_app)
    finance = engine_app.as_("finance")
    with ThreadPoolExecutor(CROWD + 1) as pool:
        for customer in range(30_000, 30_000 + ROUNDS):
            told = CUSTOMER | {"email": f"pay{customer}@payer.test"}
            assert finance.put(f"/customer/{customer}", told).status == 201
            lines = [line(1, "100.00")]
            assert engine_app.invoice("N", lines, customer=customer).status == 201
            path, body = f"/customer/{customer}/dunning", {"invoiceNumbers": ["N"]}
            paid = {
                "valueDate": "2026-11-03",
                "currency": "USD",
                "amount": 40,
                "allocations": [{"invoiceNumber": "N", "amount": 40}],
            }
            payment = f"/customer/{customer}/payment/P"
            sent = [partial(request, "agent", "POST", path, body) for _ in range(CROWD)]
            sent.append(partial(request, "finance", "PUT", payment, paid))
            *answers, recorded = at_once(sent, pool)
            assert {one.status for one in answers} == {200}
            assert recorded.status == 201
            won = [one.json for one in answers if one.json["reminded"]]
            assert len(won) <= 1
            codes = {one.json["value"][0]["code"] for one in answers if not one.json["reminded"]}
            assert codes <= {"alreadyReminded", "paidMeanwhile"}
            if won:
                assert won[0]["sums"] == [{"currency": "USD", "amount": 100}]
                assert "100.00 USD" in won[0]["letter"]["text"]
            left = engine_app.as_("agent").get(path).json
            assert left["value"][0]["level"] == len(won)
            assert left["version"] == len(won)
