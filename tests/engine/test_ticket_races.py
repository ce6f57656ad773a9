"""Many at once turn one ticket into a dispute, on a real engine (CO-47)."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from tests.app import App
from tests.concurrently import at_once, request
from tests.people import line
from tests.scenarios import URL, ticketed

CROWD = 16
ROUNDS = 5


def test_of_many_who_turn_one_ticket_one_wins(engine_app: App) -> None:
    """CO-47, CU-20: on two invoices and with a link to a third dispute among them, one dispute is
    there for the ticket; all others are told which.
    """
    with ThreadPoolExecutor(CROWD) as pool:
        for number in range(50_000, 50_000 + 3 * ROUNDS, 3):
            for invoice in range(number, number + 3):
                assert engine_app.invoice(invoice, [line(1, "100.00")]).status == 201
            ticket_id = ticketed(engine_app)["ticketID"]
            third = request("agent", "POST", URL, _claim(number + 2)).json["disputeID"]
            turning = [
                partial(request, "agent", "POST", URL, _claim(number + n % 2, ticketID=ticket_id))
                for n in range(CROWD - 1)
            ]
            linking = partial(request, "agent", "PUT", f"/dispute/{third}/ticket/{ticket_id}")
            *answers, linked = at_once([*turning, linking], pool)
            won = [one for one in answers if one.status == 201]
            assert len(won) == (linked.status != 200)
            winner = won[0].json["disputeID"] if won else third
            assert not won or winner == ticket_id
            others = [one for one in (*answers, linked) if one.status == 409]
            assert len(others) == CROWD - 1
            assert {one.json["disputeID"] for one in others} == {winner}
            shown = engine_app.as_("agent").get(f"/ticket/{ticket_id}").json
            assert shown["disputeID"] == winner


def _claim(number: int, **values: Any) -> dict[str, Any]:
    return {"invoiceNumber": number, "description": "Too much", "amount": 40} | values
