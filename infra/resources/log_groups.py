"""Where the logs of functions, of the gateway and of approvals go, and for how long."""

from infra.resources.intrinsics import Json, kept, named_once

LOG_DAYS = 90
"""For so long a line of a log is kept."""


def log_group(name: str) -> Json:
    """The group of that name, which outlives its stack; `${…}` in the name is filled in."""
    return kept("Logs::LogGroup", {"LogGroupName": named_once(name), "RetentionInDays": LOG_DAYS})
