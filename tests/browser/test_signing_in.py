"""Coming in, going out, and coming in again over the page."""

import json
import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from chalicelib.domain.people.person import Person
from chalicelib.store.table import Table
from infra.emulator import Emulator
from infra.local import ARTIFACTS, NAME
from infra.people import People
from infra.stack import Stack
from tests.browser.conftest import OpenPage
from tests.browser.desk import CUSTOMER, Desk
from tests.phone import code_of


def test_a_demo_person_signs_in_with_two_clicks_and_sees_the_queue(open_page: OpenPage) -> None:
    page = open_page("", who=None)
    page.get_by_role("button", name=re.compile("^Ada Agent")).click()
    expect(page.get_by_label("Email")).to_have_value("agent@demo.test")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Queue")).to_be_visible()
    expect(page.get_by_role("link", name="Ada Agent")).to_be_visible()
    expect(page.get_by_role("link", name="Settings")).to_have_count(0)


def test_signing_out_of_one_window_signs_out_of_the_others(open_page: OpenPage) -> None:
    """What another window shows, of the same browser, is not left behind for who comes next."""
    page = open_page("", who=None)
    page.get_by_role("button", name=re.compile("^Ada Agent")).click()
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Queue")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url.split("#")[0] + "#/customers")
    expect(other.get_by_role("heading", level=1, name="Customers")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    for window in (page, other):
        expect(window.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


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


def test_somebody_invited_chooses_a_password_of_their_own_before_anything_else(
    open_page: OpenPage, desk: Desk
) -> None:
    """As `make invite` lets people in: the pool gives a temporary password and asks for another at
    the first sign-in.
    """
    invite(desk, "nia@demo.test", "temporary-password")
    page = open_page("", who=None)
    page.get_by_label("Email").fill(" nia@demo.test ")
    page.get_by_label("Password", exact=True).fill("temporary-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("New password")).to_be_focused()
    page.get_by_role("button", name="Save password").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a new password.")
    page.get_by_label("New password").fill("a-password-of-my-own")
    page.get_by_role("button", name="Save password").click()
    expect(page.get_by_role("heading", level=1, name="Queue")).to_be_visible()
    expect(page.get_by_role("link", name="Nia New")).to_be_visible()
    again = open_page("", who=None)
    again.get_by_label("Email").fill("nia@demo.test")
    again.get_by_label("Password", exact=True).fill("a-password-of-my-own")
    again.get_by_role("button", name="Sign in").click()
    expect(again.get_by_role("link", name="Nia New")).to_be_visible()


def test_a_weak_password_is_told_at_its_field_and_too_long_a_wait_begins_anew(
    open_page: OpenPage,
) -> None:
    """The emulator takes any password and waits for ever, so the answers are those of
    AWS by hand.
    """
    page = open_page("", who=None)
    challenge = {"challenge": {"name": "NEW_PASSWORD_REQUIRED", "session": "s" * 20}}
    page.route(
        "**/api/session",
        lambda route: (
            route.fulfill(json=challenge) if route.request.method == "POST" else route.continue_()
        ),
    )
    weak = [
        {
            "pointer": "/newPassword",
            "detail": "This password is too easy to guess. Choose a longer one.",
            "code": "weak",
        }
    ]
    answers = [
        (400, {"title": "Invalid", "detail": weak[0]["detail"], "errors": weak}),
        (401, {"title": "No", "detail": "It has ended."}),
    ]

    def refuse(route: Route) -> None:
        status, problem = answers.pop(0)
        route.fulfill(status=status, json=problem)

    page.route("**/api/session/challenge", refuse)
    page.get_by_label("Email").fill("agent@demo.test")
    page.get_by_label("Password", exact=True).fill("temporary")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Save password").click()
    page.get_by_role("alert").get_by_role(
        "link", name="This password is too easy to guess."
    ).click()
    expect(page.get_by_label("New password")).to_be_focused()
    expect(page.get_by_label("New password")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Save password").click()
    expect(page.get_by_role("alert")).to_contain_text("It has ended.")
    expect(page.get_by_label("Email")).to_have_value("agent@demo.test")


def test_a_second_factor_is_set_up_asked_for_and_reset_by_an_administrator(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-15: from the own account, with a phone that makes codes of the key; then each sign-in takes
    one, a wrong one is told at its field, and none once the lost phone is reset.
    """
    invite(desk, "fay@demo.test", "a-password-of-my-own", is_first=False)
    page = open_page("", who=None)
    sign_in(page, "fay@demo.test", "a-password-of-my-own")
    page.get_by_role("link", name="Nia New").click()
    page.get_by_role("button", name="Set up a second factor").click()
    key = page.locator("code.key")
    expect(page.locator("svg.qr path")).to_be_visible()
    secret = key.inner_text().replace(" ", "")
    link = page.get_by_role("link", name="open it in the app")
    assert f"secret={secret}&" in (link.get_attribute("href") or "")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the six digits")
    page.get_by_label("Code that the app shows").fill("12 34 5")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_label("Code that the app shows")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Code that the app shows").fill(code_of(secret))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("You sign in with a code of your phone, since")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    sign_in(page, "fay@demo.test", "a-password-of-my-own")
    code = page.get_by_label("Code that your app shows")
    expect(code).to_be_focused()
    code.fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("This code is wrong")
    code.fill(code_of(secret))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Nia New")).to_be_visible()

    admin = open_page("#/settings/people", who="admin")
    row = admin.get_by_role("row", name=re.compile("fay@demo.test"))
    expect(row).to_contain_text("With a second factor")
    row.get_by_role("button", name="Change Nia New").click()
    admin.get_by_role("button", name="Reset the second factor").click()
    expect(row).not_to_contain_text("With a second factor")
    account = {"email": "fay@demo.test", "password": "a-password-of-my-own"}
    assert "token" in desk.stack.call("POST", "/session", account).json


def test_a_forgotten_password_is_replaced_by_a_code_from_the_mail(
    open_page: OpenPage, desk: Desk
) -> None:
    """X-15: whether the address is known is not told; the new password signs in, and the own one
    is changed by who knows it. The emulator looks at no code, so a wrong one is tried against moto.
    """
    invite(desk, "rob@demo.test", "a-password-of-my-own", is_first=False)
    page = open_page("", who=None)
    said = []
    for email in ("nobody@demo.test", "rob@demo.test"):
        page.get_by_role("button", name="I forgot my password").click()
        expect(page.get_by_label("Email")).to_be_focused()
        page.get_by_label("Email").fill(email)
        page.get_by_role("button", name="Mail me a code").click()
        expect(page.get_by_label("Code from the mail")).to_be_focused()
        said.append(page.get_by_role("main").inner_text().replace(email, "…"))
        if email != "rob@demo.test":
            page.get_by_role("button", name="Back to signing in").click()
    assert said[0] == said[1]
    page.get_by_label("Code from the mail").fill("654321")
    page.get_by_label("New password").fill("another-password-of-mine")
    page.get_by_role("button", name="Save password").click()
    expect(page.get_by_text("Your password is changed. Sign in with it.")).to_be_visible()
    page.get_by_label("Password", exact=True).fill("another-password-of-mine")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Nia New").click()
    page.get_by_role("button", name="Change the password").click()
    page.get_by_label("Password now").fill("not-this-one")
    page.get_by_label("New password").fill("a-third-password-of-mine")
    page.get_by_role("button", name="Save password").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not your password.")
    page.get_by_label("Password now").fill("another-password-of-mine")
    page.get_by_role("button", name="Save password").click()
    expect(page.get_by_text("Your password is changed.")).to_be_visible()
    account = {"email": "rob@demo.test", "password": "a-third-password-of-mine"}
    assert desk.stack.call("POST", "/session", account).status == 200


def test_who_needs_a_second_factor_sets_it_up_before_anything_else(open_page: OpenPage) -> None:
    """X-15: the local stack asks nobody for one, so what the API answers there is said by hand; its
    refusal of all else is `test_second_factor.py`'s.
    """
    page = open_page("", who=None)
    tokens = {"token": "t", "refreshToken": "r", "expiresIn": 3600, "user": None}
    picture = {"secret": "ABCDEFGH", "address": "otpauth://totp/x", "picture": ["10", "01"]}
    asked: list[str | None] = []

    def set_up(route: Route) -> None:
        asked.append(route.request.headers.get("authorization"))
        route.fulfill(json=picture)

    page.route(
        "**/api/session",
        lambda route: (
            route.fulfill(json=tokens) if route.request.method == "POST" else route.continue_()
        ),
    )
    page.route("**/api/me/secondFactor", set_up)
    sign_in(page, "finance@demo.test", "demo-password")
    expect(page.get_by_text("Your role needs a second factor")).to_be_visible()
    expect(page.locator("code.key")).to_have_text("ABCD EFGH")
    assert asked == ["Bearer t"]
    assert page.evaluate("localStorage.getItem('redress.session')") is None
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_label("Password", exact=True)).to_have_value("")


def sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def wait_for(look: Callable[[], int], wanted: int) -> None:
    """After-work comes a moment after what it follows from."""
    ends_at = time.monotonic() + 20
    while look() != wanted and time.monotonic() < ends_at:
        time.sleep(0.1)
    assert look() == wanted


def invite(desk: Desk, email: str, password: str, *, is_first: bool = True) -> None:
    """Let an agent in with a temporary password, which on AWS comes by mail; or with an own one."""
    folder = desk.stack.folder
    emulator = Emulator(folder, int((folder / "emulator-port").read_text()))
    outputs = Stack(NAME, ARTIFACTS, emulator).outputs() or {}
    cognito, pool = emulator.client("cognito-idp"), outputs["UserPoolId"]
    People(cognito, pool, Table(emulator.client("dynamodb"), outputs["TableName"])).let_in(
        Person("", email, "Nia New", "agent")
    )
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=email, Password=password, Permanent=not is_first
    )


def test_when_the_session_ends_one_signs_in_over_the_page_and_loses_nothing(
    open_page: OpenPage, desk: Desk
) -> None:
    number = desk.invoice()
    page = open_page(f"#/customer/{CUSTOMER}/invoice/{number}/raise")
    page.get_by_label("Monthly fee", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What the customer says").fill("Half of the month was dark.")
    page.evaluate(
        "localStorage.setItem('redress.session', JSON.stringify({token: 'gone', refreshToken:"
        " 'gone'}))"
    )
    page.reload()
    page.get_by_label("Email").fill("agent@demo.test")
    page.get_by_label("Password", exact=True).fill("demo-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("What the customer says")).to_have_value("Half of the month was dark.")

    refused = {
        "type": "about:blank",
        "title": "Sign in",
        "status": 401,
        "detail": "Sign in.",
        "code": "notSignedIn",
    }
    page.route("**/api/session/refresh", lambda route: route.fulfill(status=401, json=refused))
    page.route(
        f"**/api/customer/{CUSTOMER}/dispute*",
        lambda route: route.fulfill(status=401, json=refused),
        times=1,
    )
    page.get_by_role("button", name="Continue").click()
    dialog = page.get_by_role("dialog", name="Sign in again")
    dialog.get_by_label("Password", exact=True).fill("demo-password")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Half of the month was dark.")).to_be_visible()
    expect(page.get_by_role("button", name="Raise the dispute")).to_be_enabled()


def test_signing_out_leaves_nothing_to_come_back_with(open_page: OpenPage, desk: Desk) -> None:
    """Neither in the browser nor with a token that somebody has kept: the pool and the API refuse
    both from then on.
    """
    page = open_page("", who=None)
    page.get_by_role("button", name=re.compile("^Ada Agent")).click()
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Queue")).to_be_visible()
    kept = json.loads(page.evaluate("localStorage.getItem('redress.session')"))
    assert desk.stack.call("GET", "/me", token=kept["token"]).status == 200
    renewed = desk.stack.call("POST", "/session/refresh", {"refreshToken": kept["refreshToken"]})
    assert renewed.status == 200
    page.goto(f"{desk.stack.url}/#/account")
    with page.expect_response("**/api/session/end") as ended:
        page.get_by_role("main").get_by_role("button", name="Sign out").click()
    assert ended.value.status == 200
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    assert page.evaluate("localStorage.getItem('redress.session')") is None
    for token in (kept["token"], renewed.json["token"]):
        assert desk.stack.call("GET", "/me", token=token).status == 401
    assert (
        desk.stack.call("POST", "/session/refresh", {"refreshToken": kept["refreshToken"]}).status
        == 401
    )


def test_somebody_who_is_deactivated_is_out_and_can_be_let_in_again(
    open_page: OpenPage, desk: Desk
) -> None:
    """By an administrator on the page; the sign-in that was open ends, and no new one begins."""
    invite(desk, "dan@demo.test", "temporary-password")
    account = {"email": "dan@demo.test", "password": "temporary-password"}
    challenge = desk.stack.call("POST", "/session", account).json["challenge"]
    chosen = {
        "email": "dan@demo.test",
        "session": challenge["session"],
        "newPassword": "a-password-of-my-own",
    }
    tokens = desk.stack.call("POST", "/session/challenge", chosen).json
    account |= {"password": "a-password-of-my-own"}
    row = (page := open_page("#/settings/people", who="admin")).get_by_role(
        "row", name=re.compile("dan@demo.test")
    )
    for button, status, says in (("Deactivate", 401, 1), ("Activate again", 200, 0)):
        row.get_by_role("button", name="Change Nia New").click()
        page.get_by_role("dialog").get_by_role("button", name=button).click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(row.get_by_text("Deactivated", exact=True)).to_have_count(says)
        assert desk.stack.call("GET", "/me", token=tokens["token"]).status == status
        wait_for(lambda status=status: desk.stack.call("POST", "/session", account).status, status)
        # What was open before is not renewed, also after the person is let in again.
        renewed = {"refreshToken": tokens["refreshToken"]}
        wait_for(
            lambda renewed=renewed: desk.stack.call("POST", "/session/refresh", renewed).status, 401
        )
