"""All routes: what the API serves, its document describes, and the test of who may what goes through."""

from chalicelib.api import customers, disputes, imports, office
from chalicelib.api.http import Route

ROUTES: list[Route] = [*office.routes.rows, *customers.routes.rows, *disputes.routes.rows, *imports.routes.rows]
