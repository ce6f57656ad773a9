"""`make deploy STAGE=`: the package, the template and the page to AWS; `make invite`: somebody into
it.
"""

import argparse
import os
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from chalicelib.domain.base.texts import read_name
from chalicelib.domain.people.checks import check_newcomer
from chalicelib.domain.people.person import GIVEN, PERMISSIONS, Person
from chalicelib.errors import InvalidInput
from chalicelib.store.table import Table
from infra import guards, heard, left_behind, roster, settings, tags
from infra.account import Account, artifacts_bucket
from infra.adopted import Adoption
from infra.gateway_logs import let_gateway_log
from infra.package import aws_platform, build
from infra.page_files import content_type, page_files
from infra.people import People
from infra.plainly import plainly
from infra.resources.adoption import ADOPTABLE
from infra.stack import Stack

STAGE = re.compile(r"[a-z][a-z0-9-]{0,19}")
ROSTERS = {
    "people": "instead of deploying, write into this file who is let in",
    "restore-pool": "instead of deploying, make a pool with the people of this file",
    "invite-all": "instead of deploying, mail a first password to whoever of this file has none",
}
"""What is done with people, all at once; each with a file."""


def main() -> None:
    """Read the options and do it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stage", required=True)
    options.add_argument(
        "--invite", metavar="EMAIL", help="instead of deploying, let this person in"
    )
    options.add_argument(
        "--show", action="store_true", help="say what deploying would change, and change nothing"
    )
    options.add_argument(
        "--fresh", action="store_true", help="begin empty beside what an earlier stack left"
    )
    for option, what in ROSTERS.items():
        options.add_argument(f"--{option}", metavar="FILE", help=what)
    options.add_argument("--name", default="")
    options.add_argument("--role", default="admin", choices=sorted(PERMISSIONS))
    options.add_argument(
        "--party",
        help="the customer, operator, aggregator or vendor for whom a person with that role acts",
    )
    options.add_argument(
        "--rights",
        default="",
        help=f"rights that no role has, with commas between them: {', '.join(GIVEN)}",
    )
    chosen = options.parse_args()
    if not STAGE.fullmatch(chosen.stage) or chosen.stage == "local":
        raise SystemExit(
            "Name the stage: make deploy STAGE=prod (small letters, digits and dashes; not local)."
        )
    with plainly():
        _do(chosen)


def _do(chosen: argparse.Namespace) -> None:
    deployment = Deployment(chosen.stage, boto3.Session())
    asked = [option for option in ROSTERS if getattr(chosen, option.replace("-", "_"))]
    if asked:
        [option, *_] = asked
        deployment.with_people(option, Path(getattr(chosen, option.replace("-", "_"))))
    elif chosen.invite is None:
        deployment.deploy(shows_only=chosen.show, begins_empty=chosen.fresh)
    else:
        rights = tuple(right for right in re.split(r"[,\s]+", chosen.rights) if right)
        deployment.invite(
            chosen.invite,
            Person("", "", chosen.name, chosen.role, party_id=chosen.party or None, rights=rights),
        )


class Deployment:
    """A stage in the account and region that the AWS settings of the environment name."""

    def __init__(self, stage: str, session: Any) -> None:
        self.stage = stage
        self.account = Account(session)
        self.stack = Stack(f"redress-{stage}", "", self.account)

    def deploy(self, shows_only: bool = False, begins_empty: bool = False) -> None:
        """Bring the stage to what the working folder holds, or only say what that would change."""
        self.stack.require_settled()
        before, parameters = self.stack.parameters(), self._parameters()
        tagged = tags.chosen(self.stage, os.environ.get(tags.VARIABLE), self.stack.tagged())
        print(self.where, *settings.changed(before, parameters), sep="\n")
        adoption = Adoption(self.account, self.stack.name, parameters)
        adoption.check(before)
        if not (begins_empty or self.stack.is_there):
            left_behind.require_adopted(self.account, self.stack.name, adoption.names)
        if parameters["AccessLog"] == "on" and not shows_only:
            self._let_gateway_log()
        handed_over = {name for name in adoption.names if not before.get(ADOPTABLE[name].parameter)}
        package = build(aws_platform())
        stack = replace(self.stack, artifacts=artifacts_bucket(self.account), tags=tagged)
        if shows_only:
            told = parameters | adoption.known()
            stack.deploy(package, told, handed_over, print, shows_only=True)
            return
        stack.deploy(package, parameters | adoption.care(tagged), handed_over, print)
        if self.stage == guards.PROTECTED:
            stack.protect()
        # Again: the functions and the uploads bucket must know the page's URL, which the first
        # deployment made. Later ones change nothing.
        parameters = self._parameters()
        known = Adoption(self.account, self.stack.name, parameters).care(tagged)
        outputs = stack.deploy(package, parameters | known, (), print)
        self._publish_page(outputs)
        print(
            f"Deployed: {outputs['Url']}\nLet people in: make invite STAGE={self.stage} EMAIL=…"
            " NAME=… ROLE=admin"
        )
        api = outputs["RestAPIId"]
        print(*guards.off(parameters, self.account.region), sep="\n")
        print(*heard.warnings(self.account, self.stack.name, parameters, api), sep="\n")

    def _let_gateway_log(self) -> None:
        try:
            if let_gateway_log(self.account.session):
                print("The gateway of this account and region may write logs from now on.")
        except ClientError as error:
            raise SystemExit(
                f"The gateway may not write logs in this account, and cannot be let: {error}\n"
                "Have somebody who may make roles deploy, or say ACCESS_LOG=off."
            ) from None

    def invite(self, email: str, told: Person) -> None:
        """Let somebody in; the pool mails a password for the first sign-in, and another one to
        someone who is invited again before that.
        """
        outputs = self._outputs()
        person = _checked(
            replace(told, email=settings.address("EMAIL", email), name=_name(told.name or email))
        )
        people = self._people(outputs)
        person, is_new = people.let_in(person)
        if is_new:
            print(f"{person.email} is {person.role} at {outputs['Url']}")
            return
        sent = (
            "another first password is on its way"
            if people.invite_again(person)
            else "nothing was changed"
        )
        print(
            f"{person.email} is already there as {person.role}; {sent}. An administrator changes"
            " roles and rights under Settings."
        )

    def with_people(self, option: str, file: Path) -> None:
        """Write down who is let in, or let all of them in again (docs/restore.md)."""
        outputs = self._outputs()
        people = self._people(outputs)
        if option == "people":
            roster.write(people, file)
        elif option == "restore-pool":
            settings = Adoption(self.account, self.stack.name, self.stack.parameters()).wanted(
                "UserPool"
            )
            pool = roster.restore_pool(people, settings, file)
            print(f"Now: ADOPT_POOL={pool} make deploy STAGE={self.stage}")
        else:
            roster.invite_all(people, file)

    def _outputs(self) -> dict[str, str]:
        outputs = self.stack.outputs()
        if outputs is None:
            raise SystemExit(f"There is no {self.where}; deploy it first.")
        return outputs

    def _people(self, outputs: dict[str, str]) -> People:
        table = Table(self.account.client("dynamodb"), outputs["TableName"])
        return People(self.account.client("cognito-idp"), outputs["UserPoolId"], table)

    def _parameters(self) -> dict[str, str]:
        """From the environment where given; a setting that is not given stays as it
        was deployed.
        """
        before = self.stack.parameters()
        parameters = settings.read(os.environ, before)
        if not parameters["MailFrom"]:
            # Whoever has the wrong region in the environment sees it here.
            there = "" if before else f"There is no {self.where} yet. "
            raise SystemExit(
                f"{there}Say from which address mails come: MAIL_FROM=disputes@example.com make"
                " deploy STAGE=…"
            )
        outputs = self.stack.outputs() or {}
        own = {"Stage": self.stage, "PublicUrl": outputs.get("Url", "")}
        return settings.checked(parameters, self.account.region) | own

    @property
    def where(self) -> str:
        """Which stage it is, and of which account."""
        return f"{self.stack.name} in {self.account.region} of the account {self.account.id}"

    def _publish_page(self, outputs: dict[str, str]) -> None:
        """Upload the page's files, new ones before old ones go, and have CloudFront forget what it
        keeps.
        """
        s3, bucket = self.account.client("s3"), outputs["PageBucket"]
        files = page_files()
        for name, path in files.items():
            self._put_file(s3, bucket, name, path)
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        stale = [
            {"Key": found["Key"]}
            for page in pages
            for found in page.get("Contents", ())
            if found["Key"] not in files
        ]
        for start in range(0, len(stale), 1000):
            s3.delete_objects(Bucket=bucket, Delete={"Objects": stale[start : start + 1000]})
        everything = {
            "Paths": {"Quantity": 1, "Items": ["/*"]},
            "CallerReference": str(time.time_ns()),
        }
        self.account.client("cloudfront").create_invalidation(
            DistributionId=outputs["DistributionId"], InvalidationBatch=everything
        )

    def _put_file(self, s3: Any, bucket: str, name: str, path: Path) -> None:
        # Browsers ask again each time and mostly hear that nothing changed, so no mix of old and
        # new modules is ever run.
        s3.put_object(
            Bucket=bucket,
            Key=name,
            Body=path.read_bytes(),
            ContentType=content_type(path),
            CacheControl="no-cache",
        )


def _checked(person: Person) -> Person:
    """The person, or what does not go together."""
    try:
        check_newcomer(person)
    except InvalidInput as refused:
        raise SystemExit(refused.detail) from None
    return person


def _name(told: str) -> str:
    try:
        return read_name(told, what="NAME")
    except InvalidInput as refused:
        raise SystemExit(f"NAME=…: {refused.detail}") from None


if __name__ == "__main__":
    main()
