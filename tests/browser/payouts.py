"""Steps that tests of payout disputes take on the page."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.steps import confirm


def section(page: Page, name: str) -> Any:
    """A part of a case, by its name."""
    return page.locator(f"[data-section={name}]")


def answer(page: Page, verdict: str, reference: str = "", amount: str = "", why: str = "") -> None:
    """What the vendor says for good in its form."""
    page.locator("[data-action=answer]").click()
    page.get_by_label(verdict, exact=True).check()
    if amount:
        page.get_by_label("Amount paid").fill(amount)
    if reference:
        page.get_by_label("Reference of the payment").fill(reference)
    if why:
        page.get_by_label("Why less was paid").fill(why)
    page.get_by_label("This is final").check()
    confirm(page, "Answer for good")
    expect(section(page, "answer")).to_contain_text("Final")


def decide(page: Page, note: str = "") -> Any:
    """The dialog of the decision, with its note filled in."""
    page.locator("[data-action=decide]").click()
    dialog = page.get_by_role("dialog")
    if note:
        dialog.get_by_label("Internal note").fill(note)
    return dialog


def pay(page: Page, deed: str, told: str = "") -> None:
    """What Finance does about the payout of a case: `send`, `confirm`, `return`, `instructAgain`;
    with what the bank says, where that is asked.
    """
    page.locator(f"[data-action=payout-{deed}]").click()
    dialog = page.get_by_role("dialog")
    if told:
        dialog.get_by_role("textbox").fill(told)
    dialog.locator("[data-action=confirm]").click()
    expect(dialog).to_have_count(0)
