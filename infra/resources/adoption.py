"""What holds data may come from elsewhere: a restored table, or what an earlier stack left.

Each such resource has a parameter. Where it is given, the stack makes no resource of its own, and
whatever refers to it refers to the named one.
"""

import re
from dataclasses import dataclass
from typing import Any

from infra.resources.intrinsics import Json, choose, ref, sub

STREAM = "AdoptTableStream"
"""The parameter with the stream of an adopted table, which its name does not tell."""


@dataclass(frozen=True)
class Adoptable:
    """A resource in whose place another may stand: by which parameter, and what it is asked for."""

    parameter: str
    variable: str
    """The variable of the environment that sets the parameter."""
    description: str
    reference: Json
    attributes: dict[str, Json]

    @property
    def condition(self) -> str:
        """Whether the stack makes the resource itself."""
        return self.parameter.replace("Adopt", "Own")


ADOPTABLE = {
    "Table": Adoptable(
        "AdoptTable",
        "ADOPT_TABLE",
        "Name of a table that takes the place of the stack's own",
        ref("AdoptTable"),
        {
            "Arn": sub(
                "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${AdoptTable}"
            ),
            "StreamArn": ref(STREAM),
        },
    ),
    "Uploads": Adoptable(
        "AdoptBucket",
        "ADOPT_BUCKET",
        "Name of a bucket that takes the place of the stack's own for uploads",
        ref("AdoptBucket"),
        {
            "Arn": sub("arn:${AWS::Partition}:s3:::${AdoptBucket}"),
            "DomainName": sub("${AdoptBucket}.s3.${AWS::URLSuffix}"),
            "RegionalDomainName": sub("${AdoptBucket}.s3.${AWS::Region}.${AWS::URLSuffix}"),
        },
    ),
    "Heads": Adoptable(
        "AdoptHeads",
        "ADOPT_HEADS",
        "Name of a bucket that takes the place of the stack's own for the heads of chains",
        ref("AdoptHeads"),
        {"Arn": sub("arn:${AWS::Partition}:s3:::${AdoptHeads}")},
    ),
    "UserPool": Adoptable(
        "AdoptPool",
        "ADOPT_POOL",
        "Id of a user pool that takes the place of the stack's own",
        ref("AdoptPool"),
        {
            "Arn": sub(
                "arn:${AWS::Partition}:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/${AdoptPool}"
            ),
            "ProviderName": sub("cognito-idp.${AWS::Region}.amazonaws.com/${AdoptPool}"),
        },
    ),
    "LinkKey": Adoptable(
        "AdoptLinkKey",
        "ADOPT_LINK_KEY",
        "ARN of a secret that takes the place of the stack's own key of personal links",
        ref("AdoptLinkKey"),
        {},
    ),
    "Undelivered": Adoptable(
        "AdoptQueue",
        "ADOPT_QUEUE",
        "Name of a queue that takes the place of the stack's own for what was set aside",
        sub("https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${AdoptQueue}"),
        {
            "Arn": sub("arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${AdoptQueue}"),
            "QueueName": ref("AdoptQueue"),
        },
    ),
}

# Without defaults, which the emulator would fill in before it knows what is given.
PARAMETERS: Json = {
    **{
        one.parameter: {"Type": "String", "Description": one.description}
        for one in ADOPTABLE.values()
    },
    STREAM: {
        "Type": "String",
        "Description": "ARN of the adopted table's stream; make deploy finds it",
    },
}
NOTHING = dict.fromkeys(PARAMETERS, "")
"""What a stack is told that makes all of them itself."""
CONDITIONS: Json = {
    one.condition: {"Fn::Equals": [ref(one.parameter), ""]} for one in ADOPTABLE.values()
}

_NAMED = re.compile(rf"\$\{{(?P<resource>{'|'.join(ADOPTABLE)})(?:\.(?P<attribute>[A-Za-z.]+))?\}}")


def adopting(template: Json) -> Json:
    """The template, in which each such resource is made only where none is adopted, and every
    reference to it is a choice.
    """
    resources = {name: chosen(one) for name, one in template["Resources"].items()}
    for name, one in ADOPTABLE.items():
        if name in resources:
            resources[name]["Condition"] = one.condition
    return {
        **template,
        "Resources": resources,
        **({"Outputs": chosen(template["Outputs"])} if "Outputs" in template else {}),
    }


def chosen(part: Any) -> Any:
    """A part of the template with a choice in place of each reference."""
    if isinstance(part, list):
        return [chosen(one) for one in part]
    if not isinstance(part, dict):
        return part
    if len(part) == 1:
        [(function, told)] = part.items()
        if function == "Ref" and told in ADOPTABLE:
            return _choice(told, None)
        if function == "Fn::GetAtt":
            name, _, of = told.partition(".") if isinstance(told, str) else (told[0], "", told[1])
            return _choice(name, of) if name in ADOPTABLE else part
        if function == "Fn::Sub":
            return _filled(told)
    return {name: chosen(one) for name, one in part.items()}


def _choice(name: str, attribute: str | None) -> Json:
    adoptable = ADOPTABLE[name]
    if attribute is None:
        return choose(adoptable.condition, ref(name), adoptable.reference)
    own = {"Fn::GetAtt": [name, attribute]}
    return choose(adoptable.condition, own, adoptable.attributes[attribute])


def _filled(told: str | list[Any]) -> Json:
    """`Fn::Sub`, with a variable for each choice."""
    text, variables = (told, {}) if isinstance(told, str) else (told[0], chosen(told[1]))

    def variable(found: re.Match[str]) -> str:
        name, attribute = found["resource"], found["attribute"]
        if name in variables:
            return found[0]
        variables[called := f"The{name}{(attribute or '').replace('.', '')}"] = _choice(
            name, attribute
        )
        return f"${{{called}}}"

    filled = _NAMED.sub(variable, text)
    return {"Fn::Sub": [filled, variables] if variables else filled}
