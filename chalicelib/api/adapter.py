"""Between the framework and `http.py`: the only module beside `app.py` that knows Chalice."""

from collections.abc import Callable
from typing import Any

from chalice import Chalice, CognitoUserPoolAuthorizer, Response

from chalicelib.api.http import HTTPRequest, respond
from chalicelib.api.late_routes import LATE_ROUTES, LateRoute
from chalicelib.auth import SCOPE

POOL: Any = {"Fn::GetAtt": ["UserPool", "Arn"]}
PEOPLE = CognitoUserPoolAuthorizer("people", provider_arns=[POOL], scopes=[SCOPE])

ANY_TYPE = ["*/*"]
"""`http.py` judges the Content-Type itself, so that refusals are problem documents."""


def register(app: Chalice) -> None:
    """Declares every route with the framework; those that need a sign-in have it checked at the
    gateway too.
    """
    for late in LATE_ROUTES:
        guard = {"authorizer": PEOPLE} if late.is_guarded else {}
        app.route(
            late.path,
            methods=[late.method],
            name=_function_name(late),
            content_types=ANY_TYPE,
            **guard,
        )(_view(app, late))


def _view(app: Chalice, late: LateRoute) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        current: Any = app.current_request
        query = current.query_params
        answer = respond(
            late.route,
            HTTPRequest(
                path=path,
                query={name: query.getlist(name) for name in query} if query else {},
                headers=current.headers,
                body=current.raw_body,
                request_id=_request_id(current.context),
            ),
        )
        return Response(answer.body, dict(answer.headers), answer.status)

    return view


def _request_id(context: dict[str, Any]) -> str:
    """What the gateway calls the request in its own log: the id that nobody can bring along."""
    return str(context.get("extendedRequestId") or context.get("requestId") or "")


def _function_name(late: LateRoute) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in late.name).lower()
