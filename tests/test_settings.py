"""The settings of a stage: what was said once stays, what changes is told, and what is left off is
told at the end.
"""

from pathlib import Path

import pytest

from infra import guards, settings, tags
from infra.resources.adoption import NOTHING

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "operations.md"
GIVEN = {"ALARM_EMAIL": "ops@d.test", "MAIL_FROM": "a@d.test", "BUDGET_USD": "200"}


def test_what_was_given_once_stays_and_what_changes_is_told() -> None:
    """A deployment without `ALARM_EMAIL` drops nobody; a pipeline that empties it is seen."""
    first = settings.checked(settings.read(GIVEN, {}), "eu-west-1")
    assert list(settings.changed({}, first)) == []
    assert settings.read({"PATH": "/bin"}, first) == first
    assert list(settings.changed(first, settings.read({}, first))) == []
    other = settings.read(
        {"ALARM_EMAIL": "", "FIREWALL": "on", "ADOPT_TABLE": "t", "ADOPT_POOL": ""},
        first | {"AdoptPool": "p"},
    )
    assert list(settings.changed(first | {"AdoptPool": "p"}, other)) == [
        "  ALARM_EMAIL: ops@d.test → nothing",
        "  FIREWALL: off → on",
        "  ADOPT_TABLE: nothing → t",
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"DOMAIN_NAME": "https://disputes.example.com"}, "DOMAIN_NAME=https"),
        ({"DOMAIN_NAME": "disputes_example.com"}, "DOMAIN_NAME="),
        ({"INBOUND_DOMAIN": "mail example"}, "INBOUND_DOMAIN="),
        ({"SIGN_IN_IDENTITY": "arn:aws:ses:eu-west-1:1:identity/d"}, "SIGN_IN_IDENTITY="),
        ({"HEADS_DAYS": "0"}, "HEADS_DAYS"),
        ({"HEADS_DAYS": "٣"}, "HEADS_DAYS"),
        ({"FIREWALL": "on"}, "us-east-1"),
    ],
)
def test_a_setting_of_another_form_is_refused_before_anything_is_asked_of_aws(
    given: dict[str, str], said: str
) -> None:
    with pytest.raises(SystemExit, match=said):
        settings.checked(settings.read(GIVEN | given, {}), "eu-west-1")


def test_a_domain_is_deployed_as_browsers_say_it() -> None:
    """Or the bucket would take no file from the page; one that was deployed otherwise is mended."""
    certificate = {"CERTIFICATE_ARN": "arn:aws:acm:us-east-1:1:certificate/1"}
    given = settings.read(GIVEN | certificate | {"DOMAIN_NAME": " Disputes.Example.com"}, {})
    assert settings.checked(given, "eu-west-1")["DomainName"] == "disputes.example.com"


def test_a_stage_has_its_tags_and_those_that_were_said_once() -> None:
    """An empty `TAGS` takes the others away; product and stage stay."""
    own = {"product": "redress", "stage": "prod"}
    first = tags.chosen("prod", "team=finance, cost-center=47/11,", {})
    assert first == own | {"team": "finance", "cost-center": "47/11"}
    assert tags.chosen("prod", None, first | {"stage": "other"}) == first
    assert tags.chosen("prod", "", first) == own
    assert tags.listed({"b": "2", "a": "1"}) == [
        {"Key": "a", "Value": "1"},
        {"Key": "b", "Value": "2"},
    ]


@pytest.mark.parametrize(
    "told",
    [
        "finance",
        "team=",
        "=finance",
        "team=finance;owner=ops",
        "aws:team=finance",
        "Stage=prod",
        "team=a,Team=b",
        f"team={'x' * 257}",
        ",".join(f"tag{number}=1" for number in range(41)),
    ],
)
def test_a_tag_that_some_service_refuses_is_refused_at_once(told: str) -> None:
    """To IAM keys that differ by case are the same, and the first role would end a deployment."""
    with pytest.raises(SystemExit, match="TAGS=team=finance,cost-center=4711"):
        tags.chosen("prod", told, {})


def told_off(region: str, **given: str) -> list[str]:
    parameters = NOTHING | settings.read({}, {}) | {"Stage": "prod"} | given
    return list(guards.off(parameters, region))


def test_the_guards_that_are_off_are_told_with_how_each_is_switched_on() -> None:
    """Of a firewall in another region, what is said there."""
    first, *lines = told_off("us-east-1")
    assert "STAGE=prod" in first
    assert {line.split(":")[0].strip() for line in lines} == {
        how for how in guards.GUARDS if how.split("=")[0] not in ("SECOND_FACTOR", "ACCESS_LOG")
    } - {"HEADS_LOCK=governance"}
    assert any("WEB_ACL_ARN=…" in line for line in told_off("eu-west-1"))
    open_ones = told_off("us-east-1", Stage="test", AccessLog="off", HeadsLock="off")
    assert len(open_ones) == 1 + len(guards.GUARDS) + 1
    assert "prod alone is protected" in open_ones[-1]
    bounded = dict.fromkeys(
        ("BudgetUsd", "ReserveImport", "ReserveSweep", "ReserveMailIn", "MaxReads", "MaxWrites"),
        "9",
    )
    mailed = {"SignInIdentity": "d.test", "WebAclArn": "arn:aws:wafv2:us-east-1:1:global/webacl/a"}
    assert told_off("eu-west-1", **bounded, **mailed) == []
    assert len(told_off("eu-west-1", **bounded | {"MaxReads": ""}, **mailed)) == 2


def test_the_guide_has_a_row_for_each_guard() -> None:
    _, _, after = GUIDE.read_text().partition("## Guards\n")
    rows = "\n".join(line for line in after.partition("\n## ")[0].splitlines() if line[:1] == "|")
    for how in guards.GUARDS:
        for setting in how.split():
            assert setting.partition("=")[0] in rows, setting
    assert "ALARM_EMAIL" in rows
