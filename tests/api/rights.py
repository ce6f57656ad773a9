"""Who may what: route → the roles that may use it; `test_authorisation.py` tries each."""

from chalicelib.domain.people.person import CUSTOMER, PERMISSIONS
from tests.scenarios import COMMANDS

READERS = {"agent", "approver", "manager", "finance", "admin", "support", "resolver", "integration"}
WORKERS = READERS - {"support", "resolver", "integration"}
IMPORTERS = READERS
"""Whoever works here and was given the right; of those who were not, programs alone (X-16)."""
SETTLERS = {"finance", "integration"}
AUDITORS = {"finance", "admin"}
ADMIN = {"admin"}
PORTAL = READERS | {CUSTOMER}
EVERYBODY = set(PERMISSIONS)
PUBLIC: set[str] = set()
LINKED = WORKERS
"""By the personal link that one of them got; `test_responses.py` has the tests of it."""

SIDES = {"operator", "aggregator"}
"""The two sides of a booking; what each sees of the other is in `test_booking_threads.py`."""
VENDOR = {"vendor"}
PARTIES = SIDES | VENDOR
"""Whoever acts for a party that has disputes and wallets of its own."""
MANAGER = {"manager"}
MONEY = {"finance"}
SUPPORT = {"support"}
WALLETS = {"support", "finance", "admin"} | PARTIES

BOOKING_ROUTES = {
    "GET /operator": READERS,
    "PUT /operator/{operatorID}": IMPORTERS,
    "GET /aggregator": READERS | SIDES,
    "PUT /aggregator/{aggregatorID}": IMPORTERS,
    "GET /booking": READERS | SIDES,
    "GET /booking/{bookingID}": READERS | SIDES,
    "PUT /booking/{bookingID}": IMPORTERS,
    "GET /wallet": WALLETS,
    "GET /wallet/{walletID}": WALLETS,
    "GET /wallet/{walletID}/entry": WALLETS,
    "GET /wallet/{walletID}/statement": WALLETS,
    "PUT /wallet/{walletID}/floor": MONEY,
    "POST /wallet/{walletID}/deposit": MONEY,
    "GET /proposal": MONEY,
    "POST /proposal/{proposalID}/approval": MONEY,
    "POST /proposal/{proposalID}/rejection": MONEY,
    "GET /correction": MONEY,
    "POST /transfer/{transferID}/correction": MONEY,
    "POST /transfer/{transferID}/correction/approval": MONEY,
    "POST /transfer/{transferID}/correction/rejection": MONEY,
    "POST /booking/{bookingID}/dispute": SIDES,
    "GET /dispute/{disputeID}/message": PORTAL | PARTIES,
    "POST /dispute/{disputeID}/message": SUPPORT | PARTIES | {CUSTOMER},
    "GET /dispute/{disputeID}/mail": WORKERS | SUPPORT,
    "GET /followUp/{followUpID}/mail": WORKERS | SUPPORT,
    "GET /ticket/{ticketID}/mail": WORKERS | SUPPORT,
    "PUT /dispute/{disputeID}/read": SUPPORT | PARTIES | {CUSTOMER},
    "POST /dispute/{disputeID}/note": SUPPORT,
    "POST /dispute/{disputeID}/fundRequest": SIDES,
    "GET /dispute/{disputeID}/fundRequest/{requestID}": READERS | SIDES,
    "POST /dispute/{disputeID}/fundRequest/{requestID}/approval": SIDES,
    "POST /dispute/{disputeID}/fundRequest/{requestID}/rejection": SIDES,
    "POST /dispute/{disputeID}/fundRequest/{requestID}/cancellation": SIDES,
    "POST /dispute/{disputeID}/escalation": SIDES,
    "POST /dispute/{disputeID}/handBack": SUPPORT,
    "POST /dispute/{disputeID}/resolution": SIDES,
}
"""Bookings, their disputes and wallets: between two parties, and nothing of a customer's."""

ORDER_ROUTES = {
    "GET /vendor": READERS,
    "GET /vendor/{vendorID}": READERS | VENDOR,
    "PUT /vendor/{vendorID}": IMPORTERS,
    "GET /vendor/{vendorID}/record": READERS,
    "GET /vendor/{vendorID}/standing": READERS | VENDOR,
    "POST /vendor/{vendorID}/standing/reason": MANAGER,
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/lift": MANAGER,
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/objection": VENDOR,
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/objection/answer": MANAGER,
    "GET /order": PORTAL | VENDOR,
    "GET /order/{orderID}": PORTAL | VENDOR,
    "GET /order/{orderID}/refund": READERS,
    "PUT /order/{orderID}": IMPORTERS,
}
"""Orders and their vendors; what each sees of the other is in `test_orders.py`."""

# Raising and working disputes: whoever works them, whatever the step.
_DISPUTE_ROUTES = {name: WORKERS for name in COMMANDS if "/dispute" in name}

_PAYOUT_ROUTES = {
    "POST /dispute": WORKERS | {CUSTOMER},
    "PUT /dispute/{disputeID}/claim": WORKERS | {CUSTOMER},
    "POST /dispute/{disputeID}/contact": WORKERS,
    "POST /dispute/{disputeID}/attempt": WORKERS,
    "PUT /dispute/{disputeID}/answer": WORKERS | PARTIES,
    "PUT /dispute/{disputeID}/evidence/{attachmentID}": WORKERS | PARTIES | {CUSTOMER},
    "POST /dispute/{disputeID}/receipt": WORKERS | {CUSTOMER},
    "POST /dispute/{disputeID}/acceptance": WORKERS | {CUSTOMER},
    "POST /dispute/{disputeID}/decision": WORKERS,
    "POST /dispute/{disputeID}/signature": MONEY,
    "POST /dispute/{disputeID}/refusal": MONEY,
    "POST /dispute/{disputeID}/decision/{decisionID}/reversal": {"manager"},
    "POST /dispute/{disputeID}/payout/{payoutID}/sending": MONEY,
    "POST /dispute/{disputeID}/payout/{payoutID}/unsent": MONEY,
    "POST /dispute/{disputeID}/payout/{payoutID}/unsent/confirmation": MONEY,
    "POST /dispute/{disputeID}/payout/{payoutID}/confirmation": MONEY,
    "POST /dispute/{disputeID}/payout/{payoutID}/return": MONEY,
    "POST /dispute/{disputeID}/payout/{payoutID}/renewal": MONEY,
    "GET /payout": MONEY,
    "GET /payout/instruction": MONEY,
}
"""Payout disputes: of one customer and one vendor."""

_TICKET_ROUTES = {
    "GET /ticket": PORTAL,
    "POST /ticket": WORKERS | SUPPORT | {"integration", CUSTOMER},
    "GET /ticket/{ticketID}": PORTAL,
    "GET /ticket/{ticketID}/message": PORTAL,
    "POST /ticket/{ticketID}/message": WORKERS | SUPPORT | {CUSTOMER},
    "POST /ticket/{ticketID}/close": WORKERS | SUPPORT | {CUSTOMER},
    "GET /ticket/{ticketID}/attachment": PORTAL,
    "POST /ticket/{ticketID}/attachment": WORKERS | SUPPORT | {CUSTOMER},
    "POST /ticket/{ticketID}/attachment/{attachmentID}/completion": WORKERS | SUPPORT | {CUSTOMER},
    "GET /ticket/{ticketID}/attachment/{attachmentID}": PORTAL,
    "GET /dispute/{disputeID}/ticket": READERS,
    "POST /dispute/{disputeID}/ticket": WORKERS | SUPPORT,
    "PUT /dispute/{disputeID}/ticket/{ticketID}": WORKERS | SUPPORT,
    "POST /dispute/{disputeID}/ticket/{ticketID}/removal": WORKERS | SUPPORT,
}
"""Tickets: of one customer, with the staff."""
FOLLOW_UP_ROUTES = {name: WORKERS for name in COMMANDS if "/followUp" in name} | {
    "GET /resolverAnswer": READERS,
    "PUT /resolverAnswer": READERS,
    "POST /resolverAnswer/handOn": READERS,
    "GET /resolverAnswer/item/{invoiceNumber}/attachment": READERS,
    "POST /resolverAnswer/item/{invoiceNumber}/attachment": READERS,
    "GET /resolverAnswer/item/{invoiceNumber}/attachment/{attachmentID}": READERS,
    "POST /resolverAnswer/item/{invoiceNumber}/attachment/{attachmentID}/completion": READERS,
    "GET /followUp": READERS,
    "GET /followUp/{followUpID}": READERS,
    "GET /followUp/{followUpID}/event": READERS,
    "GET /report/items": READERS,
    "GET /report/items/file": READERS,
    "GET /report/disputes": READERS,
    "GET /report/disputes/file": READERS,
}
"""Follow-ups on the open items of a customer: the staff's alone (CO-48)."""

_DUNNING_ROUTES = {name: WORKERS for name in COMMANDS if "/dunning" in name} | {
    "GET /customer/{customerID}/dunning": READERS,
    "GET /customer/{customerID}/dunning/file": READERS,
    "GET /dunning/unreached": READERS,
    "GET /dunning/run": READERS,
    "GET /dunning/run/file": READERS,
    "POST /customer/{customerID}/outcomeLetter": WORKERS,
    "POST /customer/{customerID}/letter/{number}/confirmation": WORKERS,
    "POST /customer/{customerID}/letter/{number}/release": WORKERS,
    "POST /customer/{customerID}/invoice/{invoiceNumber}/charge/{chargeID}/waiver": WORKERS,
    "GET /letter/toPost": READERS,
    "GET /letter/toPost/file": WORKERS,
}
"""Reminders of a customer: the staff's alone."""

RIGHTS: dict[str, set[str]] = {
    **_DUNNING_ROUTES,
    **FOLLOW_UP_ROUTES,
    **_DISPUTE_ROUTES,
    **_TICKET_ROUTES,
    **BOOKING_ROUTES,
    **ORDER_ROUTES,
    **_PAYOUT_ROUTES,
    "GET /customer/{customerID}/payee": WORKERS,
    "POST /customer/{customerID}/payee/account": WORKERS,
    "POST /customer/{customerID}/payee/account/{accountID}/confirmation": WORKERS,
    "POST /customer/{customerID}/payee/clearance": MONEY,
    "POST /dispute/{disputeID}/withdrawal": WORKERS | PARTIES,
    "POST /dispute/{disputeID}/reopen": WORKERS | PARTIES,
    "POST /customer/{customerID}/dispute/{disputeID}/reopen": WORKERS | PARTIES,
    "GET /dispute/{disputeID}/attachment": READERS | PARTIES | {CUSTOMER},
    "POST /dispute/{disputeID}/attachment": WORKERS | PARTIES | {CUSTOMER},
    "GET /dispute/{disputeID}/attachment/{attachmentID}": READERS | PARTIES | {CUSTOMER},
    "POST /dispute/{disputeID}/attachment/{attachmentID}/completion": (
        WORKERS | SUPPORT | PARTIES | {CUSTOMER}
    ),
    "GET /customer/{customerID}/paymentPlan": PORTAL,
    "GET /customer/{customerID}/paymentPlan/{planID}": PORTAL,
    "POST /customer/{customerID}/paymentPlan": WORKERS,
    "POST /customer/{customerID}/paymentPlan/{planID}/end": WORKERS,
    "GET /health": PUBLIC,
    "GET /openapi.json": PUBLIC,
    "GET /session": PUBLIC,
    "POST /session": PUBLIC,
    "POST /session/refresh": PUBLIC,
    "POST /session/challenge": PUBLIC,
    "POST /session/reset": PUBLIC,
    "POST /session/reset/confirmation": PUBLIC,
    "POST /session/end": EVERYBODY,
    "POST /session/password": EVERYBODY,
    "POST /me/secondFactor": EVERYBODY,
    "PUT /me/secondFactor": EVERYBODY,
    "POST /user/{userID}/secondFactor/reset": ADMIN,
    "GET /me": EVERYBODY,
    "GET /desk": EVERYBODY,
    "GET /resolution": READERS,
    "GET /reason": READERS,
    "GET /setting/{name}": READERS,
    "PUT /setting/{name}": ADMIN,
    "GET /user": READERS,
    "POST /user": ADMIN,
    "POST /user/{userID}/invitation": ADMIN,
    "PUT /user/{userID}": ADMIN,
    "GET /customer": READERS,
    "GET /customer/{customerID}": PORTAL,
    "PUT /customer/{customerID}": IMPORTERS,
    "GET /customer/{customerID}/statement": PORTAL,
    "GET /customer/{customerID}/statement/file": PORTAL,
    "GET /customer/{customerID}/invoice": PORTAL,
    "GET /customer/{customerID}/invoice/{invoiceNumber}": PORTAL,
    "PUT /customer/{customerID}/invoice/{invoiceNumber}": SETTLERS,
    "GET /customer/{customerID}/payment": PORTAL,
    "GET /customer/{customerID}/payment/{paymentID}": PORTAL,
    "PUT /customer/{customerID}/payment/{paymentID}": SETTLERS,
    "POST /customer/{customerID}/payment/{paymentID}/reversal": SETTLERS,
    "POST /customer/{customerID}/promiseLink": WORKERS,
    "GET /customer/{customerID}/promiseRequest": READERS,
    "POST /customer/{customerID}/promiseRequest": WORKERS,
    "GET /promiseAsked": {CUSTOMER},
    "POST /promiseAsked": {CUSTOMER},
    "GET /customer/{customerID}/promise": PORTAL,
    "GET /customer/{customerID}/promise/{invoiceNumber}": PORTAL,
    "POST /customer/{customerID}/promise": WORKERS | {CUSTOMER},
    "POST /customer/{customerID}/promise/{invoiceNumber}/withdrawal": WORKERS,
    "GET /customer/{customerID}/invoice/{invoiceNumber}/line": READERS,
    "GET /customer/{customerID}/invoice/{invoiceNumber}/feature": READERS,
    "GET /customer/{customerID}/usage": READERS,
    "GET /customer/{customerID}/note": READERS,
    "GET /customer/{customerID}/dispute": PORTAL,
    "GET /customer/{customerID}/dispute/{disputeID}": PORTAL,
    "GET /usage": READERS,
    "GET /report/receivables": READERS,
    "GET /report/queue": READERS,
    "GET /search": READERS | PARTIES,
    "GET /dispute": PORTAL | PARTIES,
    "GET /dispute/{disputeID}": PORTAL | PARTIES,
    "GET /dispute/{disputeID}/event": PORTAL,
    "GET /dispute/{disputeID}/hand": WORKERS | SUPPORT,
    "PUT /dispute/{disputeID}/presence": READERS | PARTIES,
    "PUT /me/absence": READERS,
    "PUT /me/calendar": READERS,
    "GET /calendar/{userID}/{secret}": PUBLIC,
    "PUT /user/{userID}/absence": ADMIN,
    "GET /approval": WORKERS,
    "GET /approval/{approvalID}": READERS,
    "POST /approval/{approvalID}/decision": WORKERS,
    "POST /approval/{approvalID}/delegation": WORKERS,
    "POST /approval/{approvalID}/recall": WORKERS,
    "GET /response": LINKED,
    "GET /answer": VENDOR,
    "PUT /answer": VENDOR,
    "GET /answer/attachment": VENDOR,
    "POST /answer/attachment": VENDOR,
    "GET /answer/attachment/{attachmentID}": VENDOR,
    "POST /answer/attachment/{attachmentID}/completion": VENDOR,
    "PUT /answer/evidence/{attachmentID}": VENDOR,
    "POST /response": LINKED,
    "GET /audit/verify": AUDITORS,
    "GET /audit/journal": AUDITORS,
    "GET /audit/export": AUDITORS,
    "GET /audit/head": AUDITORS,
    "GET /mail/template": READERS,
    "POST /mail/preview": READERS,
    "POST /mail/test": ADMIN,
    "GET /setAside": ADMIN,
    "POST /setAside/redrive": ADMIN,
    "GET /reindex": ADMIN,
    "POST /reindex": ADMIN,
    "GET /mail/suppressed": ADMIN,
    "GET /mail/givenUp": ADMIN,
    "POST /mail/release": ADMIN,
    "GET /audit/journal/verify": AUDITORS,
    "GET /import": IMPORTERS,
    "POST /import": IMPORTERS,
    "GET /import/{importID}": IMPORTERS,
    "PUT /import/{importID}/mapping": IMPORTERS,
    "POST /import/{importID}/preview": IMPORTERS,
    "POST /import/{importID}/application": IMPORTERS,
    "GET /import/{importID}/error": IMPORTERS,
}
"""Route → the roles that may use it; nobody has to sign in where none is named."""
