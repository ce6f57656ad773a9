"""No answer to a customer has a word of what collectors do (CO-48, CU-23)."""

import re
from itertools import product

import pytest

from chalicelib.api.route_table import ROUTES
from tests.api.allow_list import INSIDE
from tests.app import App
from tests.scenarios import prepared

IN_COLLECTIONS = (
    "POST /customer/{customerID}/followUp",
    "POST /customer/{customerID}/dunning",
    "PUT /customer/{customerID}/dunningBlock",
    "PUT /customer/{customerID}/invoice/{invoiceNumber}/dunningBlock",
    "POST /followUp/{followUpID}/chase",
    "POST /followUp/{followUpID}/item",
    "PUT /resolverAnswer",
    "POST /followUp/{followUpID}/end",
    "POST /dispute/{disputeID}/ticket",
)
OF_COLLECTORS = re.compile("resolver|follow-?up|comment|dunning|chase|collector", re.IGNORECASE)
KEPT_AS = {
    "customerID": "customer_id",
    "disputeID": "dispute_id",
    "ticketID": "ticket_id",
    "invoiceNumber": "invoice_number",
}
"""What a path names → as what things keep it."""
ITEMS_OF_EACH = 8


def own_places(app: App) -> list[str]:
    """Each place that the portal has, of everything there is that may be the customer's."""
    items = app.items().values()
    named = {
        name: sorted({str(item[kept]) for item in items if kept in item})[:ITEMS_OF_EACH]
        for name, kept in KEPT_AS.items()
    }
    places = []
    for route in ROUTES:
        names = re.findall(r"{(\w+)}", route.path)
        if route.is_portal and route.method == "GET" and set(names) <= set(named):
            for values in product(*(named[name] for name in names)):
                places.append(route.path.format(**dict(zip(names, values, strict=True))))
    return places


@pytest.mark.parametrize("command", IN_COLLECTIONS)
def test_a_customer_reads_no_word_of_what_collectors_do(app: App, command: str) -> None:
    """CO-48, CU-23: in whatever it may open, and never an error of the product's."""
    assert prepared(app, command).send(app).status < 300
    app.settle()
    customer = app.as_("customer")
    answers = {place: customer.get(place) for place in own_places(app)}
    assert {answer.status for answer in answers.values()} <= {200, 403, 404}
    read = {place: answer.text for place, answer in answers.items() if answer.status == 200}
    assert len(read) > len(KEPT_AS)
    told = {place: OF_COLLECTORS.findall(text) for place, text in read.items()}
    assert {place: words for place, words in told.items() if words} == {}
    assert not [word for word in INSIDE for text in read.values() if word in text]
