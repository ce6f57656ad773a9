"""All routes: what the API serves, its document describes, and the test of who may what goes through."""

from chalicelib.api import audits, customers, disputes, imports, office
from chalicelib.api.http import Route

ROUTES: list[Route] = [row for part in (office, customers, disputes, imports, audits) for row in part.routes.rows]
