"""Words of any length stay in their frame: every free text as long as it may be, letters without a
space and an address of the web.
"""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from infra.import_file import send_file
from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, OTHER_CUSTOMER, Desk
from tests.browser.views import MAPPING
from tests.browser.visitor import Visitor

SIZES = [(100, 320), (100, 1440)]
TEXT, NAME, ID, SHORT = 2000, 200, 60, 80
"""How long the free texts, names, identifiers and names of settings may be."""
PARTIES = (
    ("customer", CUSTOMER),
    ("customer", OTHER_CUSTOMER),
    ("operator", "OP-100"),
    ("aggregator", "AG-10"),
)


def letters(longest: int) -> str:
    """A word that fills what it stands in."""
    return "W" * longest


def words(longest: int) -> str:
    """The same, half of it an address of the web."""
    address = f"https://example.test/{'path/' * longest}"[: longest // 2]
    return f"{letters(longest - len(address) - 1)} {address}"


@pytest.mark.long
def test_no_long_word_leaves_its_frame_for_any_role(open_page: OpenPage, desk: Desk) -> None:
    wide: dict[str, list[str]] = {}
    with long_names(desk):
        for who, places in places_of(desk).items():
            page = open_page("#/account", who=who)
            visitor = Visitor(page)
            for place in places:
                visitor.show(place)
                if out := visitor.sticks_out(SIZES):
                    wide[f"{who} {place[:60]}"] = out
            page.close()
    assert wide == {}


@contextmanager
def long_names(desk: Desk) -> Iterator[None]:
    """All that has a name has the longest; afterwards it has its own again."""
    with ExitStack() as after:
        for kind, party_id in PARTIES:
            party = next(
                one for one in desk.every(f"/{kind}", "admin") if one[f"{kind}ID"] == party_id
            )
            own = {name: party[name] for name in PUT[kind] if party.get(name) is not None}
            after.callback(desk.ask, "PUT", f"/{kind}/{party_id}", own, "finance")
            desk.ask("PUT", f"/{kind}/{party_id}", own | {"name": words(NAME)}, "finance")
        for setting, rows in SETTINGS.items():
            own = desk.ask("GET", f"/setting/{setting}", who="admin")["value"]
            after.callback(desk.ask, "PUT", f"/setting/{setting}", {"value": own}, "admin")
            desk.ask("PUT", f"/setting/{setting}", {"value": [*own, *rows]}, "admin")
        yield


_PARTY = ("name", "currency", "email")
PUT = {
    "customer": (*_PARTY, "accountNumber", "deliveryMethod", "phone", "language", "timeZone"),
    "operator": _PARTY,
    "aggregator": (*_PARTY, "settlement"),
}
SETTINGS: dict[str, list[Any]] = {
    "reasons": [{"reasonID": letters(ID), "name": letters(SHORT)}],
    "resolutions": [{"resolutionID": letters(ID), "name": words(SHORT)}],
    "importPresets": [
        {"presetID": letters(ID), "name": letters(SHORT), "kind": "invoices", "mapping": MAPPING}
    ],
}


def places_of(desk: Desk) -> dict[str, list[str]]:
    """Where each role meets long words, everywhere that a person or a file brings
    one; makes them.
    """
    asked = _of_approvals(desk)
    sides = _of_sides(desk)
    return {
        "admin": [*_of_staff(desk), *_of_settings(desk), *asked],
        "approver": ["#/approvals", *asked],
        "customer": _of_customer(desk),
        "operator": ["#/", "#/wallets", *sides],
        "aggregator": sides,
        "support": sides,
        "finance": [*_of_finance(desk), *_of_imports(desk)],
    }


def _of_staff(desk: Desk) -> list[str]:
    place = f"#/customer/{CUSTOMER}"
    number = f"{secrets.token_hex(4)}{letters(ID)}"[:ID]
    line = {
        "kind": "feature",
        "amount": "1234567.50",
        "serviceID": letters(ID),
        "serviceNumber": letters(ID),
    }
    lines = [
        line | {"lineID": own, "featureID": own, "description": text}
        for own, text in ((number, letters(NAME)), ("2", words(NAME)))
    ]
    billed = {
        "status": "approved",
        "currency": "USD",
        "invoiceDate": "2026-10-01",
        "dueDate": "2026-10-31",
        "billPeriodID": letters(ID),
    }
    desk.ask(
        "PUT",
        f"/customer/{CUSTOMER}/invoice/{number}",
        billed | {"lines": lines, "usageAlias": letters(ID)},
    )
    claim = {
        "invoiceNumber": number,
        "description": words(TEXT),
        "lines": [{"lineID": one["lineID"], "amount": "5.00"} for one in lines],
    }
    dispute = desk.ask("POST", f"/customer/{CUSTOMER}/dispute", claim | {"reasonID": letters(ID)})
    _attach(desk, dispute)
    ended = desk.dispute(description=letters(TEXT))
    desk.tell(ended, "withdrawal", "agent", comment=letters(TEXT))
    return [
        "#/queue",
        f"#/queue?customerID={CUSTOMER}",
        f"#/queue?search={letters(400)}",
        f"#/queue?{letters(400)}=1",
        "#/queue?state=closed&status=withdrawn",
        f"#/dispute/{dispute['disputeID']}",
        f"#/dispute/{ended['disputeID']}",
        "#/customers",
        f"#/customers?search={letters(200)}",
        place,
        f"{place}?tab=disputes",
        f"{place}?tab=notes",
        f"{place}/statement",
        f"{place}/invoice/{number}",
        f"{place}/invoice/"
        f"{desk.invoice(('1', letters(NAME), '9.00'), ('2', words(NAME), '9.00'))}/raise",
        "#/reports",
        f"#/{letters(400)}",
    ]


def _attach(desk: Desk, dispute: Any) -> None:
    about = {"name": f"{letters(900)}.txt", "contentType": "text/plain", "size": 5}
    file = desk.ask("POST", f"/dispute/{dispute['disputeID']}/attachment", about)
    send_file(file["upload"], b"text\n")
    desk.ask(
        "POST", f"/dispute/{dispute['disputeID']}/attachment/{file['attachmentID']}/completion", {}
    )


def _of_imports(desk: Desk) -> list[str]:
    column = letters(NAME)
    rows = [
        [
            "customerID",
            "customerName",
            "invoiceNumber",
            "invoiceDate",
            "dueDate",
            "amount",
            "currency",
            column,
        ],
        ["V-9", letters(190), "V-901", "01/02/2026", "03/03/2026", "8,00", "USD", words(TEXT)],
        ["V-9", letters(900), letters(90), "soon", "", "eight", letters(TEXT), letters(TEXT)],
    ]
    content = "\n".join(map(";".join, rows)) + "\n"
    mapping = MAPPING | {"description": {"column": column}}
    asked, previewed = (
        desk.imported(f"{letters(250)}.csv", content.encode(), terms) for terms in (None, mapping)
    )
    return [
        "#/import",
        "#/import/new",
        f"#/import/{asked}",
        f"#/import/{asked}?step=columns",
        f"#/import/{previewed}",
    ]


def _of_settings(desk: Desk) -> list[str]:
    return [f"#/settings/{name}" for name in ("reasons", "resolutions", "people", "chains")] + [
        "#/outbox"
    ]


def _of_approvals(desk: Desk) -> list[str]:
    levels = [
        {"name": letters(SHORT), "role": role, "answerWithinHours": 8}
        for role in ("approver", "manager")
    ]
    desk.ask(
        "PUT",
        "/setting/approvalChains",
        {"value": [{"chainID": letters(ID), "name": letters(SHORT), "levels": levels}]},
        "admin",
    )
    asked = desk.asked("480.00", description=words(TEXT))
    answered = desk.asked("75.00", description=letters(TEXT))
    approval = answered["approval"]["approvalID"]
    desk.ask(
        "POST",
        f"/approval/{approval}/decision",
        {"decision": "reject", "comment": letters(TEXT)},
        "approver",
    )
    return [
        f"#/approvals?approval={asked['approval']['approvalID']}",
        f"#/approvals?approval={approval}",
        f"#/dispute/{asked['disputeID']}",
        f"#/dispute/{answered['disputeID']}",
        desk.link(asked),
    ]


def _of_customer(desk: Desk) -> list[str]:
    number = desk.invoice(("1", letters(NAME), "100.00"))
    dispute = desk.dispute(number=number, description=words(TEXT))
    place = f"#/customer/{CUSTOMER}"
    return [
        "#/",
        f"{place}?tab=disputes",
        f"{place}/statement",
        f"{place}/invoice/{number}",
        f"#/dispute/{dispute['disputeID']}",
    ]


def _of_sides(desk: Desk) -> list[str]:
    dispute = desk.booking_dispute(words(TEXT))
    for who, text in (("operator", letters(TEXT)), ("aggregator", words(TEXT))):
        desk.tell(dispute, "message", who, text=text)
    asked = desk.tell(dispute, "fundRequest", "operator", amount="14.40", reason=words(TEXT))[
        "pending"
    ][0]
    desk.tell(
        dispute, f"fundRequest/{asked['requestID']}/rejection", "aggregator", reason=letters(TEXT)
    )
    asked = desk.tell(dispute, "fundRequest", "operator", amount="0.40", reason=letters(TEXT))[
        "pending"
    ][0]
    desk.tell(dispute, f"fundRequest/{asked['requestID']}/approval", "aggregator")
    desk.tell(dispute, "fundRequest", "aggregator", amount="14.40", reason=letters(TEXT))
    desk.tell(dispute, "escalation", "aggregator", issue=words(TEXT))
    desk.tell(dispute, "note", "support", text=letters(TEXT))
    booking = {
        "reference": letters(ID),
        "description": letters(TEXT),
        "status": "completed",
        "fare": "9.00",
        "currency": "GBP",
    }
    sides = {"operatorID": "OP-100", "aggregatorID": "AG-10", "pickupAt": "2026-11-12T17:45:00Z"}
    number = f"{secrets.token_hex(4)}{letters(ID)}"[:ID]
    desk.ask("PUT", f"/booking/{number}", booking | sides, "finance")
    return [
        "#/disputes",
        f"#/dispute/{dispute['disputeID']}",
        f"#/booking/{dispute['bookingID']}",
        f"#/booking/{number}",
        f"#/booking/{number}?step=dispute",
        "#/aggregators",
        f"#/aggregators?name={letters(200)}",
    ]


def _of_finance(desk: Desk) -> list[str]:
    desk.ask(
        "POST",
        "/wallet/OP-100-GBP/deposit",
        {"amount": "1234567.50", "reference": letters(NAME)},
        "finance",
    )
    entry = desk.ask("GET", "/wallet/OP-100-GBP/entry", who="finance")["value"][0]
    desk.ask(
        "POST", f"/transfer/{entry['transferID']}/correction", {"reason": letters(TEXT)}, "finance"
    )
    return ["#/operators", "#/corrections", "#/wallets?partyID=OP-100", "#/bookings"]
