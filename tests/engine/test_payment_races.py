"""Payments at the same moment, on a real engine: each counts once on the invoice that it pays."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests.app import App
from tests.concurrently import at_once, request
from tests.people import line

ROUNDS = 10
CROWD = 8


def test_payments_to_one_invoice_all_count_and_each_once(engine_app: App) -> None:
    """X-12, X-06: four payments sent twice each at once, while one more is taken back."""
    finance = engine_app.as_("finance")
    with ThreadPoolExecutor(CROWD + 1) as pool:
        for number in range(20_000, 20_000 + ROUNDS):
            assert engine_app.invoice(number, [line(1, "100.00")]).status == 201
            body = {
                "valueDate": "2026-11-03",
                "currency": "USD",
                "amount": 10,
                "allocations": [{"invoiceNumber": number, "amount": 9}],
            }
            first = f"/customer/1001/payment/{number}-first"
            assert finance.put(first, body).status == 201
            paths = [f"/customer/1001/payment/{number}-{n % 4}" for n in range(CROWD)]
            sent = [partial(request, "finance", "PUT", path, body) for path in paths]
            taken_back = {"date": "2026-11-09", "reason": "Bounced"}
            sent.append(partial(request, "finance", "POST", f"{first}/reversal", taken_back))
            answers = at_once(sent, pool)
            assert sorted(one.status for one in answers) == [200] * 5 + [201] * 4
            shown = finance.get(f"/customer/1001/invoice/{number}").json
            assert (shown["paid"], shown["balance"]) == (36, 64)
    assert finance.get("/audit/journal/verify?paymentsOf=1001").json["value"] == []
