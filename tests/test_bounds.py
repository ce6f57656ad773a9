"""Bounds on what a deployment uses at once and may cost."""

import re

import pytest

from infra import settings
from infra.resources import bounds
from infra.resources.data import resources, table_schema
from infra.template import CONDITIONS, PARAMETERS

NONE = dict.fromkeys(bounds.SETTINGS, "") | {"AlarmEmail": ""}


def test_nothing_is_bounded_until_somebody_says_so() -> None:
    """A new account cannot reserve any of its ten functions at once, and must be deployed to."""
    assert bounds.NUMBERS.keys() == bounds.SETTINGS.keys() <= settings.SETTINGS.keys()
    for name in bounds.NUMBERS:
        assert PARAMETERS[name]["Default"] == ""
        assert re.fullmatch(str(PARAMETERS[name]["AllowedPattern"]), "")
    assert CONDITIONS.keys() >= bounds.CONDITIONS.keys()
    assert bounds.at_once("api") == {}
    [(_, chosen)] = bounds.at_once("sweep").items()
    assert chosen["Fn::If"][2] == {"Ref": "AWS::NoValue"}


def test_the_table_is_bounded_with_every_index() -> None:
    """What is written to the table is written to its indexes, each of which has a bound of its
    own.
    """
    table = resources()["Table"]["Properties"]
    assert [index["OnDemandThroughput"] for index in table["GlobalSecondaryIndexes"]] == [
        table["OnDemandThroughput"]
    ] * len(table_schema()["GlobalSecondaryIndexes"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ReserveSweep": "0"}, "RESERVE_SWEEP"),
        ({"MaxWrites": "many"}, "MAX_WRITES"),
        ({"BudgetUsd": "100"}, "ALARM_EMAIL"),
    ],
)
def test_a_bound_that_means_nothing_is_refused(given: dict[str, str], said: str) -> None:
    """Before anything is deployed: no number, none at all, or a budget of which nobody hears."""
    settings.check_bounds(NONE)
    settings.check_bounds(NONE | {"BudgetUsd": "100", "AlarmEmail": "a@demo.test"})
    with pytest.raises(SystemExit, match=said):
        settings.check_bounds(NONE | given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"SecondFactor": "yes"}, "SECOND_FACTOR=auto or SECOND_FACTOR=on or SECOND_FACTOR=off"),
        ({"Firewall": ""}, "FIREWALL=on"),
        ({"HeadsLock": "strict"}, "HEADS_LOCK=compliance"),
        ({"HeadsDays": "-1"}, "HEADS_DAYS"),
    ],
)
def test_a_setting_that_is_none_of_its_few_is_refused(given: dict[str, str], said: str) -> None:
    """By its variable, and with what it may be; all that the template knows are looked at."""
    usual = dict.fromkeys(settings.SETTINGS, "") | settings.DEFAULTS
    settings.check_choices(usual)
    with pytest.raises(SystemExit, match=said):
        settings.check_choices(usual | given)
