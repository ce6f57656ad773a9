"""Messages and read marks at the same moment, on a real engine: none is lost (IG-04, X-05)."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.store import keys
from chalicelib.store.entities import to_dispute, to_event
from chalicelib.store.table import name_of
from tests.app import App
from tests.concurrently import at_once, request
from tests.scenarios import prepared


def test_marks_and_messages_at_once_are_all_kept(engine_app: App) -> None:
    """IG-04: the highest mark of a side stands, whatever else was written over the dispute
    meanwhile.
    """
    path = prepared(engine_app, "POST /dispute/{disputeID}/message").target
    dispute_id = path.split("/")[2]
    key = keys.dispute(dispute_id)
    with ThreadPoolExecutor(12) as pool:
        for count in range(1, 31, 3):
            marks = [
                partial(request, who, "PUT", f"/dispute/{dispute_id}/read", {"messageCount": count})
                for who in ("aggregator", "support")
            ]
            say = partial(request, "operator", "POST", path, {"text": "Hello"})
            answers = at_once([*marks, say, say, say, *marks], pool)
            assert sorted(answer.status for answer in answers) == [
                200,
                200,
                200,
                200,
                201,
                201,
                201,
            ], [answer.text for answer in answers]
            dispute = to_dispute(engine_app.table.get([key])[name_of(key)])
            assert (
                dispute.messages["aggregator"],
                dispute.read["aggregator"],
                dispute.read["staff"],
            ) == (count + 3, count, count)
    dispute = to_dispute(engine_app.table.get([key])[name_of(key)])
    events = [
        to_event(item)
        for item in engine_app.table.query(key["pk"], prefix="EVENT#", limit=1000).items
    ]
    assert first_broken(events) is None
    assert (len(events), dispute.version, dispute.shared_until) == (31, 31, 31)
    assert [
        to_event(item)
        for item in engine_app.table.query(key["pk"], prefix=keys.SHARED, limit=1000).items
    ] == events
