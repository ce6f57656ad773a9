"""The tags of all that a stage is made of, by which a bill tells it from what else an account pays
for. CloudFormation passes those of a stack on to its resources; what is adopted is tagged by hand.
"""

import re
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

VARIABLE = "TAGS"
PRODUCT = {"product": "redress"}
MOST = 40
"""A resource takes fifty; SAM and AWS themselves add some."""
KEY = re.compile(r"[A-Za-z0-9 _.:/+@-]{1,128}")
VALUE = re.compile(r"[A-Za-z0-9 _.:/=+@-]{1,256}")
"""What every service takes in a tag; some take more."""


def chosen(stage: str, told: str | None, before: Mapping[str, str]) -> dict[str, str]:
    """The tags of a stage: product and stage, and what `TAGS` says, or said the last time."""
    own = PRODUCT | {"stage": stage}
    if told is None:
        return {key: value for key, value in before.items() if key not in own} | own
    return read(told, own) | own


def read(told: str, own: Mapping[str, str]) -> dict[str, str]:
    """What is said as `team=finance,cost-center=4711`."""
    tags: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in told.split(","))):
        key, _, value = (one.strip() for one in part.partition("="))
        if not (KEY.fullmatch(key) and VALUE.fullmatch(value)) or key.lower().startswith("aws:"):
            raise _refused(f"{part!r} is none that every service takes")
        # To IAM keys are the same whose letters differ by case alone.
        if key.lower() in {one.lower() for one in (*own, *tags)}:
            raise _refused(f"{key!r} is there already, as {', '.join((*own, *tags))} are")
        tags[key] = value
    if len(tags) > MOST:
        raise _refused(f"at most {MOST} of them")
    return tags


def listed(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """The tags as most services take them."""
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]


def spelled(told: list[dict[str, str]]) -> dict[str, str]:
    """The tags as most services give them."""
    return {one["Key"]: one["Value"] for one in told}


def tag_bucket(s3: Any, bucket: str, tags: Mapping[str, str]) -> None:
    """Adds them to a bucket's own, among which are those of the stack that made it: a call says all
    of them, and S3 lets nobody leave AWS's own out.
    """
    there = bucket_tags(s3, bucket)
    whole = there | dict(tags)
    if whole != there:
        s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": listed(whole)})


def bucket_tags(s3: Any, bucket: str) -> dict[str, str]:
    """All of a bucket's tags."""
    try:
        return spelled(s3.get_bucket_tagging(Bucket=bucket)["TagSet"])
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchTagSet":
            raise
        return {}


def _refused(why: str) -> SystemExit:
    return SystemExit(f"{VARIABLE}=…: {why}. Say {VARIABLE}=team=finance,cost-center=4711.")
