"""Parts of the template with CloudFormation's functions carried out here, for what its API is told
by other ways than a stack.
"""

import re
from collections.abc import Mapping
from typing import Any

_NAMED = re.compile(r"\$\{([^!}][^}]*)\}")
_NOTHING = object()


def resolved(part: Any, values: Mapping[str, str], conditions: Mapping[str, Any]) -> Any:
    """The part; `values` has what `Ref`, `${…}` and `Fn::GetAtt` (`Resource.Attribute`) name."""
    found = _resolved(part, values, conditions)
    return None if found is _NOTHING else found


def _resolved(part: Any, values: Mapping[str, str], conditions: Mapping[str, Any]) -> Any:
    def one(each: Any) -> Any:
        return _resolved(each, values, conditions)

    if isinstance(part, list):
        return [found for each in part if (found := one(each)) is not _NOTHING]
    if not isinstance(part, dict):
        return part
    if len(part) == 1:
        [(function, told)] = part.items()
        if function == "Ref":
            return _NOTHING if told == "AWS::NoValue" else values[told]
        if function == "Fn::GetAtt":
            return values[told if isinstance(told, str) else ".".join(told)]
        if function == "Fn::Sub":
            text, more = (told, {}) if isinstance(told, str) else (told[0], one(told[1]))
            return _NAMED.sub(lambda found: str({**values, **more}[found[1]]), text)
        if function == "Fn::If":
            return one(told[1] if _holds(conditions[told[0]], values, conditions) else told[2])
    made = {name: one(each) for name, each in part.items()}
    return {name: each for name, each in made.items() if each is not _NOTHING}


def _holds(told: Any, values: Mapping[str, str], conditions: Mapping[str, Any]) -> bool:
    """Whether a condition of the template holds."""
    [(function, parts)] = told.items()
    if function == "Condition":
        return _holds(conditions[parts], values, conditions)
    if function == "Fn::Equals":
        first, second = resolved(parts, values, conditions)
        return bool(first == second)
    each = [_holds(part, values, conditions) for part in parts]
    if function == "Fn::Not":
        return not each[0]
    return all(each) if function == "Fn::And" else any(each)
