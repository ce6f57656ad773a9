"""All routes: what the API serves, its document describes, and the test of who may what goes
through.
"""

from chalicelib.api import (
    approvals,
    attachments,
    audits,
    bookingdisputes,
    bookings,
    calendars,
    customers,
    disputes,
    dunning,
    followups,
    imports,
    ledger,
    mail,
    mailsin,
    orderdisputes,
    orders,
    payments,
    people,
    plans,
    promises,
    reports,
    resolverfiles,
    sessions,
    settings,
    tickets,
    together,
)
from chalicelib.api.routing import Route

PARTS = (
    sessions,
    settings,
    people,
    calendars,
    customers,
    payments,
    promises,
    disputes,
    dunning,
    followups,
    resolverfiles,
    approvals,
    imports,
    audits,
    mail,
    bookings,
    orders,
    ledger,
    bookingdisputes,
    orderdisputes,
    attachments,
    tickets,
    mailsin,
    plans,
    reports,
    together,
)

ROUTES: list[Route] = [row for part in PARTS for row in part.routes.rows]
