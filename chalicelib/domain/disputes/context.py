"""The context of a command: who does something, when, and by what the company has configured for
it.
"""

from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.base.business_hours import STANDARD, WorkHours
from chalicelib.domain.people.bounds import Bounds
from chalicelib.domain.people.person import LimitHolders, Person
from chalicelib.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.approvals.approval_chain import Chain


@dataclass(frozen=True)
class Context:
    """Who does something, when, with which fresh ids, and by what the company has configured for
    it.
    """

    actor: Person
    at: datetime
    new_id: Callable[[], str]
    holders: LimitHolders = field(default_factory=LimitHolders)
    chains: "tuple[Chain, ...]" = ()
    hours: WorkHours = STANDARD
    bounds: Bounds = field(default_factory=Bounds)
