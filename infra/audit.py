"""`make audit`: verify every dispute and wallet, and the journals of all else that keeps one, by
the API, a page at a time (X-05, X-06).
"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from infra.demo.api import Api

KINDS = ("invoice", "booking", "order")
STATES = ("open", "ended")
OTHERS = (
    "people",
    "settings",
    "exports",
    "upkeep",
    "followUps",
    "endedFollowUps",
    "suppressedAddresses",
    "releasedAddresses",
    "operators",
    "aggregators",
    "vendors",
    "plans",
    *(f"{state}Tickets" for state in ("open", "answered", "closed", "disputed")),
)
ASKED_FOR = ("corrections", "proposals")
A_PAGE = 50
SAYS_EVERY = 500


def main() -> None:
    """Print what is wrong, and fail if anything is. Which deployment, and as whom, is said as for
    `make import`.
    """
    api = Api.of_environment()
    wrong = [
        _wrong("disputes", _in_states(api, "kind", KINDS)),
        _wrong(
            "people, settings, exports, follow-ups, addresses, parties, plans and tickets",
            (page for of in OTHERS for page in _pages(api, "/audit/journal/verify", of=of)),
        ),
        _wrong("customers and invoices", _journals(api)),
        _wrong("bookings", _bookings(api)),
        _wrong("orders, and how vendors stand", _orders(api)),
        _wrong("entries of wallets", _wallets(api)),
        _wrong(
            "corrections, deposits and floors for a second person",
            _in_states(api, "of", ASKED_FOR),
        ),
        _wrong("transfers that are or were pending", _in_states(api, "of", ("reservations",))),
        _wrong(
            "chains as they were kept at the end of each day",
            _pages(api, "/audit/head"),
        ),
        _wrong("wallets that come to nothing together", _pages(api, "/audit/verify", of="ledger")),
    ]
    if any(wrong):
        raise SystemExit(1)


def _wrong(what: str, pages: Iterator[Any]) -> int:
    """How many are wrong; says which, and how far it is."""
    checked, wrong, said_at = 0, 0, 0
    for page in pages:
        checked += page["checked"]
        wrong += len(page["value"])
        if not page.get("complete", True):
            print(f"there are more {what}, which were not looked at")
        for one in page["value"]:
            print(f"{one.get('disputeID') or one['subject']}: {' '.join(one['faults'])}")
        if checked - said_at >= SAYS_EVERY:
            print(f"{checked} {what} so far", flush=True)
            said_at = checked
    print(f"{checked} {what} checked, {wrong} wrong", flush=True)
    return wrong


def _in_states(api: Api, name: str, values: Iterable[str]) -> Iterator[Any]:
    """What is open and what has ended of each that is named."""
    for value in values:
        for state in STATES:
            yield from _pages(api, "/audit/verify", **{name: value}, state=state)


def _journals(api: Api) -> Iterator[Any]:
    for page in _pages(api, "/customer"):
        for customer in page["value"]:
            yield from _pages(api, "/audit/journal/verify", customerID=customer["customerID"])
            yield from _pages(api, "/audit/journal/verify", paymentsOf=customer["customerID"])


def _bookings(api: Api) -> Iterator[Any]:
    for page in _pages(api, "/operator"):
        for operator in page["value"]:
            yield from _pages(api, "/audit/journal/verify", operatorID=operator["operatorID"])


def _orders(api: Api) -> Iterator[Any]:
    for page in _pages(api, "/vendor"):
        for vendor in page["value"]:
            yield from _pages(api, "/audit/journal/verify", vendorID=vendor["vendorID"])


def _wallets(api: Api) -> Iterator[Any]:
    """Each wallet, then all of its statement."""
    for page in _pages(api, "/audit/verify", of="wallets"):
        yield page | {"checked": 0}
        for wallet_id in page["walletIDs"]:
            yield from _pages(api, "/audit/verify", walletID=wallet_id)


def _pages(api: Api, path: str, **query: Any) -> Iterator[Any]:
    while True:
        page = api.get(f"{path}?{urlencode(query | {'limit': A_PAGE})}")
        yield page
        if not page["nextCursor"]:
            return
        query["cursor"] = page["nextCursor"]


if __name__ == "__main__":
    main()
