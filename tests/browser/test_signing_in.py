"""Coming in, going out, and coming in again over the page."""

import json
import re

from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk


def test_a_demo_person_signs_in_with_two_clicks_and_sees_the_queue(open_page: OpenPage) -> None:
    page = open_page("", who=None)
    page.get_by_role("button", name=re.compile("^Ada Agent")).click()
    expect(page.get_by_label("Email")).to_have_value("agent@demo.test")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Queue")).to_be_visible()
    expect(page.get_by_role("link", name="Ada Agent")).to_be_visible()
    expect(page.get_by_role("link", name="Settings")).to_have_count(0)


def test_a_wrong_password_is_told_without_saying_who_exists(open_page: OpenPage) -> None:
    page = open_page("", who=None)
    page.get_by_label("Email").fill("agent@demo.test")
    page.get_by_label("Password", exact=True).fill("not-the-password")
    page.get_by_role("button", name="Sign in").click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    expect(alert).to_be_focused()
    expect(page.get_by_label("Email")).to_have_value("agent@demo.test")


def test_empty_fields_are_named_in_a_summary_with_links(open_page: OpenPage) -> None:
    page = open_page("", who=None)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").get_by_role("link", name="Enter your email address.").click()
    expect(page.get_by_label("Email")).to_be_focused()


def test_a_new_person_chooses_a_password_before_anything_else(open_page: OpenPage, desk: Desk) -> None:
    page = open_page("", who=None)
    challenge = {"challenge": {"name": "NEW_PASSWORD_REQUIRED", "session": "s"}}

    def ask_for_new_password(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(json=challenge)
        else:
            route.continue_()

    sent: list[object] = []

    def take_new_password(route: Route) -> None:
        sent.append(json.loads(route.request.post_data or ""))
        route.fulfill(json=desk.session("agent"))

    page.route("**/api/session", ask_for_new_password)
    page.route("**/api/session/challenge", take_new_password)
    page.get_by_label("Email").fill("agent@demo.test")
    page.get_by_label("Password", exact=True).fill("temporary")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("New password").fill("a-password-of-my-own")
    page.get_by_role("button", name="Save password").click()
    expect(page.get_by_role("heading", level=1, name="Queue")).to_be_visible()
    assert sent == [{"email": "agent@demo.test", "session": "s", "newPassword": "a-password-of-my-own"}]


def test_when_the_session_ends_one_signs_in_over_the_page_and_loses_nothing(open_page: OpenPage, desk: Desk) -> None:
    number = desk.invoice()
    page = open_page(f"#/customer/{CUSTOMER}/invoice/{number}/raise")
    page.get_by_label("Monthly fee", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What the customer says").fill("Half of the month was dark.")
    page.evaluate("localStorage.setItem('redress.session', JSON.stringify({token: 'gone', refreshToken: 'gone'}))")
    page.reload()
    page.get_by_label("Email").fill("agent@demo.test")
    page.get_by_label("Password", exact=True).fill("demo-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("What the customer says")).to_have_value("Half of the month was dark.")

    refused = {"type": "about:blank", "title": "Sign in", "status": 401, "detail": "Sign in.", "code": "notSignedIn"}
    page.route("**/api/session/refresh", lambda route: route.fulfill(status=401, json=refused))
    page.route(f"**/api/customer/{CUSTOMER}/dispute*", lambda route: route.fulfill(status=401, json=refused), times=1)
    page.get_by_role("button", name="Continue").click()
    dialog = page.get_by_role("dialog", name="Sign in again")
    dialog.get_by_label("Password", exact=True).fill("demo-password")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Half of the month was dark.")).to_be_visible()
    expect(page.get_by_role("button", name="Raise the dispute")).to_be_enabled()


def test_signing_out_leaves_nothing_to_come_back_with(open_page: OpenPage) -> None:
    page = open_page("#/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Agent")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    assert page.evaluate("localStorage.getItem('redress.session')") is None
