"""`make reset-factor STAGE= EMAIL=`: takes away a second factor whose phone is lost, where no other
administrator is there to do it on the page.
"""

import argparse

import boto3

from chalicelib.store.table import Table
from infra.deploy import Deployment
from infra.people import People
from infra.plainly import plainly


def main() -> None:
    """Read the options and do it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stage", required=True)
    options.add_argument("--email", required=True)
    chosen = options.parse_args()
    with plainly():
        _reset(chosen)


def _reset(chosen: argparse.Namespace) -> None:
    session = boto3.Session()
    outputs = Deployment(chosen.stage, session).stack.outputs()
    if outputs is None:
        raise SystemExit(f"There is no stage {chosen.stage}.")
    table = Table(session.client("dynamodb"), outputs["TableName"])
    people = People(session.client("cognito-idp"), outputs["UserPoolId"], table)
    if not people.reset_second_factor(chosen.email):
        raise SystemExit(f"Nobody signs in by {chosen.email}.")
    print(f"{chosen.email} has no second factor any more, and is signed out.")


if __name__ == "__main__":
    main()
