"""`make lint` of the template: what is deployed to AWS, looked at by cfn-lint and by checkov.

All that they find is mended, or is a choice with its reason in `lint_choices.toml`.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from infra.package import ARM, BUILD, ROOT, build, local_platform, on_processors

CHOICES = Path(__file__).with_name("lint_choices.toml")
CHECKOV = ROOT / ".venv-lint/bin/checkov"
REGIONS = ("us-east-1", "eu-central-1")
WHOLE = "the template"
"""Of what a finding is that names no resource."""


@dataclass(frozen=True)
class Finding:
    """What a check says of a resource."""

    check: str
    resource: str
    said: str = ""


@dataclass(frozen=True)
class Choice:
    """Findings of one check that are meant to be as they are, and why."""

    check: str
    resources: tuple[str, ...]
    reason: str


def main() -> None:
    """Package, then look at what CloudFormation would get on AWS."""
    template = BUILD / "linted.json"
    deployed = on_processors(build(local_platform()).template, ARM)
    template.write_text(json.dumps(deployed, indent=1))
    wrong = verdict([*cfn_lint(template), *_checkov(template)], read_choices())
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(bool(wrong))


def read_choices() -> list[Choice]:
    """The choices that were made."""
    return [
        Choice(row["check"], tuple(row["resources"]), row["reason"])
        for row in tomllib.loads(CHOICES.read_text())["choice"]
    ]


def cfn_lint(template: Path) -> list[Finding]:
    """What cfn-lint finds in a template, its informational findings too."""
    command: list[str | Path] = [Path(sys.executable).with_name("cfn-lint"), "--regions", *REGIONS]
    told = _json([*command, "--include-checks", "I", "--format", "json", "--", template])
    return [
        Finding(one["Rule"]["Id"], _resource(one["Location"]["Path"]), one["Message"])
        for one in told
    ]


def verdict(findings: Collection[Finding], choices: Iterable[Choice]) -> list[str]:
    """What is found and not chosen, and what is chosen and not found any more."""
    wanted = [(choice, name) for choice in choices for name in choice.resources]
    found = [
        f"{one.check} {one.resource}: {one.said}"
        for one in findings
        if not any(_is_of(one, choice.check, name) for choice, name in wanted)
    ]
    unneeded = [
        f"{choice.check} {name}: nothing is found there; take it out of {CHOICES.name}."
        for choice, name in wanted
        if not any(_is_of(one, choice.check, name) for one in findings)
    ]
    unreasoned = [f"{choice.check}: say why." for choice, _ in wanted if not choice.reason.strip()]
    return sorted({*found, *unneeded, *unreasoned})


def _is_of(finding: Finding, check: str, name: str) -> bool:
    return finding.check == check and fnmatchcase(finding.resource, name)


def _resource(path: list[Any] | None) -> str:
    named = path and len(path) > 1 and path[0] == "Resources"
    return str(path[1]) if path and named else WHOLE


def _checkov(template: Path) -> list[Finding]:
    """By the checks that checkov brings along: it asks nobody for more."""
    command: list[str | Path] = [CHECKOV, "--file", template, "--framework", "cloudformation"]
    told = _json([*command, "--output", "json", "--quiet", "--compact", "--skip-download"])
    if told["summary"]["parsing_errors"] or not told["summary"]["resource_count"]:
        raise SystemExit("checkov could not read the template.")
    return [
        Finding(one["check_id"], one["resource"].rpartition(".")[2], one["check_name"])
        for one in told["results"]["failed_checks"]
    ]


def _json(command: list[str | Path]) -> Any:
    """What a tool says; that it finds something is no failure of the tool."""
    quiet = os.environ | {"LOG_LEVEL": "ERROR"}
    done = subprocess.run(command, capture_output=True, text=True, env=quiet)
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}") from None


if __name__ == "__main__":
    main()
