"""The package itself: what is in the zip, and what its roles allow."""

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from chalicelib.domain.approvals.rounds import OUTCOMES
from chalicelib.domain.disputes.attachments import ARRIVES_WITHIN
from chalicelib.domain.upkeep.set_aside import CALLED, READERS
from chalicelib.store.files import arrival_key, attachment_key
from infra.approval_machine import ENDS, definition
from infra.lint_template import cfn_lint, read_choices, verdict
from infra.package import KEPT, ROOT, SERVICES, Package, build, local_platform, prune
from infra.policies import RIGHTS, policy
from infra.resources.adoption import chosen
from infra.resources.functions import ALIAS, FUNCTIONS, STREAM_READERS, stream_event


@pytest.fixture(scope="module")
def package() -> Package:
    return build(local_platform())


def test_every_module_is_shipped_compiled(package: Package) -> None:
    names = set(zipfile.ZipFile(package.code).namelist())
    sources = [
        name
        for name in names
        if name.startswith(("app.py", "chalicelib/")) and name.endswith(".py")
    ]
    tag = sys.implementation.cache_tag
    assert sources
    for name in sources:
        path = Path(name)
        assert str(path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc") in names


def test_nothing_of_the_tools_is_shipped(package: Package) -> None:
    names = zipfile.ZipFile(package.code).namelist()
    assert not [
        name
        for name in names
        if name.startswith(("tests/", "infra/", "moto/", "pytest/", "frontend/"))
    ]


def test_the_sdk_knows_the_services_that_are_called_and_no_others(package: Package) -> None:
    """A call of one that is not described would be refused before it leaves."""
    calling = re.compile(r'\bclient\("([a-z0-9-]+)"')
    called = {
        name
        for path in ROOT.joinpath("chalicelib").rglob("*.py")
        for name in calling.findall(path.read_text())
    }
    assert called | {"sts"} == SERVICES
    described = {
        name.split("/")[2]
        for name in zipfile.ZipFile(package.code).namelist()
        if name.startswith("botocore/data/") and name.count("/") > 2
    }
    assert described == SERVICES


def test_every_locale_writes_in_the_package_as_it_does_in_babel_whole(
    package: Package, tmp_path: Path
) -> None:
    """CO-41: the package leaves out the names that nobody writes, and no locale: amounts, lists,
    days and counts come out alike, in the nine languages and in those of administrators.
    """
    with zipfile.ZipFile(package.code) as archive:
        archive.extractall(tmp_path, [one for one in archive.namelist() if "babel/" in one])
    assert sum(file.stat().st_size for file in tmp_path.rglob("*.dat")) < 4_000_000
    packed, whole = (
        subprocess.run(
            [sys.executable, "-c", WRITTEN],
            env={"PYTHONPATH": path},
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout.splitlines()
        for path in (str(tmp_path), "")
    )
    assert packed.pop(0).startswith(str(tmp_path))
    assert not whole.pop(0).startswith(str(tmp_path))
    assert len(whole) > 1000
    assert packed == whole


WRITTEN = """
from datetime import date, datetime, timezone
import babel
from babel import Locale, localedata
from chalicelib.mail.spelling import Spelling
print(babel.__file__)
for tag in sorted(localedata.locale_identifiers()):
    it = Spelling(Locale.parse(tag))
    day, moment = date(2026, 2, 28), datetime(2026, 2, 28, 15, 5, tzinfo=timezone.utc)
    said = [it.amount(-123456789, "EUR"), it.amount(1234, "KWD"), it.amount(5, "JPY")]
    said += [it.day(day), it.whole_day(day), it.moment(moment, "UTC")]
    said += [it.amounts({"EUR": 1, "USD": 2, "JPY": 3}), it.locale.text_direction]
    said += [it.form_of(count) for count in (0, 1, 2, 3, 5, 11, 21)]
    print(tag, *map(ascii, said))
"""


def test_building_again_makes_the_same_package(package: Package) -> None:
    assert build(local_platform()).key == package.key


def test_what_was_packed_long_ago_is_removed(tmp_path: Path) -> None:
    """All but the newest few of each kind, and nothing that was used within the hour."""
    for age_hours in range(KEPT + 3):
        for kind in ("package-local", "package-aws" if age_hours % 2 else "vendor-local"):
            folder = tmp_path / f"{kind}-{age_hours:02}"
            (folder / "within").mkdir(parents=True)
            os.utime(folder, (time.time() - age_hours * 3600 - 10,) * 2)
    for number in range(KEPT + 2):
        (tmp_path / f"vendor-aws-{number}").mkdir()
    (tmp_path / "dynamodb-local-1").mkdir()
    prune(tmp_path)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == sorted(
        [f"package-local-{age:02}" for age in range(4)]
        + ["package-aws-01", "package-aws-03", "dynamodb-local-1", "vendor-local-00"]
        + [f"vendor-aws-{number}" for number in range(KEPT + 2)]
    )


def test_every_function_has_a_role_of_its_own(package: Package) -> None:
    resources = package.template["Resources"]
    functions = {
        name: one for name, one in resources.items() if one["Type"] == "AWS::Serverless::Function"
    }
    roles = {json.dumps(one["Properties"]["Role"]) for one in functions.values()}
    assert len(roles) == len(functions)


def test_each_role_has_the_policy_of_its_function_s_row(package: Package) -> None:
    """Nothing else, and nobody else's."""
    resources = package.template["Resources"]
    for function in FUNCTIONS:
        [role, _] = resources[function.resource]["Properties"]["Role"]["Fn::GetAtt"]
        [given] = resources[role]["Properties"]["Policies"]
        assert given["PolicyDocument"] == chosen(policy(function))


def test_no_policy_allows_all_actions_or_the_reading_of_whole_tables(package: Package) -> None:
    """But for the one job that has to: what should not be there can be found in no other way."""
    [walker, _] = package.template["Resources"]["Reindex"]["Properties"]["Role"]["Fn::GetAtt"]
    for name, resource in package.template["Resources"].items():
        if resource["Type"] == "AWS::IAM::Role":
            for policy in resource["Properties"]["Policies"]:
                for statement in policy["PolicyDocument"]["Statement"]:
                    assert not [
                        action
                        for action in statement["Action"]
                        if "*" in action or (action == "dynamodb:Scan" and name != walker)
                    ]


def test_only_what_calls_itself_by_design_may_do_so_more_often_than_sixteen_times(
    package: Package,
) -> None:
    """What else comes around is stopped by Lambda, as a mistake; what may go on is bounded by the
    runs that get no further (`test_import_runs.py`, `test_reindex.py`).
    """
    resources = package.template["Resources"]
    allowed = {
        name
        for name, one in resources.items()
        if one["Type"] == "AWS::Serverless::Function" and "RecursiveLoop" in one["Properties"]
    }
    assert {resources[name]["Properties"]["RecursiveLoop"] for name in allowed} == {"Allow"}
    calls_itself = {
        function.resource
        for function in FUNCTIONS
        for grant in RIGHTS[function.name]
        if grant.service == "lambda"
        for called in grant.resources
        if called["Fn::Sub"].endswith(f":function:${{AWS::StackName}}-{function.name}")
    }
    assert allowed == calls_itself == {"RunImport", "Reindex"}


def test_what_was_set_aside_can_come_back_to_every_function_that_sets_aside() -> None:
    """By its name, which the API may call."""
    assert {one.name for one in FUNCTIONS if one.called_asynchronously} == {*CALLED, *READERS}
    [again] = [grant for grant in RIGHTS["api"] if grant.name == "CallAgain"]
    for function in FUNCTIONS:
        if function.name in READERS:
            assert function.is_published
            assert any(
                one["Fn::Sub"].endswith(f"{function.name}:{ALIAS}") for one in again.resources
            )


def test_what_people_entered_can_be_restored(package: Package) -> None:
    resources = package.template["Resources"]
    assert resources["Table"]["Properties"]["PointInTimeRecoverySpecification"] == {
        "PointInTimeRecoveryEnabled": True
    }
    assert resources["Uploads"]["Properties"]["VersioningConfiguration"] == {"Status": "Enabled"}


def test_the_bucket_forgets_what_was_never_completed_and_no_file_that_is_attached(
    package: Package,
) -> None:
    """X-13: each rule that lets files go is of one place, and what is attached lies in none of
    these.
    """
    rules = package.template["Resources"]["Uploads"]["Properties"]["LifecycleConfiguration"][
        "Rules"
    ]
    forgotten = {
        one["Prefix"]: one["ExpirationInDays"] for one in rules if "ExpirationInDays" in one
    }
    sent, kept = arrival_key("D", "A"), attachment_key("D", "A", "tag")
    assert [forgotten[prefix] for prefix in forgotten if sent.startswith(prefix)] == [
        ARRIVES_WITHIN.days
    ]
    assert not kept.startswith(tuple(forgotten))
    assert forgotten.keys() == {"imports/", "arriving/", "exports/", "mail-in/", "mail-aside/"}


def test_work_that_fails_is_set_aside_and_somebody_is_told(package: Package) -> None:
    resources = package.template["Resources"]
    for function in STREAM_READERS:
        stream = resources[function]["Properties"]["Events"][stream_event(function)]["Properties"]
        assert stream["BisectBatchOnFunctionError"]
        assert stream["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert stream["DestinationConfig"]["OnFailure"]["Destination"] == chosen(
            {"Fn::GetAtt": ["Undelivered", "Arn"]}
        )
    watched = [
        one["Properties"] for one in resources.values() if one["Type"] == "AWS::CloudWatch::Alarm"
    ]
    metrics = [(one["Namespace"], one["MetricName"]) for one in watched]
    for wanted in (
        ("AWS/Lambda", "Throttles"),
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
        ("AWS/States", "ExecutionsFailed"),
        ("AWS/States", "ExecutionsTimedOut"),
    ):
        assert wanted in metrics
    for metric, functions in (
        ("Errors", {one.resource for one in FUNCTIONS}),
        ("IteratorAge", set(STREAM_READERS)),
    ):
        assert {
            one["Dimensions"][0]["Value"]["Ref"] for one in watched if one["MetricName"] == metric
        } == functions


def test_whoever_waits_calls_the_version_of_the_deployment(package: Package) -> None:
    """A snapshot is of a published version: the gateway calls the alias and may call nothing else,
    and what is watched is what is called. `test_deploy.py` tries it on the emulator.
    """
    resources = package.template["Resources"]
    paths = resources["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    called = [
        operation["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
        for path in paths.values()
        for operation in path.values()
        if operation["x-amazon-apigateway-integration"]["type"] == "aws_proxy"
    ]
    assert len(called) > 100
    assert all("${APIHandler" not in uri for uri, _ in called)
    assert all(named == {"Alias": {"Ref": "APIHandler.Alias"}} for _, named in called)
    permission = resources["APIHandlerInvokePermission"]["Properties"]
    assert permission["FunctionName"] == {"Ref": "APIHandler.Alias"}
    published = {one.resource for one in FUNCTIONS if one.is_published}
    assert published == {"APIHandler", *STREAM_READERS}
    for name in published:
        properties = resources[name]["Properties"]
        assert properties["AutoPublishAlias"] == ALIAS
        assert properties["SnapStart"] == {
            "ApplyOn": {"Fn::If": ["HasSnapStart", "PublishedVersions", "None"]}
        }
        # What SnapStart does not go with.
        assert not properties.keys() & {"EphemeralStorage", "FileSystemConfigs", "ImageUri"}
        assert "ProvisionedConcurrencyConfig" not in properties
        assert tuple(map(int, properties["Runtime"].removeprefix("python").split("."))) >= (3, 12)
    assert package.template["Parameters"]["SnapStart"]["AllowedValues"] == ["on", "off"]
    # How many run at once is told of a function whole.
    watched = [
        {one["Name"]: one["Value"] for one in resource["Properties"]["Dimensions"]}
        for resource in resources.values()
        if resource["Type"] == "AWS::CloudWatch::Alarm"
        and resource["Properties"]["MetricName"] != "ConcurrentExecutions"
    ]
    for dimensions in watched:
        if "FunctionName" in dimensions:
            function = dimensions["FunctionName"]["Ref"]
            alias = {"Fn::Sub": f"${{{function}}}:{ALIAS}"} if function in published else None
            assert dimensions.get("Resource") == alias


def test_only_new_events_that_something_follows_from_reach_the_after_work(package: Package) -> None:
    events = package.template["Resources"]["AfterCommit"]["Properties"]["Events"]
    (wanted,) = events[stream_event("AfterCommit")]["Properties"]["FilterCriteria"]["Filters"]
    assert json.loads(wanted["Pattern"])["dynamodb"] == {
        "NewImage": {"after_pk": {"S": [{"exists": True}]}}
    }
    assert json.loads(wanted["Pattern"])["eventName"] == ["INSERT"]


def _next_of(state: dict) -> set[str]:
    ways = [state, *state.get("Choices", ()), *state.get("Catch", ())]
    return {way["Next"] for way in ways if "Next" in way} | (
        {state["Default"]} if "Default" in state else set()
    )


def test_every_state_of_the_approval_leads_on_or_ends_and_can_be_reached() -> None:
    """CU-15: a round is asked level by level and ends as one of its outcomes."""
    states = definition()["States"]
    reached, ahead = set(), {definition()["StartAt"]}
    while ahead:
        reached |= ahead
        ahead = set().union(*(_next_of(states[name]) for name in ahead)) - reached
    assert reached == set(states)
    assert {name for name in states if not _next_of(states[name])} == {
        *(end.capitalize() for end in ENDS),
        "NotUnderstood",
    }
    assert {outcome for outcome in OUTCOMES if outcome != "recalled"} == set(ENDS)


def test_cfn_lint_finds_nothing_that_is_not_chosen(package: Package, tmp_path: Path) -> None:
    template = tmp_path / "template.json"
    template.write_text(json.dumps(package.template))
    choices = [one for one in read_choices() if not one.check.startswith("CKV")]
    assert verdict(cfn_lint(template), choices) == []
