"""An order with its customer, vendor, money and account in an app, and what is done about it."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from chalicelib.actions.imports.payout_results import PayoutResultWorker
from chalicelib.domain.base.business_hours import STANDARD
from chalicelib.domain.base.identifiers import OUTSIDE, PLATFORM
from chalicelib.domain.imports.job import Doer, Import
from chalicelib.domain.imports.party_rows import PartyRow
from chalicelib.domain.imports.rows import Reading
from chalicelib.domain.orders.bank_file import BankResult
from chalicelib.domain.orders.order import COMPLETED, VENDOR, Note, Order
from chalicelib.domain.orders.payee import Account, Payee
from chalicelib.domain.orders.telling import Telling, told_by
from chalicelib.domain.orders.vendor import Vendor
from chalicelib.domain.orders.work import CONFIRMED, RETURNED
from chalicelib.domain.people.bounds import Bounds
from chalicelib.domain.people.person import LimitHolders, Person
from chalicelib.domain.wallets.ledger import Wallet, outside_wallet, post
from chalicelib.domain.wallets.transfer import Transfer, between
from chalicelib.store import keys
from chalicelib.store.entities import holders_item, person_item
from chalicelib.store.ledger import posting_writes, to_wallet
from chalicelib.store.orders import order_item, payee_item, vendor_item
from chalicelib.store.payouts import told_item
from tests.app import App
from tests.http_client import Result
from tests.people import CAST

COLLECTED = datetime(2026, 11, 1, 9, tzinfo=UTC)
LIMITS = {"agent": 200_000, "manager": 400_000, "finance": 100_000_000}
"""Person → how much of INR that one pays out alone, in minor units."""
ORDER = Order(
    order_id="CK-7001",
    customer_id=1001,
    customer_name="Bright Telecom",
    vendor_id="V-1",
    vendor_name="Vera's Phones",
    status=COMPLETED,
    value=400_000,
    phone="+919876543210",
    device="Phone, 128 GB",
    completed_at=COLLECTED,
    version=1,
)
VENDORS = (
    Vendor("V-1", "Vera's Phones", 40, email="vera@demo.test", version=1),
    Vendor("V-2", "Otto's Phones", 40, version=1),
)
PAID = {"verdict": "paidFull", "method": "upi", "reference": "412345678901", "isFinal": True}
INSTRUCTION = "/payout/instruction"
CLAIM = {"orderID": "CK-7001", "claim": "notPaid", "description": "Nothing came."}


def with_limits(person: Person) -> Person:
    """Somebody of the cast with a limit in INR too, where one has one here."""
    limit = LIMITS.get(person.user_id)
    more = {"INR": limit} if limit else {}
    return Person(**(vars(person) | {"credit_limit": person.credit_limit | more}))


def furnish(
    app: App,
    *orders: Order,
    vendor_has: int = 100_000,
    has_account: bool = True,
    currency: str = "INR",
) -> None:
    """Brings in vendors, orders, people and their limits, 100,000.00 INR of the platform's, and
    what the vendor has; or the same in another currency.
    """
    people = [with_limits(person) for person in CAST]
    app.table.write_batch([person_item(person) for person in people])
    holders = LimitHolders(tuple(person for person in people if person.holds_limit), version=2)
    items = [holders_item(holders)]
    items += [vendor_item(replace(vendor, currency=currency)) for vendor in VENDORS]
    items += map(order_item, orders or (ORDER,))
    if has_account:
        items.append(payee_item(payee()))
    app.table.write_batch(items)
    stock(app, Wallet(PLATFORM, "Platform", PLATFORM, currency), 10_000_000)
    if vendor_has:
        stock(app, Wallet("V-1", "Vera's Phones", VENDOR, currency), vendor_has)


def payee() -> Payee:
    """Where the customer is paid: to the second of two accounts that two people saw to."""
    seen_to = ("Cal Customer", "agent", "Ada Agent", COLLECTED, "Max Manager", COLLECTED)
    accounts = (
        Account("A-1", "upi", "OLD@OKBANK", *seen_to),
        Account("A-2", "upi", "CAL@OKHDFC", *seen_to),
    )
    return Payee(1001, accounts, version=1)


def stock(app: App, wallet: Wallet, amount: int) -> None:
    """Puts so much into a wallet from outside."""
    world = outside_wallet(wallet.currency)
    known = app.table.get([keys.wallet(world.wallet_id)]).values()
    transfer = Transfer(
        f"stock-{wallet.wallet_id}",
        "deposit",
        between(world.wallet_id, wallet.wallet_id, amount),
        wallet.currency,
        COLLECTED,
        "finance",
        "Fay Finance",
    )
    held = next(map(to_wallet, known), world)
    app.table.commit(posting_writes(post(transfer, held, wallet)))


def note(hours: float) -> Note:
    """A broken screen, noted some hours after the order was collected."""
    at = COLLECTED + timedelta(hours=hours)
    return Note("N-1", "pickupNote", "Screen broken", at, at)


def raised(app: App, who: str = "customer", **claim: Any) -> str:
    """The path of a dispute that was raised."""
    told = app.as_(who).post("/dispute", CLAIM | claim)
    assert told.status == 201, told.text
    return f"/dispute/{told.json['disputeID']}"


def asked(app: App, place: str) -> None:
    """The vendor asked."""
    assert app.as_("agent").post(f"{place}/contact", {}).status == 200


def answered(app: App, place: str, verdict: str, who: str = "vendor", **said: Any) -> Result:
    """What the vendor says for good."""
    told = app.as_(who).put(f"{place}/answer", {"verdict": verdict, "isFinal": True, **said})
    assert told.status == 200, told.text
    return told


def decided(app: App, place: str, who: str = "agent", **told: Any) -> Result:
    """A decision."""
    return app.as_(who).post(f"{place}/decision", told)


def balances(app: App) -> dict[str, int]:
    """What each party has, in minor units."""
    names = {f"WALLET#{PLATFORM}-INR": "platform", f"WALLET#{OUTSIDE}-INR": "outside"}
    return {
        names.get(item["pk"], "vendor"): item["balance"]
        for item in app.items().values()
        if item["sk"] == "WALLET"
    }


def banks_file(app: App, payout_id: str, *told: str) -> list[str]:
    """What becomes of the rows of a bank's file about a payout, of which each says that it was
    confirmed or returned, in a run that knows of no other.
    """
    results = {
        CONFIRMED: BankResult(payout_id, CONFIRMED, "UTR1"),
        RETURNED: BankResult(payout_id, RETURNED, code="AC04"),
    }
    readings = [
        Reading(line, party_row=PartyRow(line, results[one], frozenset()))
        for line, one in enumerate(told, 2)
    ]
    person = next(one for one in CAST if one.user_id == "finance")
    job = Import(
        import_id=uuid4().hex,
        kind="payoutResults",
        file_name="bank.csv",
        size=10,
        as_of=app.now().date(),
        currency="INR",
        started_by_id=person.user_id,
        started_by=person.name,
        started_at=app.now(),
        status="applying",
    )
    by = Doer(person, Bounds(), STANDARD, is_second=False)
    with ThreadPoolExecutor(1) as pool:
        done = PayoutResultWorker(app.table, job, by, pool, app.now).work(readings)
    return [one.outcome for one in done]


def rows(app: App) -> list[dict[str, str]]:
    """What Finance's file tells the bank."""
    answer = app.as_("finance").get(INSTRUCTION)
    assert answer.status == 200, answer.text
    told = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert answer.headers["Redress-Rows"] == str(len(told))
    return told


def sending(ids: dict[str, str]) -> str:
    """Where a payout is said to be sent."""
    return f"/dispute/{ids['disputeID']}/payout/{ids['payoutID']}/sending"


def choice(app: App, ids: dict[str, str], name: str) -> Any:
    """What Finance's list, and the case alike, tell of something that can be done."""
    [row] = app.as_("finance").get("/payout").json["value"]
    [payout] = app.as_("finance").get(f"/dispute/{ids['disputeID']}").json["payouts"]
    parts = ("account", "accountID", "actions")
    assert [row[part] for part in parts] == [payout[part] for part in parts]
    return next(one for one in row["actions"] if one["name"] == name)


def another_account(app: App, number: str = "cal@newbank") -> str:
    """Two people see to another account of the customer."""
    told = {"kind": "upi", "number": number, "holder": "Cal Customer"}
    entered = app.as_("agent").post("/customer/1001/payee/account", told)
    account_id = str(entered.json["accounts"][-1]["accountID"])
    place = f"/customer/1001/payee/account/{account_id}/confirmation"
    assert app.as_("manager").post(place, {}).status == 200
    return account_id


# --- what scenarios begin with


def ready(app: App) -> dict[str, Any]:
    """An order that can be disputed."""
    furnish(app)
    return {}


def ready_raised(app: App) -> dict[str, Any]:
    """An open dispute."""
    furnish(app)
    return _ids(raised(app))


def ready_asked(app: App) -> dict[str, Any]:
    """One of which the vendor was asked."""
    ids = ready_raised(app)
    asked(app, f"/dispute/{ids['disputeID']}")
    return ids


def ready_linked(app: App) -> dict[str, Any]:
    """One of which the vendor was asked, which has a link to answer by."""
    ids = ready_asked(app)
    app.settle()
    return ids | {"link": link_in(app)}


def link_in(app: App) -> str:
    """The token of the link that the vendor got by mail last."""
    [*_, text] = [
        str(one.get_body(("plain",)).get_content())  # type: ignore[union-attr]
        for one in app.mailbox.letters()
        if "vera@demo.test" in one["To"] and "Please answer" in one["Subject"]
    ]
    return text.split("#/answer/")[1].split()[0]


def ready_sent_by_link(app: App) -> dict[str, Any]:
    """One whose vendor has sent a file by its link, which is not looked at yet."""
    from chalicelib import wiring
    from tests.scenarios import PROOF, PROOF_PDF

    ids = ready_linked(app)
    begun = by_link(app, ids["link"], "POST", "/attachment", PROOF)
    assert begun.status == 201, begun.text
    wiring.parts().files.write(begun.json["upload"]["fields"]["key"], PROOF_PDF)
    return ids | {"attachmentID": begun.json["attachmentID"]}


def ready_filed_by_link(app: App) -> dict[str, Any]:
    """One to which the vendor has attached a file by its link."""
    ids = ready_sent_by_link(app)
    place = f"/attachment/{ids['attachmentID']}/completion"
    done = by_link(app, ids["link"], "POST", place)
    assert done.status == 200, done.text
    return ids


def by_link(app: App, link: str, method: str, below: str = "", body: Any = None) -> Result:
    """What the holder of a vendor's link gets."""
    return app.request(None, method, f"/answer{below}", body, {"Response-Token": link})


def ready_filed(app: App) -> dict[str, Any]:
    """One with a file of the staff's."""
    from chalicelib import wiring
    from tests.scenarios import PROOF, PROOF_PDF

    ids = ready_raised(app)
    files = f"/dispute/{ids['disputeID']}/attachment"
    begun = app.as_("agent").post(files, PROOF).json
    wiring.parts().files.write(begun["upload"]["fields"]["key"], PROOF_PDF)
    done = app.as_("agent").post(f"{files}/{begun['attachmentID']}/completion", {})
    assert done.status == 200, done.text
    return ids | {"attachmentID": begun["attachmentID"]}


def ready_answered(app: App) -> dict[str, Any]:
    """One whose vendor says not to have paid."""
    ids = ready_asked(app)
    answered(app, f"/dispute/{ids['disputeID']}", "notPaid")
    return ids


def ready_high(app: App) -> dict[str, Any]:
    """One of high value, decided, that waits for a higher limit and for Finance."""
    furnish(app, replace(ORDER, value=600_000))
    place = raised(app)
    asked(app, place)
    answered(app, place, "notPaid")
    told = decided(app, place, "manager")
    assert told.json["decisions"][0]["missing"] == ["approver", "finance"], told.text
    return _ids(place)


def ready_to_sign(app: App) -> dict[str, Any]:
    """One of high value, decided within the own limit, that waits for Finance alone."""
    furnish(app, replace(ORDER, value=600_000))
    [manager] = [with_limits(person) for person in CAST if person.user_id == "manager"]
    app.table.write_batch([person_item(replace(manager, credit_limit={"INR": 600_000}))])
    place = raised(app)
    asked(app, place)
    answered(app, place, "notPaid")
    told = decided(app, place, "manager")
    assert told.json["decisions"][0]["missing"] == ["finance"], told.text
    return _ids(place)


def ready_to_approve(app: App) -> dict[str, Any]:
    """One whose decision waits for the manager's limit, who has a link to answer by."""
    ids = ready_answered(app)
    told = decided(app, f"/dispute/{ids['disputeID']}")
    assert told.json["decisions"][0]["missing"] == ["approver"], told.text
    app.settle()
    [row] = app.as_("manager").get("/approval").json["value"]
    return ids | {"approvalID": row["approvalID"], "link": app.mailbox.link()}


def ready_decided(app: App) -> dict[str, Any]:
    """One that was decided, with a payout to be sent."""
    ids = ready_answered(app)
    told = decided(app, f"/dispute/{ids['disputeID']}", "manager").json
    [decision], [payout] = told["decisions"], told["payouts"]
    return ids | {"decisionID": decision["decisionID"], "payoutID": payout["payoutID"]}


def ready_in_file(app: App) -> dict[str, Any]:
    """One whose payout stands in a bank's file, which tells of no other, however many there are."""
    ids = ready_decided(app)
    telling = Telling("F-1", "A-2", app.now(), "finance", "Fay Finance")
    app.table.write_batch([told_item(told_by(ids["payoutID"], None, telling))])
    return ids


def ready_unsent(app: App) -> dict[str, Any]:
    """One of which one of Finance says that the file never left."""
    return _paid(app, ready_in_file(app), "unsent", {"reason": "Never uploaded."})


def ready_sent(app: App) -> dict[str, Any]:
    """One whose payout was sent."""
    return _paid(app, ready_decided(app), "sending", {})


def ready_returned(app: App) -> dict[str, Any]:
    """One whose payout came back."""
    return _paid(app, ready_sent(app), "return", {"code": "AC04"})


def _paid(app: App, ids: dict[str, Any], step: str, body: dict[str, Any]) -> dict[str, Any]:
    place = f"/dispute/{ids['disputeID']}/payout/{ids['payoutID']}"
    done = app.as_("finance").post(f"{place}/{step}", body)
    assert done.status == 200, done.text
    return ids


def _ids(place: str) -> dict[str, Any]:
    return {"disputeID": place.removeprefix("/dispute/")}
