"""What a change set would do to a stack, in words, and whether that would lose what people
entered; from what `DescribeChangeSet` answers.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

HOLDS_DATA = frozenset(
    f"AWS::{one}"
    for one in (
        "DynamoDB::Table",
        "S3::Bucket",
        "Cognito::UserPool",
        "SecretsManager::Secret",
        "SQS::Queue",
    )
)
"""Kinds of resources of which a new one would be empty."""
MADE_ANEW = frozenset({"Page"})
"""What is of such a kind, and whose content every deployment brings."""
EVIDENCE = frozenset({"AWS::Logs::LogGroup"})
"""Kinds of resources whose content may be left behind, and not be deleted."""
UPDATED_IN_PLACE: dict[str, frozenset[str]] = {
    "AWS::DynamoDB::Table": frozenset({"AttributeDefinitions", "GlobalSecondaryIndexes"}),
    "AWS::S3::Bucket": frozenset(
        {
            "BucketEncryption",
            "CorsConfiguration",
            "LifecycleConfiguration",
            "ObjectLockConfiguration",
            "OwnershipControls",
            "PublicAccessBlockConfiguration",
            "VersioningConfiguration",
        }
    ),
    "AWS::Cognito::UserPool": frozenset(
        {
            "AccountRecoverySetting",
            "AdminCreateUserConfig",
            "AutoVerifiedAttributes",
            "DeletionProtection",
            "EmailConfiguration",
            "EnabledMfas",
            "MfaConfiguration",
            "Policies",
            "UserPoolName",
            "UserPoolTier",
        }
    ),
}
"""Properties that never replace, though it may be said that they might: of a table attributes are
only added, with an index, since all are text; of the others the documents know no replacement.
"""

UNCHANGED = ("didn't contain changes", "No updates are to be performed")
"""How CloudFormation says that a change set is empty."""

_MARKS = {"Add": "+", "Modify": "~", "Remove": "-", "Import": ">", "Dynamic": "?"}
_DELETING = ("Delete", "ReplaceAndDelete")


@dataclass(frozen=True)
class Change:
    """What would become of one resource."""

    name: str
    kind: str
    action: str
    replacement: str = "False"
    policy: str = ""
    causes: tuple[str, ...] = ()
    """The properties because of which it changes."""
    replacing: tuple[str, ...] = ()
    """Those of them that may not be changed without another resource in its place."""

    @property
    def is_replaced(self) -> bool:
        """Whether another resource would, or may, come in its place."""
        return self.action == "Modify" and self.replacement != "False"

    @property
    def is_of_tags_alone(self) -> bool:
        """Whether nothing of it changes that does anything."""
        return self.action == "Modify" and not self.is_replaced and self.causes == ("Tags",)

    def line(self) -> str:
        """The change as a person reads it."""
        mark = "±" if self.is_replaced else _MARKS.get(self.action, "?")
        line = f"  {mark} {self.name}  {self.kind.removeprefix('AWS::')}"
        if self.is_replaced:
            may = "" if self.replacement == "True" else "may be "
            line += f"  ({may}replaced: {', '.join(self.replacing) or 'unknown'})"
        elif self.causes:
            line += f"  ({', '.join(self.causes)})"
        if self.action == "Remove" and self.policy == "Retain":
            line += "  (stays, outside of the stack)"
        return line


def read(pages: Collection[Json]) -> tuple[Change, ...]:
    """The changes of all pages of an answer."""
    return tuple(
        _change(one["ResourceChange"])
        for page in pages
        for one in page.get("Changes", ())
        if one.get("ResourceChange")
    )


def is_empty(page: Json) -> bool:
    """Whether the change set failed for the one reason that there is nothing to change."""
    reason = page.get("StatusReason", "")
    return page["Status"] == "FAILED" and any(said in reason for said in UNCHANGED)


def told(stack: str, changes: Collection[Change]) -> str:
    """The whole of it for a person, what is lost or replaced last, where it is read."""
    counts = (
        ("added", [one for one in changes if one.action == "Add"]),
        ("changed", [one for one in changes if one.action == "Modify" and not one.is_replaced]),
        ("replaced", [one for one in changes if one.is_replaced]),
        ("removed", [one for one in changes if one.action == "Remove"]),
        ("other", [one for one in changes if one.action not in ("Add", "Modify", "Remove")]),
    )
    said = ", ".join(f"{len(found)} {what}" for what, found in counts if found)
    # The tags of a stage are on all of it: one line each would hide what else there is.
    tagged = sum(one.is_of_tags_alone for one in changes)
    lines = [
        one.line()
        for _, found in counts
        for one in sorted(found, key=lambda each: each.name)
        if not one.is_of_tags_alone
    ]
    told = [f"  ~ {tagged} of them by their tags alone"] if tagged else []
    return "\n".join((f"{stack}: {said or 'nothing changes'}.", *told, *lines))


def losses(changes: Collection[Change], handed_over: Collection[str] = ()) -> list[str]:
    """Why the change set is not to be carried out, a sentence each; nothing where it may be.

    `handed_over` names what leaves the stack because the person told what stands in its place.
    """
    return [
        reason
        for one in changes
        if one.name not in MADE_ANEW and (reason := _loss(one, handed_over))
    ]


def _loss(change: Change, handed_over: Collection[str]) -> str:
    if change.kind in EVIDENCE and change.policy in _DELETING:
        return f"{change.name} ({change.kind}) would be deleted with what is in it."
    if change.kind not in HOLDS_DATA:
        return ""
    if change.action == "Remove":
        is_kept = change.policy not in _DELETING
        return (
            ""
            if change.name in handed_over and is_kept
            else f"{change.name} ({change.kind}) would leave the stack"
            + ("." if is_kept else ", deleted with what is in it.")
        )
    if change.is_replaced and not _is_harmless(change):
        word = "would" if change.replacement == "True" else "may"
        because = f": {', '.join(change.replacing)}" if change.replacing else ""
        return f"{change.name} ({change.kind}) {word} be replaced by an empty one{because}."
    if change.action == "Dynamic":
        return f"CloudFormation cannot say what becomes of {change.name} ({change.kind})."
    return ""


def _is_harmless(change: Change) -> bool:
    known = UPDATED_IN_PLACE.get(change.kind, frozenset())
    names = frozenset(change.replacing)
    return change.replacement == "Conditional" and bool(names) and names <= known


def _change(told: Json) -> Change:
    targets = [one.get("Target", {}) for one in told.get("Details", ())]
    replacing = [one for one in targets if one.get("RequiresRecreation", "Never") != "Never"]
    return Change(
        told["LogicalResourceId"],
        told["ResourceType"],
        told["Action"],
        told.get("Replacement", "False"),
        told.get("PolicyAction", ""),
        _named(targets) or tuple(told.get("Scope", ())),
        _named(replacing),
    )


def _named(targets: list[Json]) -> tuple[str, ...]:
    """The properties once each, in their order; an attribute of the resource by its own name."""
    named = (one.get("Name") or one.get("Attribute", "") for one in targets)
    return tuple(dict.fromkeys(name for name in named if name))
