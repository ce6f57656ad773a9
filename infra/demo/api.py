"""The product's API as one signed-in person uses it, for programs of this folder."""

import http.client
import json
import os
import sys
import threading
import urllib.error
import urllib.request
from typing import Any, Self

from chalicelib.store.sessions import SECOND_FACTOR
from infra.demo.people import PASSWORD
from infra.processes import HOST, port_of

ANSWERS_WITHIN_SECONDS = 40


class Refused(Exception):
    """The API answered with a problem."""

    def __init__(self, call: str, status: int, problem: str) -> None:
        super().__init__(f"{call}: {status} {problem}")
        self.status = status


class NoAnswer(SystemExit):
    """Nobody answers, which ends a program with a message unless it waits."""


class Api:
    """Signs in when first used; `who` is an address, or one of the people of the demo."""

    def __init__(self, url: str, who: str, password: str = PASSWORD) -> None:
        self.origin = url
        self.url = f"{url}/api"
        self.email = who if "@" in who else f"{who}@demo.test"
        self.password = password
        self._token: str | None = None
        self._lock = threading.Lock()

    @classmethod
    def of_environment(cls) -> Self:
        """As REDRESS_EMAIL at REDRESS_URL; else as somebody of finance on this machine."""
        local = f"http://{HOST}:{port_of(os.environ.get('PORT') or '8000')}"
        return cls(
            os.environ.get("REDRESS_URL") or local,
            os.environ.get("REDRESS_EMAIL") or "finance",
            os.environ.get("REDRESS_PASSWORD") or PASSWORD,
        )

    def get(self, path: str) -> Any:
        """The JSON at a path."""
        return self._as_person("GET", path, None, {})

    def write(self, method: str, path: str, body: Any, key: str | None = None) -> Any:
        """Carry out a command; with a `key` it takes effect once, however often it is sent."""
        return self._as_person(method, path, body, {"Idempotency-Key": key} if key else {})

    def _as_person(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        """Calls with a token, and once more with a new one where it holds no more."""
        try:
            return self._call(method, path, body, headers | self._headers())
        except Refused as refused:
            if refused.status != 401:
                raise
        with self._lock:
            self._token = None
        return self._call(method, path, body, headers | self._headers())

    def _headers(self) -> dict[str, str]:
        with self._lock:
            if self._token is None:
                self._token = self._signed_in()
        return {"Authorization": f"Bearer {self._token}"}

    def _signed_in(self) -> str:
        """A token; whoever started the program is asked for the code of a second factor."""
        sign_in = {"email": self.email, "password": self.password}
        answer = self._call("POST", "/session", sign_in, {})
        challenge = answer.get("challenge")
        if challenge and challenge["name"] == SECOND_FACTOR:
            told = {"email": self.email, "session": challenge["session"], "code": self._code()}
            answer = self._call("POST", "/session/challenge", told, {})
        if "token" not in answer or answer.get("user", self.email) is None:
            raise SystemExit(
                f"Sign in at {self.origin} first: {self.email} has yet to choose a password or to"
                " set up a second factor."
            )
        return str(answer["token"])

    def _code(self) -> str:
        if not sys.stdin.isatty():
            raise SystemExit(
                f"{self.email} signs in with a code; start this where it can be asked for."
            )
        return input(f"Code of {self.email}'s app: ").strip()

    def _call(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        data = None if body is None else json.dumps(body).encode()
        said = headers | ({} if data is None else {"Content-Type": "application/json"})
        request = urllib.request.Request(self.url + path, data, said, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=ANSWERS_WITHIN_SECONDS) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Refused(
                f"{method} {path}", error.code, error.read().decode(errors="replace")
            ) from None
        except (
            urllib.error.URLError,
            http.client.HTTPException,
            ConnectionError,
            TimeoutError,
        ) as error:
            raise NoAnswer(
                f"Nobody answers at {self.url} ({error}); is `make run` running?"
            ) from None
