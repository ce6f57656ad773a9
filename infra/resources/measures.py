"""Alarms on what the product measures of itself, and on the table that it stands on."""

from chalicelib.logs import MEASURES
from chalicelib.store.indexes import INDEXES
from infra.resources.alarms import alarm
from infra.resources.intrinsics import Json, ref, sub

NAMESPACE = sub("${AWS::StackName}")
LATE_SECONDS = 1800
HOUR_SECONDS = 3600
DAY_SECONDS = 24 * HOUR_SECONDS
KEY_DAYS = 35
"""A key of links is renewed after thirty."""
THROTTLES = {"reads": "ReadThrottleEvents", "writes": "WriteThrottleEvents"}


def own(name: str) -> tuple[Json, str, Json]:
    """A measure of the product's own, as a metric."""
    assert name in MEASURES, name
    return NAMESPACE, name, {}


def throttles(what: str, index: str = "") -> tuple[str, str, Json]:
    """What the table or one of its indexes refuses of reads or writes. An index is counted for
    itself, and not with its table.
    """
    place = {"TableName": ref("Table")} | ({"GlobalSecondaryIndexName": index} if index else {})
    return "AWS/DynamoDB", THROTTLES[what], place


def resources() -> dict[str, Json]:
    """The alarms."""
    return {
        # Every sweep says how late it was, so that silence means that none runs.
        "DueWorkAlarm": alarm(
            "due work waits",
            *own("DueAge"),
            statistic="Maximum",
            above=LATE_SECONDS,
            period_seconds=900,
            periods=2,
            missing="breaching",
        ),
        # What fails once comes again by itself; what fails for hours does not.
        "PutOffAlarm": alarm(
            "work is put off again and again",
            *own("PutOff"),
            period_seconds=HOUR_SECONDS,
            periods=6,
            of_which=3,
        ),
        # The stream's reader tries everything at once; what it does not do it puts off.
        "AfterWorkUnreadAlarm": alarm(
            "after-work is not done at once",
            *own("AfterWorkUnread"),
            period_seconds=900,
            periods=4,
            of_which=2,
        ),
        # Nobody misses for a month what comes once a month.
        "LinkKeyAlarm": alarm(
            "the link key is old",
            *own("LinkKeyAge"),
            statistic="Maximum",
            above=KEY_DAYS * DAY_SECONDS,
            period_seconds=HOUR_SECONDS,
        ),
        # Fifty customers are looked at by a sweep, and thousands may be due on one morning.
        "RemindersAlarm": alarm(
            "reminders wait", *own("RemindersAge"), statistic="Maximum", above=DAY_SECONDS
        ),
        "ImportsGivenUpAlarm": alarm("imports are given up", *own("ImportsGivenUp")),
        "MailsGivenUpAlarm": alarm("mails are given up", *own("MailsGivenUp")),
        **_throttle_alarms(),
    }


def _throttle_alarms() -> dict[str, Json]:
    return {
        f"{_spelled(index)}{what.title()}ThrottledAlarm": alarm(
            f"{what} of {f'index {index}' if index else 'the table'} are throttled",
            *throttles(what, index),
        )
        for index in ("", *INDEXES)
        for what in THROTTLES
    }


def _spelled(index: str) -> str:
    return f"Index{index[0].upper()}{index[1:]}" if index else "Table"
