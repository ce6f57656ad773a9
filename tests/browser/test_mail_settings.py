"""What administrators set about approvals and mail: chains, hours, absences, the words of mails."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk


@pytest.fixture
def editor(open_page: OpenPage) -> Page:
    """The mail that asks for approval, being edited."""
    page = open_page("#/settings/mail?template=approvalAsked", who="admin")
    expect(page.get_by_text("Look at it and answer")).to_be_visible()
    return page


def test_an_unknown_hashtag_blocks_saving_and_is_named(editor: Page, desk: Desk) -> None:
    """DM-03: at the field, in the preview, and on the button."""
    editor.get_by_label("Text", exact=True).fill("Dear #person_name, see #nonsense.\n\n#link")
    expect(editor.locator("#mail-body-error")).to_contain_text(
        "#nonsense is not a hashtag of this mail."
    )
    save = editor.get_by_role("button", name="Save")
    expect(save).to_have_attribute("aria-disabled", "true")
    save.click(force=True)
    assert desk.ask("GET", "/setting/mailTemplates", who="admin")["value"] == []


def test_the_preview_is_as_sent_and_words_stay_words(editor: Page, desk: Desk) -> None:
    """DM-03: hashtags show their example, markup in a template is text, and links lead nowhere."""
    editor.get_by_label("Subject", exact=True).fill("Money for #customer_name")
    editor.get_by_label("Text", exact=True).fill(
        "<b onclick=alert(1)>Dear</b> #person_name\n\n#lines\n\n#link"
    )
    preview = editor.get_by_role("region", name="Preview")
    expect(preview).to_contain_text("Money for Bright Telecom")
    expect(preview.get_by_text("<b onclick=alert(1)>Dear</b> Aldo Admin")).to_be_visible()
    line = preview.get_by_role("listitem")
    expect(line).to_contain_text("Credit: 3.00 USD", use_inner_text=True)
    assert preview.get_by_text("Look at it and answer").get_attribute("href") is None
    editor.get_by_role("button", name="Send a test to me").click()
    expect(editor.get_by_text("A test is on its way to admin@demo.test.").first).to_be_visible()
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_text("“Approval is asked for” is saved.").first).to_be_visible()
    expect(editor.get_by_role("link", name="Approval is asked for")).to_contain_text(
        "Your own words"
    )
    editor.get_by_role("link", name="Approval is asked for").click()
    editor.get_by_role("button", name="Back to the words it came with").click()
    expect(editor.get_by_text("is worded as it comes again.").first).to_be_visible()
    assert desk.ask("GET", "/setting/mailTemplates", who="admin")["value"] == []


def test_nothing_in_a_mail_but_what_is_harmless_is_drawn(open_page: OpenPage) -> None:
    """DM-03: whatever a mail holds, neither scripts nor handlers nor foreign addresses come
    through.
    """
    page = open_page(who="admin")
    mail = (
        "<html><head><title>x</title><style>p{}</style></head><body style='color:#111'><p"
        " onclick=x "
        'style="background:url(http://x)">a &lt;b&gt; '
        "&#x41;&amp;</p><script>bad()</script><img src=x onerror=bad()><a"
        " href='javascript:bad()'>j</a><a href=\"https://x.test/?a=1&amp;b=2\">w</a>"
        "<svg><script>bad()</script></svg><!-- <p>no</p> --><p>open <b>bold</p>end"
    )
    tree = page.evaluate(
        "(mail) => import('/mail/markup.js').then((module) => module.readMarkup(mail))", mail
    )
    [body] = tree
    assert body["attributes"] == {"style": "color:#111"}
    first, script_link, web, last, *_ = body["children"]
    assert first == {"tag": "p", "attributes": {}, "children": ["a <b> A&"]}
    assert script_link == {"tag": "a", "attributes": {}, "children": ["j"]}
    assert web["attributes"] == {"href": "https://x.test/?a=1&b=2"}
    assert last == {
        "tag": "p",
        "attributes": {},
        "children": ["open ", {"tag": "b", "attributes": {}, "children": ["bold"]}],
    }
    assert "bad" not in str(tree)


def test_a_chain_is_built_and_what_is_wrong_stands_at_its_field(
    open_page: OpenPage, desk: Desk
) -> None:
    """CU-15: levels are added, moved and removed; the server's errors stand where they belong."""
    desk.chain()
    page = open_page("#/settings/chains", who="admin")
    levels = page.locator(".level")
    expect(levels).to_have_count(3)
    page.get_by_role("button", name="Add a level").click()
    last = levels.nth(3)
    last.get_by_label("Name of the level").fill("Board")
    last.get_by_label("People by name").check()
    last.get_by_label("Finn Finance, finance").check()
    last.get_by_label("Business hours to answer").fill("0")
    page.get_by_role("button", name="Save").click()
    expect(last.locator(".field.wrong")).to_contain_text("Level Board has more than 0")
    last.get_by_label("Business hours to answer").fill("4,5")
    last.get_by_label("Add a limit in").fill("usd")
    last.get_by_role("button", name="Add", exact=True).click()
    last.get_by_label("At most in USD").fill("2500,5")
    last.get_by_role("button", name="Move level 4, Board up").click()
    page.get_by_role("button", name="Remove level 1, Approver").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The approval chains are saved.").first).to_be_visible()
    [kept] = desk.ask("GET", "/setting/approvalChains", who="admin")["value"]
    assert [level["name"] for level in kept["levels"]] == ["Manager", "Board", "Finance"]
    assert (kept["levels"][1]["limit"], kept["levels"][1]["answerWithinHours"]) == (
        {"USD": 2500.5},
        4.5,
    )
    assert len(kept["levels"][1]["people"]) == 1
    desk.chain()


def test_business_hours_and_a_holiday_are_kept(open_page: OpenPage, desk: Desk) -> None:
    """X-04."""
    before = desk.ask("GET", "/setting/businessHours", who="admin")["value"]
    page = open_page("#/settings/hours", who="admin")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_label("Saturday").check()
    page.get_by_label("Another holiday").fill("2026-12-25")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The business hours are saved.").first).to_be_visible()
    [kept] = desk.ask("GET", "/setting/businessHours", who="admin")["value"]
    assert (kept["timeZone"], kept["days"], kept["holidays"]) == (
        "Europe/Berlin",
        [1, 2, 3, 4, 5, 6],
        ["2026-12-25"],
    )
    desk.ask("PUT", "/setting/businessHours", {"value": before}, "admin")


def test_an_absence_has_a_substitute_and_can_be_ended(open_page: OpenPage, desk: Desk) -> None:
    """CU-15: one says it oneself, the administrator sees it, and may end it."""
    first = date.today() + timedelta(days=40)
    page = open_page("#/account", who="finance")
    page.get_by_label("First day").fill(first.isoformat())
    page.get_by_label("Last day").fill((first - timedelta(days=1)).isoformat())
    page.get_by_label("Substitute").select_option(label="Mara Manager")
    page.get_by_role("button", name="Save the absence").click()
    expect(page.locator("#away-until-error")).to_contain_text("The absence ends before it starts.")
    page.get_by_label("Last day").fill((first + timedelta(days=7)).isoformat())
    page.get_by_role("button", name="Save the absence").click()
    expect(page.get_by_role("button", name="End the absence")).to_be_visible()
    admin = open_page("#/settings/people", who="admin")
    row = admin.get_by_role("row", name="Finn Finance")
    expect(row).to_contain_text("Mara Manager stands in")
    row.get_by_role("button", name="Absence of Finn Finance").click()
    admin.get_by_role("dialog").get_by_role("button", name="End the absence").click()
    expect(row).not_to_contain_text("stands in")


def test_with_no_suppressed_address_the_page_says_so(open_page: OpenPage) -> None:
    page = open_page("#/settings/suppressed", who="admin")
    expect(page.get_by_role("heading", name="Every address gets its mail")).to_be_visible()
    expect(page.get_by_role("heading", name="Every mail could be sent")).to_be_visible()


def test_what_was_given_up_is_listed_with_why_and_leads_to_its_dispute(
    open_page: OpenPage, desk: Desk
) -> None:
    """DM-03: as the server tells it, days after nobody took the mail."""
    dispute = desk.dispute()
    row = {
        "disputeID": dispute["disputeID"],
        "of": "dispute",
        "customerName": "Bright Telecom",
        "invoiceNumber": dispute["invoiceNumber"],
        "templateID": "approvalAsked",
        "name": "Approval is asked for",
        "userID": "approver",
        "email": "approver@demo.test",
        "triedSince": "2026-11-18T09:30:00Z",
        "givenUpAt": "2026-11-21T09:30:00Z",
        "reason": "Email address is not verified.",
    }
    page = open_page("#/queue", who="admin")
    page.route(
        "**/api/mail/givenUp*",
        lambda route: route.fulfill(json={"value": [row], "nextCursor": None}),
    )
    page.goto(f"{desk.stack.url}/#/settings/suppressed")
    listed = page.get_by_role("row", name="approver@demo.test")
    expect(listed).to_contain_text("Email address is not verified.")
    listed.get_by_role("link", name=f"Invoice {dispute['invoiceNumber']}").click()
    expect(
        page.get_by_role("heading", name=f"Dispute on invoice {dispute['invoiceNumber']}")
    ).to_be_visible()
