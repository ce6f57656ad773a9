"""Upkeep: what functions could not do and was set aside, and the search made anew."""

import logging
from typing import Annotated

from pydantic import Field

from chalicelib import wiring
from chalicelib.actions.desk import Answer
from chalicelib.actions.execution import PlainAction
from chalicelib.actions.upkeep import redrive as redriving
from chalicelib.actions.upkeep import reindex
from chalicelib.api.fields import Body
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.domain.people.person import RUN_UPKEEP

routes = Routes()

log = logging.getLogger(__name__)


class RedriveBody(Body):
    """How much is to be sent again."""

    most: Annotated[int, Field(ge=1, le=redriving.SENT_AT_ONCE)] = redriving.SENT_AT_ONCE


class ReindexBody(Body):
    """Whether it is to begin anew where one is running."""

    anew: bool = False


@routes.query("/setAside", permission=RUN_UPKEEP)
def list_set_aside(request: Request) -> "Reply[redriving.SetAsideView]":
    """Lists what was set aside, with how each comes back, and nothing of what it is about."""
    return Reply(redriving.list_set_aside(request.desk(), wiring.parts().set_aside))


@routes.command(
    "POST", "/setAside/redrive", permission=RUN_UPKEEP, body=RedriveBody, takes_version=False
)
def redrive(request: Request) -> "PlainAction[redriving.RedriveView]":
    """Sends again up to fifty things that were set aside."""
    return redriving.redrive(wiring.parts().set_aside, wiring.parts().call_again, request.body.most)


@routes.query("/reindex", permission=RUN_UPKEEP)
def show_reindex(request: Request) -> "Reply[reindex.LatestReindexView]":
    """Shows how far the latest making anew of the search is, and what it came to."""
    return Reply(reindex.show_reindex(request.desk()))


def _called(answer: Answer) -> "Answer[reindex.ReindexView]":
    """Has the function work on it, after a replay too: of two runs one finds nothing to do."""
    if answer.status == 202:
        try:
            wiring.parts().call_reindex()
        except Exception:
            log.exception("the reindex was not called; the sweep will")
    return answer


@routes.command(
    "POST",
    "/reindex",
    permission=RUN_UPKEEP,
    body=ReindexBody,
    status=202,
    takes_version=False,
    finish=_called,
)
def begin_reindex(request: Request) -> "PlainAction[reindex.ReindexView]":
    """Has the search made anew from the table; where that is going on, it goes on."""
    return reindex.begin_reindex(anew=request.body.anew)
