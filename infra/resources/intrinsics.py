"""CloudFormation's functions, spelled short."""

from typing import Any

Json = dict[str, Any]


def ref(name: str) -> Json:
    """The value of a parameter or the id of a resource."""
    return {"Ref": name}


def attribute(resource: str, name: str) -> Json:
    """An attribute of a resource."""
    return {"Fn::GetAtt": [resource, name]}


def sub(text: str) -> Json:
    """A text with `${…}` filled in."""
    return {"Fn::Sub": text}


def choose(condition: str, then: Any, otherwise: Any) -> Json:
    """One value or the other."""
    return {"Fn::If": [condition, then, otherwise]}


def named_once(prefix: str) -> Json:
    """A name that no other stack has, nor one of the same name before it, whose resources may still
    be there.
    """
    stack = {"Fn::Select": [2, {"Fn::Split": ["/", ref("AWS::StackId")]}]}
    return {"Fn::Sub": [f"{prefix}-${{StackGuid}}", {"StackGuid": stack}]}


def named_worldwide(more: str = "") -> Json:
    """The stack's name for what lies in no region, where the same stage of another region lies
    too.
    """
    return sub(f"${{AWS::StackName}}-${{AWS::Region}}{more}")


ABSENT = ref("AWS::NoValue")


def resource(kind: str, properties: Json, **attributes: Any) -> Json:
    """A resource; what is not a property (`DeletionPolicy`, `DependsOn`) goes by keyword."""
    return {"Type": f"AWS::{kind}", "Properties": properties, **attributes}


def kept(kind: str, properties: Json, **attributes: Any) -> Json:
    """A resource that outlives its stack, because it holds what people entered, or tells what
    became of that.
    """
    return resource(
        kind,
        properties,
        DeletionPolicy="RetainExceptOnCreate",
        UpdateReplacePolicy="Retain",
        **attributes,
    )
