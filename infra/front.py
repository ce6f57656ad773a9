"""The one origin of this machine: the page with CloudFront's headers, the API, uploads, and the
mails that were sent.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Handler
from botocore.exceptions import BotoCoreError, ClientError
from multidict import CIMultiDict
from yarl import URL

from chalicelib.api.problems import type_of
from chalicelib.domain.mail_in.reading import MAX_MAIL_BYTES
from infra.forms import FIELDS_WITHIN_BYTES, is_signed
from infra.headers import api_headers, page_headers
from infra.inbox import Inbox
from infra.outbox import Outbox
from infra.page_files import content_type, page_file
from infra.processes import HOST
from infra.resources.gateway import WORTH_COMPRESSING_BYTES

# A little more than the gateway's own 29 seconds, so that its answer comes through.
ANSWERS_WITHIN_SECONDS = 35
RAW_MAIL = "message/rfc822"
HOP_BY_HOP = {
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "host",
}


@dataclass(frozen=True)
class Backend:
    """Where a path of the origin is answered: `base`, asked under the name `host`, after `strip` is
    taken off the path.
    """

    base: str
    host: str | None = None
    strip: str = ""
    unquotes: bool = False
    """Whether it takes the percent signs out of a path before it looks at it, which API Gateway
    leaves to the function: then `A%2FB` would be two parts, so the path is quoted once more for
    it."""
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    """What it takes to be let in there."""


class Front:
    """Serves the page and passes on the rest."""

    def __init__(
        self,
        port: int,
        api: Backend,
        uploads: Backend,
        outbox: Outbox,
        inbox: Inbox,
        secret: str,
        *,
        built: bool = True,
    ) -> None:
        self.port = port
        self.built = built
        self.secret = secret
        self.outbox = outbox
        self.inbox = inbox
        self.backends = {"/api/": api, "/uploads/": uploads}

    async def serve(self, stopped: asyncio.Event, started: asyncio.Event) -> None:
        """Serve on loopback until told to stop."""
        app = web.Application(client_max_size=1024**3, middlewares=[self._only_this_origin])
        app.router.add_route("*", r"/{path:(?s:.*)}", self._answer)
        timeout = aiohttp.ClientTimeout(total=ANSWERS_WITHIN_SECONDS)
        # The emulator closes connections that rest, now and then just as one is used again; a new
        # one costs little here.
        connector = aiohttp.TCPConnector(force_close=True)
        async with aiohttp.ClientSession(
            connector=connector, auto_decompress=False, timeout=timeout
        ) as self.session:
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, HOST, self.port).start()
            started.set()
            await stopped.wait()
            await runner.cleanup()
            with suppress(aiohttp.ClientError, TimeoutError):
                # What nobody has looked at yet is kept as well.
                await self.outbox.read(self.session)

    @web.middleware
    async def _only_this_origin(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse other names: a foreign page must not reach this machine's server by having its
        name point here.
        """
        if request.host not in self._names():
            raise web.HTTPMisdirectedRequest
        return await handler(request)

    def _names(self) -> set[str]:
        return {f"{name}:{self.port}" for name in (HOST, "localhost")}

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if "\0" in request.path:
            return web.Response(status=404, text="There is no such thing.\n", headers=api_headers())
        if request.path.startswith("/uploads/"):
            return await self._take_or_give_file(request)
        for prefix, backend in self.backends.items():
            if request.path.startswith(prefix):
                return await self._pass_on(request, backend)
        return await self._show_mails(request) if request.path == "/outbox" else self._page(request)

    async def _take_or_give_file(self, request: web.Request) -> web.StreamResponse:
        """S3 refuses whoever comes unsigned, which the emulator does not; a form that another page
        sends is refused here alone.
        """
        if (
            request.method == "POST"
            and not request.query_string
            and self._is_from_own_page(request)
        ):
            beginning = await _beginning(request)
            if is_signed(request.headers.get("Content-Type", ""), beginning, self.secret):
                return await self._pass_on(request, self.backends["/uploads/"], beginning)
        elif request.method in ("GET", "HEAD") and "X-Amz-Signature" in request.query:
            return await self._pass_on(request, self.backends["/uploads/"])
        return web.Response(
            status=403,
            text="A file is fetched by its link and sent by its form.\n",
            headers=api_headers(),
        )

    def _is_from_own_page(self, request: web.Request) -> bool:
        """Whether no other page sends it: a browser names the origin of every form, and a program
        none.
        """
        origin = request.headers.get("Origin")
        return origin is None or origin in {f"http://{name}" for name in self._names()}

    async def _show_mails(self, request: web.Request) -> web.StreamResponse:
        """All that was sent, which only this machine's own people may see, and where they bring in
        an answer; AWS has no such path.
        """
        if request.method == "POST":
            return await self._take_mail(request)
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405, headers=api_headers() | {"Allow": "GET, HEAD, POST"})
        try:
            mails = await self.outbox.read(self.session)
        except (aiohttp.ClientError, TimeoutError):
            return _no_answer()
        return web.json_response(
            {"value": mails}, headers=api_headers() | {"Cache-Control": "no-store"}
        )

    async def _take_mail(self, request: web.Request) -> web.StreamResponse:
        """A raw mail that comes in, from this page or a program; what became of it."""
        if request.content_type != RAW_MAIL or not self._is_from_own_page(request):
            return web.Response(
                status=403, text="A mail comes in as message/rfc822.\n", headers=api_headers()
            )
        raw = await request.read()
        if len(raw) > MAX_MAIL_BYTES:
            return web.Response(status=413, text="The mail is too large.\n", headers=api_headers())
        try:
            outcome = await asyncio.to_thread(self.inbox.bring, raw)
        except (BotoCoreError, ClientError, RuntimeError):
            return _no_answer()
        return web.json_response({"outcome": outcome}, headers=api_headers())

    def _page(self, request: web.Request) -> web.StreamResponse:
        path = page_file(request.path, built=self.built)
        if path is None:
            return web.Response(status=404, text="There is no such file.\n", headers=page_headers())
        if request.method not in ("GET", "HEAD"):
            return web.Response(status=405, headers=page_headers() | {"Allow": "GET, HEAD"})
        return web.FileResponse(path, headers=page_headers() | {"Content-Type": content_type(path)})

    async def _pass_on(
        self, request: web.Request, backend: Backend, beginning: bytes = b""
    ) -> web.StreamResponse:
        """Asks a backend the same; `beginning` is what was read of the body before."""
        headers = CIMultiDict(
            (name, value)
            for name, value in request.headers.items()
            if name.lower() not in HOP_BY_HOP
        )
        headers.update(backend.headers)
        if backend.host:
            headers["Host"] = backend.host
        path, mark, query = request.raw_path.removeprefix(backend.strip).partition("?")
        if backend.unquotes:
            path = path.replace("%", "%25")
        url = URL(backend.base + path + mark + query, encoded=True)
        body = _whole(beginning, request) if request.body_exists else None
        try:
            async with self.session.request(
                request.method, url, headers=headers, data=body, allow_redirects=False
            ) as answer:
                return await _relay(request, answer)
        except (aiohttp.ClientError, TimeoutError):
            return _no_answer()


async def _beginning(request: web.Request) -> bytes:
    """As much of the body as the fields of a form may take."""
    beginning = b""
    while len(beginning) < FIELDS_WITHIN_BYTES and (
        chunk := await request.content.read(FIELDS_WITHIN_BYTES - len(beginning))
    ):
        beginning += chunk
    return beginning


async def _whole(beginning: bytes, request: web.Request) -> AsyncIterator[bytes]:
    if beginning:
        yield beginning
    async for chunk in request.content.iter_chunked(65_536):
        yield chunk


def _compress(request: web.Request, response: web.StreamResponse, size_bytes: int | None) -> None:
    """As the gateway does it on AWS, for whoever takes it: what is worth it, and the ETag stays."""
    response.headers["Vary"] = "Accept-Encoding"
    is_worth_it = size_bytes is None or size_bytes >= WORTH_COMPRESSING_BYTES
    if is_worth_it and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.headers.popall("Content-Length", None)
        response.enable_compression(web.ContentCoding.gzip)


def _no_answer() -> web.Response:
    problem = {
        "type": type_of("badGateway"),
        "title": "No answer",
        "status": 502,
        "detail": "Try again.",
        "code": "badGateway",
    }
    return web.json_response(
        problem, status=502, content_type="application/problem+json", headers=api_headers()
    )


async def _relay(request: web.Request, answer: aiohttp.ClientResponse) -> web.StreamResponse:
    response = web.StreamResponse(status=answer.status)
    for name, value in answer.headers.items():
        # One origin needs no CORS.
        if name.lower() not in HOP_BY_HOP and not name.lower().startswith("access-control-"):
            response.headers.add(name, value)
    response.headers.update(api_headers())
    if "json" in answer.content_type and "Content-Encoding" not in answer.headers:
        _compress(request, response, answer.content_length)
    await response.prepare(request)
    async for chunk in answer.content.iter_chunked(65_536):
        await response.write(chunk)
    await response.write_eof()
    return response
