"""Every index of the one table, and what each answers.

| index | answers | partition | sort |
|---|---|---|---|
| `queue` | disputes of a kind, open or ended, by date | `{kind}#open` / `{kind}#ended` | `{disputeDate}#{disputeID}` |
| | follow-ups in progress, ended | `FOLLOWUP#open`, `FOLLOWUP#ended` | `{dueDate}#{followUpID}` |
| `queueByAmount` | the same by remaining amount, one currency after another | as `queue` | `{currency}#{amount, 16 digits}#{disputeID}` |
| | follow-ups that wait for a party, by the status of their items and since when | `FOLLOWUP#open` | `{party}#{statusID}#{waitingSince}#{followUpID}` |
| `queueByChange` | the same by last change | as `queue` | `{lastModifiedDate}#{disputeID}` |
| | invoices on which a customer has promised to pay, by the latest promise | `{customerID}#PROMISE` | `{madeAt}#{invoiceNumber}` |
| | follow-ups that wait for the resolver or the collector, by since when | `FOLLOWUP#open` | `{party}#{waitingSince}#{followUpID}` |
| `byStatus` | disputes in one status, and how many | `{kind}#{status}` | by date |
| | follow-ups by the status of their items, in progress or ended | `FOLLOWUP#{state}/status/{statusID}` | `{dueDate}#{followUpID}` |
| | tickets of a party in one state | `{partyID}#TICKET#{role}/{state}` | `{changedAt}#{ticketID}` |
| | payouts of a customer by how they stand | `{customerID}#PAYOUT/{status}` | `{at}#{payoutID}` |
| | invoices that carry a status of open items | `ITEM#{statusID}` | `{dueDate}#{customerID}#{invoiceNumber}` |
| `byCustomer` | disputes by the first of their parties | `{partyID}#DISPUTE#{role}` | by date |
| | invoices of a customer | `{customerID}#INVOICE` | `{invoiceDate}#{invoiceNumber}` |
| | payments of a customer | `{customerID}#PAYMENT` | `{valueDate}#{paymentID}` |
| | bookings of an operator | `{operatorID}#BOOKING` | `{pickupAt}#{bookingID}` |
| | orders of a customer | `{customerID}#ORDER` | `{completedAt}#{orderID}`; those that run behind all others |
| | wallets of a party | `{partyID}#WALLET` | `{currency}` |
| | payment plans of a customer | `{customerID}#PLAN` | `{agreedAt}#{planID}` |
| | people of a party | `{partyID}#USER#{role}` | `{name}#{id}` |
| | tickets of a party | `{partyID}#TICKET#{role}` | `{changedAt}#{ticketID}` |
| | notes of a customer | `{customerID}#NOTE` | `{at}#{disputeID}#{sequence}` |
| | follow-ups of a customer in progress, ended | `{customerID}#FOLLOWUP/open`, `{customerID}#FOLLOWUP/ended` | `{dueDate}#{followUpID}` |
| `byResolver`, `byAssignee` | disputes of a person | the person | by date |
| | follow-ups of a resolver, of a collector, in progress or ended; in `byResolver` those in progress of who is asked about single items too | `FOLLOWUP#{state}/person/{userID}` | `{dueDate}#{followUpID}` |
| `inHands` | open disputes of a kind that a person works, by what of each is due first | `{kind}#{userID}` | as in `directory` |
| | follow-ups of a collector that wait for a party, by since when | `FOLLOWUP#waits/{party}/{collectorID}` | `{waitingSince}#{followUpID}` |
| `byCounterparty` | bookings of an aggregator | `{aggregatorID}#BOOKING` | `{pickupAt}#{bookingID}` |
| | orders of a vendor | `{vendorID}#ORDER` | as those of a customer |
| | disputes by the second of their parties | `{partyID}#DISPUTE#{role}` | by date |
| `byWaiting` | disputes that wait for a party | `{kind}#{waitingFor}` | by date |
| | follow-ups that wait for a party, by due date | `FOLLOWUP#waits/{party}` | `{dueDate}#{followUpID}` |
| | approvals that wait for a person | `person#{userID}` | `{askedAt}#{approvalID}` |
| `directory` | customers by name, people who work here and those of parties by name | `CUSTOMER`, `USER`, `USER#OUTSIDE` | `{name}#{id}` |
| | operators, aggregators, vendors by name | `OPERATOR`, `AGGREGATOR`, `VENDOR` | `{name}#{id}` |
| | orders by the phone number of their customer | `PHONE#{phone}` | as those of a customer |
| | corrections of transfers, deposits and floors that wait for a second person | `CORRECTION`, `PROPOSAL` | `{askedAt}#{id}` |
| | those that were decided | `CORRECTION#DECIDED`, `PROPOSAL#DECIDED` | `{decidedAt}#{id}` |
| | payment plans, by when they were agreed | `PLAN` | `{agreedAt}#{planID}` |
| | tickets by their state, by when they last changed | `TICKET#{state}` | `{changedAt}#{ticketID}` |
| | payouts by how they stand, by since when | `PAYOUT#{status}` | `{at}#{payoutID}` |
| | files that were given out, by when | `EXPORT` | `{at}#export/{exportID}` |
| | open disputes of a kind that has deadlines, by what of each is due first | `DEADLINE#{kind}` | `{urgentAt}#{disputeID}` |
| | follow-ups of a resolver, or of who is asked about single items, that wait for a party, by since when | `FOLLOWUP#waits/{party}/{resolverID}` | `{waitingSince}#{followUpID}` |
| | unsettled invoices (something owed either way, or in dispute) by due date, imports by start | `UNPAID`, `IMPORT` | `{date}#{id}` |
| | invoices on which nothing is open any more, by since when | `SETTLED` | `{date}#{id}` |
| | payments of which something is allocated to no invoice | `UNALLOCATED` | `{customerID}#{valueDate}#{paymentID}` |
| | addresses that no mail goes to, or may again, by when | `SUPPRESSED`, `RELEASED` | `{at}#{email}` |
| | letters that could not be sent, by when they were given up | `GIVENUP` | `{at}#{disputeID}#{sequence}#{userID}` |
| | customers whom no reminder reaches, by since when | `UNREACHED` | `{at}#{customerID}` |
| | customers with letters that are on their way to the post, by since when | `TOPOST` | `{at}#{customerID}` |
| `due` | work by the time it is due: imports that may have stopped, rounds of approval | `IMPORT#0`, `ROUND#0` | `{dueAt}#{id}` |
| | payment plans by the day on which an instalment would be missed | `PLAN#0` | `{dueAt}#{planID}` |
| | follow-ups whose resolver is to be chased, and what was paid in full in one | `CHASE#0`, `PAID#0` | `{dueAt}#{followUpID}` |
| | invoices on which an open promise to pay runs out | `PROMISE#0` | `{endsAt}#{customerID}#{invoiceNumber}` |
| | threads of which somebody may have to be told by mail | `DIGEST#0` | the same, with the dispute |
| | customers at whom the reminding job is to look | `DUNNING#0` | `{dueAt}#{customerID}` |
| | those of tickets | `TICKETDIGEST#0` | the same, with the ticket |
| | files on their way, of which what is left is to be cleared away | `ARRIVING#0` | `{dueAt}#{disputeID}#{attachmentID}` |
| `afterWork` | events whose after-work is still to be done | `events` | `{at}#{disputeID}#{sequence}` |
| | looks at what waits for a person that has changed | the same | `{at}#{userID}#{version}` |

A list is one partition, which takes 1,000 writes a second; docs/cost.md has the figures.
"""  # noqa: E501 (rows of a table)

INDEXES: dict[str, tuple[str, str, str]] = {
    "queue": ("queue_pk", "opened_sk", "ALL"),
    "queueByAmount": ("queue_pk", "amount_sk", "ALL"),
    "queueByChange": ("queue_pk", "changed_sk", "ALL"),
    "byStatus": ("status_pk", "opened_sk", "ALL"),
    "byCustomer": ("customer_pk", "customer_sk", "ALL"),
    "byResolver": ("resolver_pk", "opened_sk", "ALL"),
    "byAssignee": ("assignee_pk", "opened_sk", "ALL"),
    "inHands": ("hands_pk", "directory_sk", "ALL"),
    "byCounterparty": ("counterparty_pk", "opened_sk", "ALL"),
    "byWaiting": ("waiting_pk", "opened_sk", "ALL"),
    "directory": ("directory_pk", "directory_sk", "ALL"),
    "due": ("due_pk", "due_sk", "KEYS_ONLY"),
    "afterWork": ("after_pk", "after_sk", "KEYS_ONLY"),
}
"""Index name → partition attribute, sort attribute, projection; the template builds the table from
it.
"""


def by_amount(currency: str, minor: int, identifier: str) -> str:
    """The sort key of `queueByAmount`: currencies are never compared with one another."""
    return f"{currency}#{minor:016d}#{identifier}"
