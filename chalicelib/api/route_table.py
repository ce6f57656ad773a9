"""All routes: what the API serves, its document describes, and the test of who may what goes
through.
"""

from chalicelib.api import (
    approvals,
    attachments,
    audits,
    bookingdisputes,
    bookings,
    customers,
    disputes,
    dunning,
    followups,
    imports,
    ledger,
    mail,
    orderdisputes,
    orders,
    outcomes,
    payments,
    people,
    plans,
    printed,
    promises,
    reports,
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
    customers,
    payments,
    promises,
    disputes,
    dunning,
    outcomes,
    printed,
    followups,
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
    plans,
    reports,
    together,
)

ROUTES: list[Route] = [row for part in PARTS for row in part.routes.rows]
