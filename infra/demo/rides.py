"""The demo's operators, aggregators and bookings between them, and what became of the disputes
about these.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

CURRENCY = "GBP"
CITY, HARBOUR = "OP-100", "OP-200"
RIDES, AIRPORT, OWL = "AG-10", "AG-20", "AG-30"

OPERATORS = {
    CITY: ("City Cabs", "desk@citycabs.test"),
    HARBOUR: ("Harbour Cars", "office@harbourcars.test"),
}
AGGREGATORS = {
    RIDES: ("Rides United", "partners@ridesunited.test", "wallet", "RU"),
    AIRPORT: ("Airport Link", "accounts@airportlink.test", "invoice", "AL"),
    OWL: ("Night Owl Rides", "hello@nightowl.test", "wallet", "NO"),
}
DEPOSITS = (
    (RIDES, "2500.00", "Bank transfer RU-2026-10"),
    (CITY, "400.00", "Bank transfer CC-771"),
    (OWL, "600.00", "Bank transfer NO-118"),
    (HARBOUR, "150.00", "Bank transfer HC-042"),
    (RIDES, "1000.00", "Bank transfer RU-2026-11"),
)
"""What came in from outside: whose, how much, and what it is called in the bank's statement."""

JOURNEYS = (
    ("Heathrow T5 to Paddington", "62.40"),
    ("King's Cross to Canary Wharf", "31.80"),
    ("Gatwick South to Croydon", "48.00"),
    ("Camden to Shoreditch", "17.25"),
    ("Stansted to Cambridge", "74.90"),
    ("Brixton to London Bridge", "14.60"),
    ("Luton to St Albans", "38.20"),
    ("Richmond to Soho", "29.95"),
)
BOOKINGS = 44
CANCELLATION_FEE = "8.00"


@dataclass(frozen=True)
class Step:
    """What one person does next about a dispute; `text` and `amount` as the step needs them."""

    who: str
    what: str
    text: str | None = None
    amount: str | None = None


@dataclass(frozen=True)
class Ride:
    """A dispute about one of the bookings, from its first step, which raises it, to its last."""

    booking: int
    steps: tuple[Step, ...]

    @property
    def booking_id(self) -> str:
        """The booking that it is about."""
        return booking_id(self.booking)


def by(who: str, what: str, text: str | None = None, amount: str | None = None) -> Step:
    """A step, in the order in which one says it."""
    return Step(who, what, text, amount)


CORRECTED = 16
"""The booking whose payment somebody in finance wants to take back."""
CORRECTION = "Paid twice: the same toll was settled with the October transfer."

RIDES_DISPUTED = (
    # They wait for the other side.
    Ride(
        0,
        (
            by("operator", "raise", "The agreed fare was 62.40; the payment notice says 48.00."),
            by(
                "aggregator", "say", "Thanks. We are looking at the trip's log and come back today."
            ),
            by("operator", "ask", "Difference to the agreed fare", "14.40"),
        ),
    ),
    Ride(
        6,
        (
            by(
                "aggregator",
                "raise",
                "The passenger was charged for 25 minutes of waiting; the log shows 10.",
            ),
            by(
                "operator",
                "say",
                "The driver waited at the other entrance first. We check how long.",
            ),
            by("aggregator", "ask", "15 minutes of waiting that were not", "7.50"),
        ),
    ),
    Ride(
        5,
        (
            by(
                "operator",
                "raise",
                "Marked as no fare, but the passenger was driven: see the receipt in the app.",
            ),
        ),
    ),
    Ride(
        8,
        (
            by("operator", "raise", "Two tolls and the airport fee are missing from the payment."),
            by("operator", "ask", "Everything that is missing", "31.00"),
            by(
                "aggregator",
                "refuse",
                "The airport fee is part of the fixed price. Please ask for the tolls alone.",
            ),
            by("operator", "ask", "Toll, outbound", "5.00"),
            by("operator", "ask", "Toll, return", "5.00"),
        ),
    ),
    Ride(
        3,
        (by("operator2", "raise", "The booking was extended by an hour on the passenger's wish."),),
    ),
    Ride(
        4,
        (
            by("operator", "raise", "Cancelled at the kerb: the cancellation fee is missing."),
            by("operator", "ask", None, CANCELLATION_FEE),
        ),
    ),
    # Support was asked to step in.
    Ride(
        9,
        (
            by(
                "operator",
                "raise",
                "Paid as a cancelled trip; it was completed with a changed destination.",
            ),
            by("operator", "ask", "Fare of the completed trip", "31.80"),
            by("aggregator", "refuse", "Our records show a cancellation at 08:14."),
            by(
                "operator",
                "say",
                "The passenger changed the destination by phone at 08:14; the driver was already on"
                " board.",
            ),
            by(
                "operator",
                "escalate",
                "We cannot agree on whether the trip was completed. The driver's log and the app"
                " disagree.",
            ),
        ),
    ),
    Ride(
        10,
        (
            by("aggregator", "raise", "The operator billed a luxury car for a standard booking."),
            by(
                "operator",
                "say",
                "A standard car was not free; nobody told us that the price stays.",
            ),
            by("aggregator", "escalate", "Please say which price holds when a better car is sent."),
            by(
                "support",
                "note",
                "Contract, section 4: the booked class holds, whatever car comes.",
            ),
            by(
                "support",
                "say",
                "The price of the booked class holds. Would City Cabs agree to return the"
                " difference?",
            ),
            by("aggregator", "ask", "Difference between luxury and standard", "18.00"),
        ),
    ),
    Ride(
        13,
        (
            by(
                "operator", "raise", "The driver was at the pick-up when the booking was cancelled."
            ),
            by("operator", "escalate", "Who decides whether the driver was there?"),
            by(
                "support",
                "say",
                "The car's position at 17:40 was 60 metres from the pick-up. We regard that as"
                " arrived.",
            ),
            by("support", "handBack", "Please agree on the cancellation fee between yourselves."),
        ),
    ),
    # They are settled.
    Ride(
        1,
        (
            by(
                "operator",
                "raise",
                "Cancelled less than five minutes before pick-up, without the fee.",
            ),
            by("operator", "ask", "Cancellation fee", CANCELLATION_FEE),
            by("aggregator", "pay"),
            by("operator", "resolve"),
        ),
    ),
    Ride(
        CORRECTED,
        (
            by("operator", "raise", "The motorway toll was left out."),
            by("operator", "ask", "Toll", "6.90"),
            by("aggregator", "pay"),
            by("operator", "say", "Received, thank you."),
            by("operator", "resolve"),
        ),
    ),
    Ride(
        20,
        (
            by("operator", "raise", "Forty minutes of waiting at arrivals were not paid."),
            by("operator", "ask", "40 minutes of waiting", "24.00"),
            by("aggregator", "refuse", "The first fifteen minutes are free."),
            by("operator", "ask", "25 minutes of waiting", "15.00"),
            by("aggregator", "pay"),
            by("operator", "resolve"),
        ),
    ),
    Ride(
        14,
        (
            by("operator", "raise", "No fare was paid for a passenger who did not show up."),
            by(
                "aggregator",
                "say",
                "The passenger had cancelled the evening before; the message is in your inbox.",
            ),
            by("operator", "say", "Found it. Sorry for the trouble."),
            by("operator", "resolve"),
        ),
    ),
    Ride(
        24,
        (
            by("aggregator", "raise", "The passenger paid the driver in cash as well."),
            by("aggregator", "ask", "Fare that was paid in cash", "29.95"),
            by("operator", "pay"),
            by("aggregator", "resolve"),
        ),
    ),
    Ride(
        15,
        (
            by("operator2", "raise", "The second stop was not paid."),
            by("operator2", "ask", "Second stop", "9.40"),
            by("aggregator", "pay"),
            by("operator2", "resolve"),
        ),
    ),
    # They were given up, or taken up again.
    Ride(
        26,
        (
            by("operator", "raise", "The fare is missing."),
            by("operator", "withdraw", "It came with the next payment."),
        ),
    ),
    Ride(
        28,
        (
            by("operator", "raise", "The child seat was not paid."),
            by("operator", "ask", "Child seat", "10.00"),
            by(
                "operator",
                "withdraw",
                "Child seats are free since August; we overlooked the notice.",
            ),
        ),
    ),
    Ride(
        29,
        (
            by("operator", "raise", "The night supplement is missing."),
            by("operator", "ask", "Night supplement", "11.20"),
            by("aggregator", "pay"),
            by("operator", "resolve"),
            by("operator", "reopen", "The supplement for the way back is missing too."),
        ),
    ),
)


def booking_id(number: int) -> str:
    """What names a booking."""
    return f"BK-{24100 + number}"


def bookings(today: date) -> dict[str, dict[str, Any]]:
    """Every booking, back from yesterday over some six weeks."""
    return {booking_id(number): _booking(number, today) for number in range(BOOKINGS)}


def _booking(number: int, today: date) -> dict[str, Any]:
    operator = HARBOUR if number % 4 == 3 else CITY
    aggregator = AIRPORT if number % 5 == 2 else OWL if number % 7 == 4 else RIDES
    status = "cancelled" if number % 6 == 1 else "noFare" if number % 9 == 5 else "completed"
    journey, fare = JOURNEYS[number % len(JOURNEYS)]
    day = today - timedelta(days=1 + number)
    return {
        "operatorID": operator,
        "aggregatorID": aggregator,
        "reference": f"{AGGREGATORS[aggregator][3]}-{88120 - number * 37}",
        "status": status,
        "fare": {"completed": fare, "cancelled": CANCELLATION_FEE, "noFare": "0.00"}[status],
        "currency": CURRENCY,
        "pickupAt": (
            datetime.combine(day, time(6 + number * 5 % 17, number * 25 % 60), UTC).isoformat()
        ),
        "description": journey,
    }
