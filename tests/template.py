"""What the template makes, as tests of it look at it."""

from collections.abc import Iterator
from typing import Any

from infra.template import merge_template

Json = dict[str, Any]
RESOURCES = merge_template()["Resources"]


def of_kind(kind: str) -> Iterator[tuple[str, Json]]:
    for name, one in RESOURCES.items():
        if one.get("Type") == f"AWS::{kind}":
            yield name, one["Properties"]


def said(policy: Json) -> dict[str, Json]:
    """A policy's statements by their names."""
    return {one["Sid"]: one for one in policy["PolicyDocument"]["Statement"]}


BUCKETS = dict(of_kind("S3::Bucket"))
