"""Pictures of every view, light and dark, wide and narrow, into screenshots/: `make
screenshots`.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from infra.processes import free_port
from tests.browser.conftest import chromium
from tests.browser.desk import Desk
from tests.browser.views import all_views
from tests.browser.visitor import Visitor
from tests.stack import ROOT, started, stopped

FOLDER = ROOT / "screenshots"
SIZES = {"wide": (1440, 900), "narrow": (320, 700)}
SCHEMES = ("light", "dark")


def main() -> None:
    """A stack of its own, so that the pictures always show the same."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with tempfile.TemporaryDirectory() as state:
        stack = started(Path(state), free_port())
        try:
            desk = Desk(stack)
            places = all_views(desk)
            with chromium() as browser:
                for scheme in SCHEMES:
                    for size in SIZES:
                        _take(browser, desk, places, scheme, size)
        finally:
            stopped(stack)
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")


def _take(
    browser: Browser, desk: Desk, places: dict[str, dict[str, str]], scheme: str, size: str
) -> None:
    width, height = SIZES[size]
    look = {
        "viewport": {"width": width, "height": height},
        "color_scheme": scheme,
        "locale": "en-US",
        "reduced_motion": "reduce",
    }
    outside = browser.new_context(**look).new_page()
    outside.goto(desk.stack.url)
    outside.get_by_role("heading", name="Demo people").wait_for()
    outside.screenshot(path=FOLDER / f"sign-in-{scheme}-{size}.png", full_page=True)
    outside.context.close()
    for who, own in places.items():
        page = browser.new_context(storage_state=desk.storage(who), **look).new_page()
        page.goto(desk.stack.url)
        page.locator("h1").wait_for()
        visitor = Visitor(page)
        for name, place in own.items():
            visitor.show(place)
            page.screenshot(path=FOLDER / f"{name}-{scheme}-{size}.png", full_page=True)
        page.context.close()


if __name__ == "__main__":
    main()
