"""Having what things are found by made anew, and how far that is."""

from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.domain.disputes.journal import entry_of
from chalicelib.domain.people.person import require_all_customers
from chalicelib.domain.upkeep.reindex import begin
from chalicelib.store.table import Put, name_of, unwritten_or_at
from chalicelib.store.upkeep import REINDEX, reindex_item, to_reindex, upkeep_item
from chalicelib.views.parts import to_json
from chalicelib.views.upkeep import LatestReindexView, ReindexView, reindex_view


def begin_reindex(*, anew: bool) -> PlainAction[ReindexView]:
    """Begins one, as its journal tells (X-05); where one is running that is the answer, unless it
    is to begin `anew`: then that one's run finds that it was taken over.

    It is written as due before a function is called: should the call be lost, the sweep makes it.
    """

    def action(desk: Desk) -> PlainDecision[ReindexView]:
        item = desk.gather([REINDEX], require_all_customers).get(name_of(REINDEX))
        known = to_reindex(item) if item else None
        job = begin(known, desk.new_id(), desk.context.actor, desk.now, anew=anew)
        view = reindex_view(job)
        answer = Answer(202, to_json(view), job.version)
        if job is known:
            return Decision((), answer, would_be(view))
        told = {"did": "reindex", "reindexID": job.reindex_id}
        entry = entry_of(f"upkeep/{job.reindex_id}", 1, desk.hand, {}, told)
        writes = (
            Put(reindex_item(job), unwritten_or_at(known.version if known else 0)),
            Put(upkeep_item(entry)),
        )
        return Decision(writes, answer, would_be(view))

    return action


def show_reindex(desk: Desk) -> LatestReindexView:
    """The latest one."""
    item = desk.gather([REINDEX], require_all_customers).get(name_of(REINDEX))
    return {"latest": reindex_view(to_reindex(item)) if item else None}
