"""A headless Chromium, people signed in, and an eye on the console."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.browser.desk import Desk
from tests.stack import Stack

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
OpenPage = Callable[..., Page]

expect.set_options(timeout=20_000)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that `infra/chromium` makes sure of."""
    found = (shutil.which(name) for name in (os.environ.get("CHROMIUM", ""), *BROWSERS) if name)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=next(filter(None, found), None), args=list(FLAGS)
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def desk(stack: Stack) -> Desk:
    """Makes what a test needs."""
    return Desk(stack)


@pytest.fixture
def console() -> list[str]:
    """What the pages of a test said on the console, save that a request failed that was no look
    beforehand.
    """
    return []


@pytest.fixture
def failed() -> list[str]:
    """The requests of a test's pages that the browser called failed on the console, of any kind."""
    return []


class Contexts:
    """Browser contexts that tests take one after another: making one costs more than most tests.

    Each starts with the storage of whoever is signed in, and with no page.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[BrowserContext]] = {}

    def take(self, state: Any, options: dict[str, Any]) -> BrowserContext:
        """A context that nobody has, with these options."""
        free = self._free.get(repr(sorted(options.items())))
        if not free:
            return self._browser.new_context(storage_state=state, **options)
        context = free.pop()
        context.set_storage_state(state or {"cookies": [], "origins": []})
        return context

    def give_back(self, context: BrowserContext, options: dict[str, Any]) -> None:
        """Leave a context to the next test."""
        for page in context.pages:
            page.close()
        self._free.setdefault(repr(sorted(options.items())), []).append(context)


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Contexts:
    """Those of all tests."""
    return Contexts(browser)


@pytest.fixture
def open_page(
    contexts: Contexts, desk: Desk, console: list[str], failed: list[str]
) -> Iterator[OpenPage]:
    """Opens a view as somebody, in a context of their own; at the end nothing may stand on any
    console.

    `is_changed` is for a test that changes its context for good, as a clock does.
    """
    taken: list[tuple[BrowserContext, dict[str, Any] | None]] = []

    def opened(
        place: str = "#/queue",
        who: str | None = "agent",
        width: int = 1280,
        height: int = 900,
        is_changed: bool = False,
        **options: Any,
    ) -> Page:
        options = {"locale": "en-US", "reduced_motion": "reduce"} | options
        context = contexts.take(desk.storage(who) if who else None, options)
        context.set_default_timeout(20_000)
        taken.append((context, None if is_changed else options))
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on("console", lambda message: _note(console, failed, message))
        page.on("pageerror", lambda error: console.append(str(error)))
        page.goto(f"{desk.stack.url}/{place}")
        return page

    yield opened
    for context, options in taken:
        if options is None:
            context.close()
        else:
            contexts.give_back(context, options)
    assert console == []


def _note(console: list[str], failed: list[str], message: ConsoleMessage) -> None:
    """A look at what would come of it never fails for what was typed, in no test (X-03)."""
    url = message.location["url"]
    if message.text.startswith("Failed to load resource"):
        failed.append(f"{url}: {message.text}")
        is_look = "dryRun=true" in url or url.endswith("/api/mail/preview")
        if not (is_look and re.search(r"status of (400|403|409|412|422)", message.text)):
            return
    if message.type in ("error", "warning"):
        console.append(f"{message.text} {url}")
