"""Whoever goes from view to view of the page, and sees what does not stay in its frame."""

from collections.abc import Sequence

from playwright.sync_api import Page, Request, expect

STICKS_OUT = """(sizes) => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
    const aside = '.hidden, svg, textarea, select, input, thead';
    const all = [...document.querySelectorAll('body, body *')].filter((one) => !one.closest(aside));
    const named = (one) => `${one.tagName}.${one.className}`;
    const short = '.table :is(th, .tight), .badge, .tabs a, button';
    const torn = () => [...document.querySelectorAll(short)]
        .filter((one) => one.checkVisibility() && !(one.closest('thead')?.offsetWidth <= 1))
        .flatMap((one) => [...one.querySelectorAll('*'), one]).flatMap((one) => [...one.childNodes])
        .filter((node) => node.nodeType === 3)
        .flatMap((node) => [...node.data.matchAll(/(?<!\\S)[a-z]{2,12}(?!\\S)/gi)].map((found) => {
            const range = document.createRange();
            range.setStart(node, found.index);
            range.setEnd(node, found.index + found[0].length);
            const tops = new Set([...range.getClientRects()].map((box) => box.top));
            return tops.size > 1 ? found[0] : '';
        })).filter(Boolean);
    const lookAt = ([text, width]) => {
        const sized = {fontSize: `${text}%`, inlineSize: `${width - 15}px`};
        Object.assign(document.documentElement.style, sized);
        const wider = all.filter((one) => one.clientWidth > 1
            && one.scrollWidth > one.clientWidth + 1 && one.checkVisibility());
        const holds = (one) => wider.some((other) => other !== one && one.contains(other));
        const frames = wider.filter((one) => !holds(one));
        const broken = all.filter((one) => one.matches('.money, .late .badge')
            && one.textContent.length <= 16
            && one.checkVisibility() && one.getBoundingClientRect().height
                > 2.4 * parseFloat(getComputedStyle(one).fontSize));
        const isWide = text === 100 && width >= 1280;
        const cards = [...document.querySelectorAll('table.table')].filter((one) => isWide
            && one.clientWidth > 950 && one.tBodies[0]?.rows[0]?.checkVisibility()
                && getComputedStyle(one.tBodies[0].rows[0]).display !== 'table-row');
        const words = width * 100 < text * 320 ? [] : torn();
        return [...broken.map((one) => `${one.textContent} is broken`),
            ...words.map((word) => `“${word}” is torn`),
            ...cards.map((one) => `${one.caption?.textContent} has fallen into cards`),
            ...frames.map((one) => `${named(one)} in ${named(one.parentElement)}: `
                + `${one.scrollWidth} of ${one.clientWidth} px`)]
            .map((what) => `at ${width} px with text of ${text} %: ${what}`);
    };
    const found = sizes.flatMap(lookAt);
    Object.assign(document.documentElement.style, {fontSize: '', inlineSize: ''});
    return found;
}"""
"""What is wider than its frame, cut off there or seen outside, amounts and how late something is on
two lines that have less than seventeen characters, tables that are cards on a screen of 1,280 px,
and the product's own words of up to twelve letters that a line's end has torn, unless the window is
narrower than a phone for such a text. The root is made as wide as a window without its scroll bar,
which lays out the same as the window would and draws nothing."""


GO = """(place) => new Promise((there) => {
    if (location.hash === place) return there();
    const drawn = () => requestAnimationFrame(() => setTimeout(there));
    addEventListener('hashchange', drawn, {once: true});
    location.hash = place;
})"""


class Visitor:
    """Goes from view to view of a page, and waits until all of each is there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.failed: list[str] = []
        page.locator("#main h1").wait_for()
        self._open: set[Request] = set()
        page.on("request", lambda request: self._open.add(request))
        page.on("requestfinished", lambda request: self._open.discard(request))
        page.on("requestfailed", lambda request: self._open.discard(request))
        page.on(
            "response",
            lambda answer: (
                self.failed.append(f"{answer.status} {answer.url}")
                if answer.status >= 400
                else None
            ),
        )

    def show(self, place: str) -> None:
        """Go to a view and wait until it is drawn, nothing more is asked for, and no rows of before
        are dimmed.
        """
        self.page.evaluate(GO, place)
        quiet = 0
        while quiet < 3:
            self.page.wait_for_timeout(25)
            quiet = 0 if self._open else quiet + 1
        self.page.locator("#main h1").wait_for()
        expect(self.page.locator("#main table.busy")).to_have_count(0)

    def sticks_out(self, sizes: Sequence[tuple[int, int]]) -> list[str]:
        """What does not stay in its frame, by (size of the text in percent, width of window)."""
        return list(self.page.evaluate(STICKS_OUT, sizes))
