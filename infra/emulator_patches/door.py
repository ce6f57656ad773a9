"""The door of the emulator: who is let in, and what the keeper is told of."""

import asyncio
import hmac
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from infra.emulator_patches import workers
from infra.emulator_patches.keeper import Keeper

READING = ("Get", "List", "Describe", "Query", "Scan", "BatchGet", "TransactGet", "Head")

Message = dict[str, Any]
App = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]],
    Awaitable[None],
]


class Door:
    """What stands before the emulator's own answers: lets in the product alone, and tells the
    keeper of what was written.
    """

    def __init__(self, inside: App, keeper: Keeper, token: str) -> None:
        self.inside = inside
        self.keeper = keeper
        self.token = token.encode()

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        """One request, or the beginning and end of the server."""
        if scope["type"] == "lifespan":
            self.task = asyncio.get_running_loop().create_task(self.keeper.keep())
            threading.Thread(target=workers.tidy, name="tidy", daemon=True).start()
            await self.inside(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if not self._may_enter(scope, headers):
            await send(
                {
                    "type": "http.response.start",
                    "status": 403,
                    "headers": [(b"content-type", b"text/plain")],
                }
            )
            await send(
                {"type": "http.response.body", "body": b"The emulator answers the product alone.\n"}
            )
            return
        try:
            await self.inside(scope, receive, send)
        finally:
            if _writes(scope, headers):
                self.keeper.note_change()

    def _may_enter(self, scope: Message, headers: dict[bytes, bytes]) -> bool:
        """Whether it comes from the front, or is a call of AWS by a program.

        A foreign page can send neither: what it sends names its origin, and a header of AWS needs a
        leave that nobody gives it.
        """
        if hmac.compare_digest(headers.get(b"x-redress-front", b""), self.token):
            return True
        if scope["type"] != "http" or b"origin" in headers or b"sec-fetch-site" in headers:
            return False
        is_of_aws = (
            headers.get(b"authorization", b"").startswith(b"AWS4-HMAC-SHA256 ")
            or b"x-amz-target" in headers
        )
        return is_of_aws or (
            scope["method"] == "GET" and scope["path"].endswith("/.well-known/jwks.json")
        )


def _writes(scope: Message, headers: dict[bytes, bytes]) -> bool:
    """Whether a request may have changed something; what only passes through to a function changes
    nothing by itself.
    """
    if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return False
    action = headers.get(b"x-amz-target", b"").decode(errors="replace").rpartition(".")[2]
    is_passed_on = b".execute-api." in headers.get(b"host", b"")
    return not is_passed_on and not (action and action.startswith(READING))
