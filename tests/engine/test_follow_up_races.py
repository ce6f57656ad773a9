"""Many answer one follow-up while its collector ends it, on a real engine (CO-09)."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests.app import App
from tests.concurrently import at_once, request
from tests.scenarios import asked_by_link

TABS = 8


def test_of_eight_answers_and_an_end_the_first_is_told_to_the_others(engine_app: App) -> None:
    """CO-09, DM-04, DM-09: one answer at most is taken, and the end; whoever came later is told by
    whom the follow-up was answered or ended.
    """
    ids = asked_by_link(engine_app)
    path = f"/followUp/{ids['followUpID']}"
    outcomes = [{"invoiceNumber": one, "outcome": "withdrawn"} for one in (1984950, "F-2")]

    said = [
        {"answers": [{"invoiceNumber": 1984950, "answer": "accept", "comment": f"Tab {tab}"}]}
        for tab in range(TABS)
    ]
    asked = [
        partial(request, "agent", "PUT", "/resolverAnswer", one, link=ids["link"]) for one in said
    ]
    ending = partial(request, "agent", "POST", f"{path}/end", {"outcomes": outcomes})
    with ThreadPoolExecutor(TABS + 1) as pool:
        *answers, ended = at_once([*asked, ending], pool)

    assert (ended.status, ended.json["status"]) == (200, "ended")
    taken = [one for one in answers if one.status == 200]
    late = [one.json["detail"] for one in answers if one.status == 409]
    assert len(taken) <= 1
    assert len(taken) + len(late) == TABS
    assert all("Ben Agent answered" in one or "Ada Agent ended" in one for one in late)
    told = engine_app.as_("agent").get(f"{path}/event").json["value"]
    assert [one["type"] for one in told].count("answered") == len(taken)
    assert engine_app.faults() == []
