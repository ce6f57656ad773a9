"""What is wrong with how a page looks: what axe finds, and what is cut off."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    """What axe finds, one line each; targets that are too small among them (WCAG 2.2).

    From the top: what has been scrolled under the bar there counts as covered.
    """
    page.evaluate("scrollTo(0, 0)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found: Any = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
    )
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


ALIKE = """() => {
    const groups = 'fieldset, dialog, [role=group], [role=alert], section[aria-label], main,'
        + ' nav, header, aside, li:has(h3)';
    const named = (one) => (one.ariaLabel ?? one.textContent).trim().replace(/\\s+/g, ' ');
    const told = new Map();
    for (const one of document.querySelectorAll('button')) {
        if (!one.checkVisibility()) continue;
        const group = one.closest(groups) ?? document.body;
        const names = told.get(group) ?? told.set(group, new Map()).get(group);
        const row = one.closest('tr')?.cells[0].textContent.trim() ?? 0;
        const rows = names.get(named(one)) ?? names.set(named(one), []).get(named(one));
        rows.push(row);
    }
    return [...told.values()].flatMap((names) => [...names].filter(([, rows]) =>
        rows.length > 1 && (new Set(rows).size > 1 || typeof rows[0] === 'number'))
        .map(([name]) => name));
}"""
"""The names that several buttons of one named part of a page have, but for rows of a table that
read alike.
"""

UNSTYLED = """[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()
    && /groove|ridge|inset|outset/.test(getComputedStyle(one).borderStyle))
    .map((one) => one.outerHTML.slice(0, 90))"""
"""What has an edge as browsers draw it."""


def faults(page: Page) -> list[str]:
    """What axe finds, buttons that nobody who hears them can tell apart, and edges that the page's
    styles say nothing of.
    """
    return [
        *violations(page),
        *(f"several buttons are “{name}”" for name in page.evaluate(ALIKE)),
        *(f"an edge of the browser: {one}" for one in page.evaluate(UNSTYLED)),
    ]


CUT_OFF = """[...document.querySelectorAll('main *')]
    .filter((one) => one.checkVisibility() && !one.closest('.hidden')
        && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 90))"""
