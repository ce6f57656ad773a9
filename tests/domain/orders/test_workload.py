"""What people have in hands, as it is counted (CK-10)."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.orders.workload import Workload, changed_loads, last_given
from tests.domain.order_samples import START, raised


def test_whoever_got_it_got_it_last_however_slow_the_step_was() -> None:
    """CK-10: one that began before another was written, and is written after it; or else the next
    one would go to the same person again.
    """
    faster = Workload("ada", 1, START + timedelta(seconds=2), 1)
    slower = Workload("ben", 0, None, 0)
    dispute = replace(raised().dispute, assignee_id="ben")
    loads = {one.user_id: one for one in (faster, slower)}
    [given] = changed_loads(None, dispute, loads, START + timedelta(seconds=1))
    assert (given.user_id, given.open, given.version) == ("ben", 1, 1)
    assert last_given([faster, given]) == "ben"
    [later] = changed_loads(None, dispute, loads, START + timedelta(seconds=3))
    assert later.given_at == START + timedelta(seconds=3)
