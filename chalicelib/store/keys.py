"""Every key of the one table; with `indexes.py`, every way in which the product reads it.

| what | partition `pk` | sort `sk` |
|---|---|---|
| person | `USER#{userID}` | `USER` |
| setting, as `actions/admin/settings.py` lists them; the credit limits of people | `SETTING` | `{name}` |
| customer | `CUSTOMER#{customerID}` | `CUSTOMER` |
| invoice head | `INVOICE#{customerID}#{invoiceNumber}` | `HEAD` |
| invoice line | the same | `LINE#{revision}#{lineID}` |
| the same line by what it bills | the same | `BILLED#{revision}#feature#{featureID}`, `…#usage#{usageRecordID}`; that for paper `…#kind#paperFee` |
| adjustment or credit of an invoice | the same | `ADJUSTMENT#{adjustmentID}` |
| invoice by its usage alias | `ALIAS#{customerID}#{usageAlias}` | `INVOICE#{invoiceNumber}` |
| payment of a customer | `PAYMENT#{customerID}#{paymentID}` | `PAYMENT` |
| reminders of a customer | `CUSTOMER#{customerID}` | `DUNNING` |
| where the daily walk along what is overdue stands | `DUNNING` | `WALK` |
| operator, aggregator or vendor | `PARTY#{partyID}` | `PARTY` |
| how a vendor stands | the same | `STANDING` |
| where a customer is paid | `CUSTOMER#{customerID}` | `PAYEE` |
| order | `ORDER#{orderID}` | `ORDER` |
| booking | `BOOKING#{bookingID}` | `BOOKING` |
| wallet | `WALLET#{walletID}` | `WALLET` |
| entry of a wallet's statement | the same | `ENTRY#{at}#{sequence, 10 digits}` |
| that there is a wallet | `LEDGER` | `{currency}#{walletID}` |
| transfer | `TRANSFER#{transferID}` | `TRANSFER` |
| correction of a transfer, asked for or made | the same | `CORRECTION` |
| dispute | `DISPUTE#{disputeID}` | `DISPUTE` |
| follow-up on open items | `FOLLOWUP#{followUpID}` | `FOLLOWUP` |
| event of a follow-up | the same | `EVENT#{sequence, 8 digits}` |
| fund request of a booking dispute | the same | `REQUEST#{requestID}` |
| latest claims of a customer against a vendor | `CUSTOMER#{customerID}` | `CLAIMS#{vendorID}` |
| payout of a payout dispute | `PAYOUT#{payoutID}` | `PAYOUT` |
| account that the bank was told last to pay it to | the same | `TOLD` |
| what a person has in hands | `USER#{userID}` | `WORKLOAD` |
| what cases carry a reference of a payment, or the same file | `REFERENCE#{letters and digits}`, `FILE#{tag}` | `CARRIED` |
| file of a dispute | `DISPUTE#{disputeID}` | `ATTACHMENT#{attachmentID}`; for a day, while it may be completed, and until what is left of it is cleared away, `ARRIVING#{attachmentID}` |
| payment plan | `PLAN#{planID}` | `PLAN` |
| ticket; its files lie as those of the dispute of its number | `TICKET#{ticketID}` | `TICKET` |
| event of a dispute | `DISPUTE#{disputeID}` | `EVENT#{sequence, 8 digits}` |
| the same event where all sides are told of it | the same | `SHARED#{number among these, 8 digits}` |
| the same event for a side, where sides are told apart | the same | `TOLD#{side}#{its number, 8 digits}` |
| approval that waits for a person | the same | `ASKED#{round, 4 digits}#{step, 4 digits}#{userID}` |
| task of the workflow that waits for an answer | the same | `TASK#{round, 4 digits}#{step, 4 digits}` |
| what the user pool is to be told of a person | `DOOR#{userID}` | `{version, 8 digits}` |
| that a sign-in gave its second factor | `SESSION#{sign-in}` | `FACTOR` |
| look at what waits for a person that has changed | `LOOK#{userID}` | `{version, 8 digits}#{n, 6 digits}`, `…#{disputeID}` |
| letter about an event of a dispute | `LETTER#{disputeID}` | `{sequence, 8 digits}#{userID}` |
| what a side of a dispute, or support, was told by mail about its thread | the same | `DIGEST#{audience}` |
| mail that came in about a thing, such as a dispute | `MAIL#{id}` | `MAIL#{mailID}` |
| what such a mail is known by, if it is brought again | the same | `MARK#{mark}`, `MARK#unconfirmed#{mark}` |
| how many did so in an hour | the same | `HOUR#{hour}` |
| address that mail came back from | `ADDRESS#{email}` | `ADDRESS` |
| who has a dispute open | `PRESENCE#{disputeID}` | `{userID}` |
| change of a person or setting | `JOURNAL#user/{userID}`, `JOURNAL#setting/{name}` | `EVENT#{version, 8 digits}` |
| change of a customer | `JOURNAL#customer/{customerID}` | `EVENT#{sequence, 8 digits}` |
| change of an invoice by import | `JOURNAL#invoice/{customerID}/{invoiceNumber}` | the same |
| change of a payment of a customer | `JOURNAL#payment/{customerID}/{paymentID}` | the same |
| change of an operator or aggregator, a booking | `JOURNAL#party/{partyID}`, `JOURNAL#booking/{bookingID}` | the same |
| change of a vendor, of how it stands, of an order | `JOURNAL#vendor/{vendorID}`, `JOURNAL#standing/{vendorID}`, `JOURNAL#order/{orderID}` | the same |
| change of a customer's reminders | `JOURNAL#dunning/{customerID}` | the same |
| change of a payment plan | `JOURNAL#plan/{planID}` | the same |
| change of a ticket, with what was said | `JOURNAL#ticket/{ticketID}` | the same |
| change of where a customer is paid | `JOURNAL#payee/{customerID}` | the same |
| change of a wallet's floor, of a correction | `JOURNAL#wallet/{walletID}`, `JOURNAL#correction/{transferID}` | the same |
| address that gets no mail, or does again | `JOURNAL#address/{email}` | the same |
| chain that grew on a day, as it was noted; how far such heads are kept | `HEADS#{day}`; `HEADS` | `{digest of the chain's name}`; `PROGRESS` |
| command record | `COMMAND#{userID}#{key}` | `COMMAND` |
| import | `IMPORT#{importID}` | `IMPORT` |
| note on a row of an import | the same | `NOTE#{severity}#{line, 8 digits}#{n}` |
| word of the search; the same for each party | `WORD#{first two letters}`; `WORD#{role}/{partyID}` | `{word}#{kind}#{id}` |
| customers with an account number | `ACCOUNT#{accountNumber}` | `CUSTOMER#{customerID}` |

The keys of the search, words and account numbers, are made in `search_keys.py`, others in
`heads.py`, `looks.py`, `proposals.py`, `reservations.py` and `sessions.py`; `exports.py` and `secondyes.py` say
where things are listed beside. Identifiers from outside may hold any character, so `#` and `%` in
them are escaped. Nothing scans the table but one job (`upkeep.py`).
"""  # noqa: E501 (rows of a table)

from collections.abc import Callable
from datetime import datetime

from chalicelib.domain.base.addresses import as_sent
from chalicelib.domain.base.identifiers import OutsideID

AFTER_WORK = "events"
"""The partition of `afterWork`."""
TIME_TO_LIVE, MAX_NAME, MAX_SEQUENCE = "expires_at", 100, 99_999_999
PEOPLE, LEDGER = "USER", "LEDGER"
"""The partition of `directory` with all people, and the one that names all wallets."""
SUPPRESSED, RELEASED, GIVEN_UP = "SUPPRESSED", "RELEASED", "GIVENUP"
"""The partitions of `directory` with the addresses that no mail goes to, or may go to again, and
with the letters that could not be sent."""
ATTACHED, ARRIVING = "ATTACHMENT#", "ARRIVING#"
"""What the sort keys of a dispute's files begin with, and of those that are on their way."""
SHARED = "SHARED#"
"""What the sort keys of what all sides of a dispute are told begin with."""
MAILS = "MAIL#"
"""What the sort keys of the mails about a thing begin with."""
EVENTS = "EVENT#"
"""What the sort keys of all events of a dispute begin with."""
ENTRIES_PREFIX, NOTES_PREFIX = "ENTRY#", "NOTE#"
"""What the sort keys of a wallet's entries begin with, and of the notes on an import's rows."""

Key = dict[str, str]


def user(user_id: str) -> Key:
    """A person."""
    return {"pk": f"USER#{safe(user_id)}", "sk": "USER"}


def setting(name: str) -> Key:
    """A setting that administrators edit."""
    return {"pk": "SETTING", "sk": name}


def customer(customer_id: OutsideID) -> Key:
    """A customer."""
    return {"pk": f"CUSTOMER#{safe(customer_id)}", "sk": "CUSTOMER"}


def invoice_partition(customer_id: OutsideID, invoice_number: OutsideID) -> str:
    """The partition of an invoice's head, lines and adjustments."""
    return f"INVOICE#{invoice_name(customer_id, invoice_number)}"


def invoice(customer_id: OutsideID, invoice_number: OutsideID) -> Key:
    """An invoice's head."""
    return invoice_named(invoice_name(customer_id, invoice_number))


def invoice_name(customer_id: OutsideID, invoice_number: OutsideID) -> str:
    """What names an invoice among what is due."""
    return f"{safe(customer_id)}#{safe(invoice_number)}"


def invoice_named(name: str) -> Key:
    """The head of the invoice that is named so."""
    return {"pk": f"INVOICE#{name}", "sk": "HEAD"}


def line(
    customer_id: OutsideID, invoice_number: OutsideID, revision: str, line_id: OutsideID
) -> Key:
    """A line of an invoice, of the revision that the head names."""
    return {
        "pk": invoice_partition(customer_id, invoice_number),
        "sk": f"{lines_prefix(revision)}{safe(line_id)}",
    }


def lines_prefix(revision: str) -> str:
    """What the sort keys of a revision's lines begin with."""
    return f"LINE#{revision}#"


def billed(
    customer_id: OutsideID,
    invoice_number: OutsideID,
    revision: str,
    what: str,
    billed_id: OutsideID,
) -> Key:
    """A line by the feature (`feature`) or usage record (`usage`) that it bills, or its kind."""
    return {
        "pk": invoice_partition(customer_id, invoice_number),
        "sk": f"{billed_prefix(revision, what)}{safe(billed_id)}",
    }


def billed_prefix(revision: str, what: str) -> str:
    """What the sort keys of a revision's billed features or usage begin with."""
    return f"BILLED#{revision}#{what}#"


def adjustment(customer_id: OutsideID, invoice_number: OutsideID, adjustment_id: str) -> Key:
    """A credit, adjustment, reversal or fee on an invoice."""
    return {
        "pk": invoice_partition(customer_id, invoice_number),
        "sk": f"ADJUSTMENT#{adjustment_id}",
    }


def payment(customer_id: OutsideID, payment_id: OutsideID) -> Key:
    """A payment of a customer."""
    return {"pk": f"PAYMENT#{safe(customer_id)}#{safe(payment_id)}", "sk": "PAYMENT"}


def party(party_id: OutsideID) -> Key:
    """An operator, an aggregator or a vendor."""
    return {"pk": f"PARTY#{safe(party_id)}", "sk": "PARTY"}


def standing(vendor_id: OutsideID) -> Key:
    """How a vendor stands."""
    return {"pk": party(vendor_id)["pk"], "sk": "STANDING"}


def dunning(customer_id: OutsideID) -> Key:
    """The reminders of a customer."""
    return {"pk": customer(customer_id)["pk"], "sk": "DUNNING"}


def promise_request(customer_id: OutsideID) -> Key:
    """What a customer was asked by mail to promise."""
    return {"pk": customer(customer_id)["pk"], "sk": "PROMISEREQUEST"}


def payee(customer_id: OutsideID) -> Key:
    """Where a customer is paid."""
    return {"pk": customer(customer_id)["pk"], "sk": "PAYEE"}


def workload(user_id: str) -> Key:
    """How many open disputes a person has in hands."""
    return {"pk": user(user_id)["pk"], "sk": "WORKLOAD"}


def order(order_id: OutsideID) -> Key:
    """An order."""
    return {"pk": f"ORDER#{safe(order_id)}", "sk": "ORDER"}


def orders_of_phone(phone: str) -> str:
    """The partition of `directory` with the orders of a phone number, in its one form."""
    return f"PHONE#{phone}"


def booking(booking_id: OutsideID) -> Key:
    """A booking."""
    return {"pk": f"BOOKING#{safe(booking_id)}", "sk": "BOOKING"}


def wallet(wallet_id: str) -> Key:
    """What a party has in one currency."""
    return {"pk": f"WALLET#{safe(wallet_id)}", "sk": "WALLET"}


def ledger_entry(wallet_id: str, at: datetime, sequence: int) -> Key:
    """A line of a wallet's statement; the times never go back, so it sorts by number as well as by
    time.
    """
    return {"pk": wallet(wallet_id)["pk"], "sk": f"{ENTRIES_PREFIX}{instant(at)}#{sequence:010d}"}


def in_ledger(currency: str, wallet_id: str) -> Key:
    """That there is a wallet: written once, so that finding all of them costs no
    transfer anything.
    """
    return {"pk": LEDGER, "sk": f"{currency}#{safe(wallet_id)}"}


def transfer(transfer_id: str) -> Key:
    """Money that moved."""
    return {"pk": f"TRANSFER#{safe(transfer_id)}", "sk": "TRANSFER"}


def correction(transfer_id: str) -> Key:
    """What is to take a transfer back; there is one at most."""
    return {"pk": transfer(transfer_id)["pk"], "sk": "CORRECTION"}


def fund_request(dispute_id: str, request_id: str) -> Key:
    """A fund request, in the state that it is in."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"REQUEST#{safe(request_id)}"}


def payout(payout_id: str) -> Key:
    """A payout, by the id under which banks name it."""
    return {"pk": f"PAYOUT#{safe(payout_id)}", "sk": "PAYOUT"}


def told_payout(payout_id: str) -> Key:
    """To which account the bank was told to pay a payout."""
    return {"pk": payout(payout_id)["pk"], "sk": "TOLD"}


def payouts_in(status: str) -> str:
    """The partition of `directory` with the payouts in a status."""
    return f"PAYOUT#{status}"


def payouts_of(customer_id: OutsideID, status: str) -> str:
    """The partition of `byStatus` with a customer's payouts in a status."""
    return of_customer(customer_id, f"PAYOUT/{status}")


def claims(customer_id: OutsideID, vendor_id: OutsideID) -> Key:
    """The latest claims of a customer against a vendor."""
    return {"pk": customer(customer_id)["pk"], "sk": f"CLAIMS#{safe(vendor_id)}"}


def carried(kind: str, name: str) -> Key:
    """What several cases may carry: a reference of a payment, or the content of a file."""
    return {"pk": f"{kind}#{safe(name)}", "sk": "CARRIED"}


def attachment(dispute_id: str, attachment_id: str, prefix: str = ATTACHED) -> Key:
    """A file of a dispute."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"{prefix}{safe(attachment_id)}"}


def dispute_of(key: Key) -> str:
    """The id of the dispute in whose partition something lies; it is the product's own, so nothing
    in it is escaped.
    """
    return key["pk"].removeprefix("DISPUTE#")


def dispute(dispute_id: str) -> Key:
    """A dispute."""
    return {"pk": f"DISPUTE#{safe(dispute_id)}", "sk": "DISPUTE"}


def ticket(ticket_id: str) -> Key:
    """A ticket."""
    return {"pk": f"TICKET#{safe(ticket_id)}", "sk": "TICKET"}


def plan(plan_id: str) -> Key:
    """A payment plan."""
    return {"pk": f"PLAN#{safe(plan_id)}", "sk": "PLAN"}


def tickets_of(role: str, party_id: OutsideID, state: str | None = None) -> str:
    """The partition of `byCustomer` with the tickets of a party; of `byStatus` with those of them
    in a state, so that no page of the open ones reads through the others.
    """
    return f"{safe(party_id)}#TICKET#{role}" + (f"/{state}" if state else "")


def follow_up(follow_up_id: str) -> Key:
    """A follow-up on open items."""
    return {"pk": f"FOLLOWUP#{safe(follow_up_id)}", "sk": "FOLLOWUP"}


def follow_up_event(follow_up_id: str, sequence: int) -> Key:
    """An event of a follow-up."""
    return {"pk": follow_up(follow_up_id)["pk"], "sk": f"{EVENTS}{sequence:08d}"}


def follow_ups_in(state: str) -> str:
    """The partition of `queue` with the follow-ups in progress (`open`), or `ended`; those in
    progress lie there by whom they wait for too, in `queueByChange` and `queueByAmount`.
    """
    return f"FOLLOWUP#{state}"


def follow_ups_under(status_id: OutsideID, state: str) -> str:
    """The partition of `byStatus` with the follow-ups of a status, in progress or `ended`."""
    return f"FOLLOWUP#{state}/status/{safe(status_id)}"


def follow_ups_waiting(party: str, user_id: str | None = None) -> str:
    """The partition of `byWaiting` with the follow-ups that wait for a party; with a person, of
    `inHands` with those that this one collects, of `directory` with those that it clears up.
    """
    return f"FOLLOWUP#waits/{party}" + (f"/{safe(user_id)}" if user_id is not None else "")


def longest_waiting(party: str, status_id: OutsideID | None = None) -> str:
    """How the places in `queueByChange` begin of what waits for a party, by since when; with a
    status of items, those in `queueByAmount`.
    """
    return f"{party}#" + (f"{safe(status_id)}#" if status_id is not None else "")


def follow_ups_of_customer(customer_id: OutsideID, state: str) -> str:
    """The partition of `byCustomer` with a customer's follow-ups in progress (`open`), or `ended`,
    so that no page of the ones reads through the others.
    """
    return of_customer(customer_id, f"FOLLOWUP/{state}")


def follow_ups_of(user_id: str, state: str = "open") -> str:
    """The partition of `byAssignee` or `byResolver` with a person's follow-ups in progress, or
    `ended`.
    """
    return f"FOLLOWUP#{state}/person/{safe(user_id)}"


def event(dispute_id: str, sequence: int) -> Key:
    """An event of a dispute."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"EVENT#{sequence:08d}"}


def shared(dispute_id: str, number: int) -> Key:
    """An event as all sides of a dispute are told of it, numbered among these."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"{SHARED}{number:08d}"}


def told_prefix(side: str) -> str:
    """What the sort keys of what one side is told begin with, where sides are told apart."""
    return f"TOLD#{side}#"


def told(dispute_id: str, side: str, number: int) -> Key:
    """An event as one side is told of it, by that one's own number."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"{told_prefix(side)}{number:08d}"}


def letter(dispute_id: str, sequence: int, user_id: str) -> Key:
    """The letter to a person about an event of a dispute."""
    return {"pk": f"LETTER#{safe(dispute_id)}", "sk": f"{sequence:08d}#{user_id}"}


def digest(dispute_id: str, audience: str, of: str = "dispute") -> Key:
    """What a side of a dispute, or the staff, was told by mail about its thread; apart from that of
    the ticket with the same id.
    """
    place = audience if of == "dispute" else f"{of}/{audience}"
    return {"pk": f"LETTER#{safe(dispute_id)}", "sk": f"DIGEST#{place}"}


def mail(thing_id: str, mail_id: str) -> Key:
    """A mail that came in about a thing."""
    return {"pk": f"MAIL#{safe(thing_id)}", "sk": f"{MAILS}{mail_id}"}


def mail_count(thing_id: str, hour: str) -> Key:
    """How many mails came in about a thing within an hour."""
    return {"pk": f"MAIL#{safe(thing_id)}", "sk": f"HOUR#{hour}"}


def mail_mark(thing_id: str, mark: str) -> Key:
    """What a mail is known by that came in about a thing."""
    return {"pk": f"MAIL#{safe(thing_id)}", "sk": f"MARK#{mark}"}


def address(email: str) -> Key:
    """An address that mail came back from, however its case and its domain are spelled."""
    return {"pk": f"ADDRESS#{safe(as_sent(email).lower())}", "sk": "ADDRESS"}


def events_after(
    dispute_id: str, number: int, place: Callable[[str, int], Key] = event
) -> tuple[str, str]:
    """The first and the last sort key that an event after this one can have, or what sides are told
    (`shared`, `told`).
    """
    return place(dispute_id, number + 1)["sk"], place(dispute_id, MAX_SEQUENCE)["sk"]


def presences(dispute_id: str) -> str:
    """The partition that says who has a dispute open."""
    return f"PRESENCE#{safe(dispute_id)}"


def presence(dispute_id: str, user_id: str) -> Key:
    """That a person has a dispute open."""
    return {"pk": presences(dispute_id), "sk": user_id}


def asked(dispute_id: str, number: int, place: int, user_id: str) -> Key:
    """A step of a round that waits for one person's answer."""
    return {
        "pk": dispute(dispute_id)["pk"],
        "sk": f"ASKED#{number:04d}#{place:04d}#{safe(user_id)}",
    }


def task(dispute_id: str, number: int, place: int) -> Key:
    """The task of the workflow that waits for the answer to a step of a round."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"TASK#{number:04d}#{place:04d}"}


def after_work(at: datetime, dispute_id: str, sequence: int) -> Key:
    """The place in `afterWork` of an event whose after-work is to be done from this time on."""
    return {"after_pk": AFTER_WORK, "after_sk": f"{instant(at)}#{dispute_id}#{sequence:08d}"}


def inbox(user_id: str) -> str:
    """The partition of `byWaiting` with the approvals that wait for a person."""
    return f"person#{safe(user_id)}"


def entry(subject: str, sequence: int) -> Key:
    """An entry in the journal of whatever keeps one."""
    return {"pk": f"JOURNAL#{safe(subject)}", "sk": f"EVENT#{sequence:08d}"}


def command(user_id: str, key: str) -> Key:
    """The record that a command was carried out, and what it answered; on whichever route."""
    return {"pk": f"COMMAND#{safe(user_id)}#{safe(key)}", "sk": "COMMAND"}


def import_job(import_id: str) -> Key:
    """An import."""
    return {"pk": f"IMPORT#{safe(import_id)}", "sk": "IMPORT"}


def import_note(import_id: str, severity: str, line_number: int, n: int) -> Key:
    """A note on a row of an import; those of one severity lie together."""
    return {
        "pk": import_job(import_id)["pk"],
        "sk": f"{NOTES_PREFIX}{severity}#{line_number:08d}#{n:02d}",
    }


def due(what: str) -> str:
    """The partition of `due` with one kind of work."""
    return f"{what}#0"


def due_at(at: datetime, identifier: str) -> str:
    """The place in `due` of work that is due at a time."""
    return f"{instant(at)}#{identifier}"


def by_deadline(kind: str) -> str:
    """The partition of `directory` with a kind's open disputes by what of them is due first."""
    return f"DEADLINE#{kind}"


def in_hands(kind: str, user_id: str) -> str:
    """The partition of `inHands` with the open disputes of a kind that somebody works."""
    return f"{kind}#{user_id}"


def time_of_due(place: str) -> datetime:
    """When the work at a place in `due` is due."""
    return datetime.fromisoformat(place.partition("#")[0])


def id_of_due(place: str) -> str:
    """The id in a place in `due`."""
    return place.partition("#")[2]


def of_customer(customer_id: OutsideID, what: str) -> str:
    """A partition of `byCustomer`: `INVOICE`, `PAYMENT`, `NOTE`, `ORDER`; `BOOKING` of an operator;
    `WALLET` of a party.

    And of `byCounterparty`: `BOOKING` of an aggregator, `ORDER` of a vendor; of `queueByChange`:
    `PROMISE`.
    """
    return f"{safe(customer_id)}#{what}"


def disputes_of(role: str, party_id: OutsideID) -> str:
    """The disputes in which a party stands in a role: of `byCustomer` for the first party of a
    kind, of `byCounterparty` for the second.
    """
    return f"{safe(party_id)}#DISPUTE#{role}"


def items_with(status_id: OutsideID) -> str:
    """The partition of `byStatus` with the invoices that carry a status of open items."""
    return f"ITEM#{safe(status_id)}"


def alias_partition(customer_id: OutsideID, usage_alias: OutsideID) -> str:
    """The partition that names the invoices of a customer under a usage alias."""
    return f"ALIAS#{safe(customer_id)}#{safe(usage_alias)}"


def alias(customer_id: OutsideID, usage_alias: OutsideID, invoice_number: OutsideID) -> Key:
    """An invoice by its usage alias."""
    return {
        "pk": alias_partition(customer_id, usage_alias),
        "sk": f"INVOICE#{safe(invoice_number)}",
    }


def instant(at: datetime) -> str:
    """A moment as it sorts: UTC, to the microsecond, always the same length."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def named(name: str, identifier: OutsideID) -> str:
    """The sort key of things listed by name: the name's beginning is enough to sort by, and fits a
    key.
    """
    return f"{name.casefold()[:MAX_NAME]}#{identifier}"


def dunning_walk() -> Key:
    """Where the walk along what is overdue stands."""
    return {"pk": "DUNNING", "sk": "WALK"}


UNREACHED = "UNREACHED"
"""The partition of `directory` with the customers whom no reminder reaches."""
TO_POST = "TOPOST"
"""The same with those whose letters on paper are on their way to the post."""


def safe(identifier: OutsideID) -> str:
    """The identifier with the separator escaped, so that two identifiers never make one key."""
    return str(identifier).replace("%", "%25").replace("#", "%23")
