"""Sums that do not hold everything say so, on whatever page they stand."""

import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk

CUT = {"complete": False, "more": True}


@pytest.mark.parametrize(
    ("view", "api", "changed", "told"),
    [
        pytest.param(
            f"#/customer/{CUSTOMER}",
            f"/customer/{CUSTOMER}$",
            CUT,
            "the oldest are left out.",
            marks=pytest.mark.long,
        ),
        (
            f"#/customer/{CUSTOMER}/statement",
            "/statement$",
            CUT,
            "the oldest are neither listed nor added up.",
        ),
        pytest.param(
            f"#/customer/{CUSTOMER}/statement",
            "/statement$",
            {"more": True},
            "the totals count all of them.",
            marks=pytest.mark.long,
        ),
        pytest.param(
            "#/reports",
            "/report/receivables$",
            CUT,
            "what is due last is left out.",
            marks=pytest.mark.long,
        ),
    ],
)
def test_a_sum_that_leaves_something_out_says_so(
    open_page: OpenPage, desk: Desk, view: str, api: str, changed: dict[str, Any], told: str
) -> None:
    """CU-02."""
    desk.invoice()

    def cut(route: Route) -> None:
        route.fulfill(json=route.fetch().json() | changed)

    page = open_page("#/account", who="finance")
    page.route(re.compile(api), cut)
    page.goto(f"{desk.stack.url}/{view}")
    expect(page.get_by_role("main")).to_contain_text(told)
    whole = open_page(view, who="finance")
    expect(whole.get_by_role("main")).to_contain_text("USD")
    expect(whole.get_by_role("main")).not_to_contain_text("left out")
    expect(whole.get_by_role("main")).not_to_contain_text("count all of them")
