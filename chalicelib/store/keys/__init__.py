"""Every key of the one table; with `indexes.py`, every way in which the product reads it.

Each subject's keys are made in a module of its own; all are called by this name, as
`keys.invoice(…)`.

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
| the same follow-up for who is asked about single items of it | the same | `HANDS#{userID}` |
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
| that a sweep came, for the stream's readers to read | `SWEEP` | `BEAT` |
| command record | `COMMAND#{userID}#{key}` | `COMMAND` |
| import | `IMPORT#{importID}` | `IMPORT` |
| note on a row of an import | the same | `NOTE#{severity}#{line, 8 digits}#{n}` |
| word of the search; the same for each party | `WORD#{first two letters}`; `WORD#{role}/{partyID}` | `{word}#{kind}#{id}` |
| customers with an account number | `ACCOUNT#{accountNumber}` | `CUSTOMER#{customerID}` |

The keys of the search, words and account numbers, are made in `store/search_keys.py`, others in
`heads.py`, `looks.py`, `proposals.py`, `reservations.py` and `sessions.py`; `exports.py` and `secondyes.py` say
where things are listed beside. Identifiers from outside may hold any character, so `#` and `%` in
them are escaped. Nothing scans the table but one job (`upkeep.py`).
"""  # noqa: E501 (rows of a table)

from chalicelib.store.keys.base import (
    MAX_NAME,
    MAX_SEQUENCE,
    TIME_TO_LIVE,
    Key,
    due,
    due_at,
    id_of_due,
    instant,
    named,
    of_customer,
    safe,
    sweep_beat,
    time_of_due,
)
from chalicelib.store.keys.collections import (
    HANDS,
    TO_POST,
    UNREACHED,
    dunning,
    dunning_walk,
    follow_up,
    follow_up_event,
    follow_up_hands,
    follow_ups_in,
    follow_ups_of,
    follow_ups_of_customer,
    follow_ups_under,
    follow_ups_waiting,
    items_with,
    longest_waiting,
    promise_request,
)
from chalicelib.store.keys.disputes import (
    AFTER_WORK,
    ARRIVING,
    ATTACHED,
    EVENTS,
    SHARED,
    after_work,
    asked,
    attachment,
    by_deadline,
    dispute,
    dispute_of,
    disputes_of,
    event,
    events_after,
    fund_request,
    in_hands,
    presence,
    presences,
    shared,
    task,
    ticket,
    tickets_of,
    told,
    told_prefix,
)
from chalicelib.store.keys.imports import (
    NOTES_PREFIX,
    import_job,
    import_note,
)
from chalicelib.store.keys.invoices import (
    adjustment,
    alias,
    alias_partition,
    billed,
    billed_prefix,
    customer,
    invoice,
    invoice_name,
    invoice_named,
    invoice_partition,
    line,
    lines_prefix,
    payee,
    payment,
    plan,
)
from chalicelib.store.keys.letters import (
    GIVEN_UP,
    MAILS,
    RELEASED,
    SUPPRESSED,
    address,
    digest,
    letter,
    mail,
    mail_count,
    mail_mark,
)
from chalicelib.store.keys.orders import (
    booking,
    carried,
    claims,
    order,
    orders_of_phone,
    party,
    payout,
    payouts_in,
    payouts_of,
    standing,
    told_payout,
)
from chalicelib.store.keys.people import (
    OUTSIDERS,
    PEOPLE,
    command,
    entry,
    inbox,
    people_of,
    setting,
    user,
    workload,
)
from chalicelib.store.keys.wallets import (
    ENTRIES_PREFIX,
    LEDGER,
    correction,
    in_ledger,
    ledger_entry,
    transfer,
    wallet,
)
