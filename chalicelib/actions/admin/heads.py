"""Whether the table still says what was kept of its chains at the end of each day (X-05)."""

from datetime import date

from chalicelib.actions.admin.audits import Report, SubjectFaults
from chalicelib.actions.desk import Desk
from chalicelib.domain.base.heads import (
    BROKEN,
    LATE,
    faults_of,
    follows,
    is_late,
    place_after,
    read_kept,
)
from chalicelib.domain.people.person import require_all_customers
from chalicelib.store.heads import PROGRESS, HeadStore
from chalicelib.store.table import name_of

CURSOR = "heads"


def verify(desk: Desk, store: HeadStore | None, cursor: str | None) -> Report:
    """What is wrong with the chains whose heads one kept part names, and whether the part follows
    the one before it (X-05); the next part by the cursor.
    """
    desk.gather(authorise=require_all_customers)
    before: str = (desk.opened(cursor, CURSOR) or {"name": ""})["name"]
    if store is None:
        return {"checked": 0, "value": [], "nextCursor": None}
    name = store.name_after(before)
    if name is None:
        day = place_after(read_kept(store.read(before)))[0] if before else _begun(desk)
        late = day is not None and is_late(day, desk.now)
        said: list[SubjectFaults] = [{"subject": f"heads/{before or day}", "faults": [LATE]}]
        return {"checked": 0, "value": said if late else [], "nextCursor": None}
    kept = read_kept(store.read(name))
    wanted = [{"pk": head.chain, "sk": head.place} for head in kept.heads]
    found = {
        (item["pk"], item["sk"]): item.get("hash", "") for item in desk.table.get(wanted).values()
    }
    wrong: list[SubjectFaults] = [
        {"subject": chain, "faults": [fault]} for chain, fault in faults_of(kept, found).items()
    ]
    if kept.name != name or not follows(kept, store.read(before) if before else None):
        wrong.append({"subject": f"heads/{name}", "faults": [BROKEN]})
    return {
        "checked": len(kept.heads),
        "value": wrong,
        "nextCursor": desk.sealed({"name": name}, CURSOR),
    }


def _begun(desk: Desk) -> date | None:
    """The day with which the job is to begin where nothing is kept; None before it first ran."""
    progress = desk.gather_more([PROGRESS]).get(name_of(PROGRESS))
    return date.fromisoformat(progress["day"]) if progress else None
