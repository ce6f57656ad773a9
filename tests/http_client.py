"""How people come in: signed tokens, requests as the gateway passes them on, and what
is answered.
"""

import json
import re
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from chalicelib.api.route_table import ROUTES
from chalicelib.auth import SCOPE

if TYPE_CHECKING:
    from tests.app import App

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_test"
CLIENT_ID = "test-client"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Keys:
    """The user pool's published keys."""

    published = jwt.PyJWK.from_json(
        jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()), algorithm="RS256"
    )

    def get_signing_key_from_jwt(self, _token: str) -> Any:
        return self.published


@dataclass(frozen=True)
class Result:
    """A response, and the calls to the table that it took."""

    status: int
    text: str
    headers: dict[str, str]
    calls: list[str]

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def etag(self) -> str:
        return self.headers["ETag"]


def token(user_id: str, **claims: Any) -> str:
    """An access token as the user pool signs them."""
    said = {
        "sub": user_id,
        "iss": ISSUER,
        "client_id": CLIENT_ID,
        "token_use": "access",
        "scope": SCOPE,
        "exp": int(time.time()) + 3600,
    }
    return jwt.encode({**said, **claims}, KEY, algorithm="RS256", headers={"kid": "test"})


@cache
def day_ticket(user_id: str) -> str:
    """A token for as long as tests run; signing costs more than many a request."""
    return token(user_id, exp=int(time.time()) + 86_400)


@dataclass(frozen=True)
class Somebody:
    """One person's way into the product."""

    app: "App"
    who: str

    def get(self, target: str, **headers: str) -> Result:
        return self.app.request(self.who, "GET", target, headers=_dashed(headers))

    def post(self, target: str, body: Any = None, **headers: str) -> Result:
        return self.app.request(
            self.who, "POST", target, {} if body is None else body, _dashed(headers)
        )

    def put(self, target: str, body: Any = None, **headers: str) -> Result:
        return self.app.request(self.who, "PUT", target, body, _dashed(headers))

    def patch(self, target: str, body: Any, **headers: str) -> Result:
        return self.app.request(
            self.who,
            "PATCH",
            target,
            body,
            {"Content-Type": "application/json-patch+json"} | _dashed(headers),
        )


def lambda_event(
    method: str, path: str, query: str, headers: dict[str, str], body: str, is_encoded: bool
) -> dict[str, Any]:
    """A request as API Gateway hands it to Lambda."""
    template, parameters = _match(method, path)
    pairs = parse_qsl(query, keep_blank_values=True)
    multi: dict[str, list[str]] = {}
    for name, value in pairs:
        multi.setdefault(name, []).append(value)
    return {
        "resource": template,
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": dict(pairs) or None,
        "multiValueQueryStringParameters": multi or None,
        "pathParameters": parameters or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": template,
            "httpMethod": method,
            "path": path,
            "identity": {},
        },
        "body": body,
        "isBase64Encoded": is_encoded,
    }


def _match(method: str, path: str) -> tuple[str, dict[str, str]]:
    candidates = sorted(
        {route.path for route in ROUTES if route.method == method},
        key=lambda template: template.count("{"),
    )
    for template in candidates:
        found = re.fullmatch(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", template), path)
        if found:
            return template, {
                name: quote(unquote(value), safe="") for name, value in found.groupdict().items()
            }
    raise AssertionError(f"no route {method} {path}")


def _dashed(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
