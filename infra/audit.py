"""`make audit`: verify every dispute of a deployment by its API, a page at a time (X-05, X-06)."""

import os
from typing import Any
from urllib.parse import quote

from infra.demo.api import Api
from infra.demo.people import PASSWORD
from infra.processes import HOST

STATES = ("open", "ended")
A_PAGE = 50


def main() -> None:
    """Print what is wrong, and fail if anything is. Which deployment, and as whom, is said as for `make import`."""
    url = os.environ.get("REDRESS_URL") or f"http://{HOST}:{os.environ.get('PORT') or 8000}"
    api = Api(url, os.environ.get("REDRESS_EMAIL") or "finance", os.environ.get("REDRESS_PASSWORD") or PASSWORD)
    checked, wrong = 0, 0
    for state in STATES:
        for page in _pages(api, state):
            checked += page["checked"]
            wrong += len(page["value"])
            for dispute in page["value"]:
                print(f"{dispute['disputeID']}: {' '.join(dispute['faults'])}")
            print(f"{checked} disputes checked, {wrong} wrong", flush=True)
    if wrong:
        raise SystemExit(1)


def _pages(api: Api, state: str) -> Any:
    cursor = ""
    while True:
        page = api.get(f"/audit/verify?state={state}&limit={A_PAGE}{cursor}")
        yield page
        if not page["nextCursor"]:
            return
        cursor = f"&cursor={quote(page['nextCursor'])}"


if __name__ == "__main__":
    main()
