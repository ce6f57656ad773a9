"""Fills a new deployment through the product's own API, so that demo data can only be what the product allows."""

import json
import urllib.request
from typing import Any

from infra.demo.people import PASSWORD


class Api:
    """The API as one signed-in person uses it."""

    def __init__(self, url: str, who: str) -> None:
        self.url = f"{url}/api"
        self.token = ""
        self.token = self.call("POST", "/session", {"email": f"{who}@demo.test", "password": PASSWORD})["token"]

    def call(self, method: str, path: str, body: Any = None, key: str | None = None) -> Any:
        """Call and answer the JSON; an error of the API is an error here."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        if key:
            headers["Idempotency-Key"] = key
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.url + path, data, headers, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=40) as answer:  # noqa: S310
            return json.load(answer)


def fill(url: str) -> None:
    """nothing yet"""
