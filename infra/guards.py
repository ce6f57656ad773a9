"""The guards of a stage that are off, since each costs something, or needs what a new account does
not have: what stands open for want of one, and how it is switched on.
"""

from collections.abc import Callable, Iterator, Mapping

from infra.resources import bounds, firewall

GUIDE = "docs/operations.md#guards"
OFF = "Guards that are off ({guide}); say with make deploy STAGE={stage}:"

PROTECTED = "prod"
"""The stage whose stack nobody deletes without taking its protection back first."""

Parameters = Mapping[str, str]


def _asks_no_second_factor(told: Parameters) -> bool:
    return told["SecondFactor"] == "off" or (
        told["SecondFactor"] == "auto" and told["Stage"] != PROTECTED
    )


def _has_unbounded(*names: str) -> Callable[[Parameters], bool]:
    return lambda told: not all(told[name] for name in names)


GUARDS: dict[str, tuple[Callable[[Parameters], bool], str]] = {
    "SECOND_FACTOR=on": (
        _asks_no_second_factor,
        "who moves money signs in by a password alone",
    ),
    "FIREWALL=on": (
        lambda told: told["Firewall"] != "on" and not told["WebAclArn"],
        "one address may ask as often as it likes, at the sign-in too",
    ),
    "BUDGET_USD=200": (
        lambda told: not told["BudgetUsd"],
        "nobody is told what the account will cost",
    ),
    "RESERVE_IMPORT=5 RESERVE_SWEEP=1 RESERVE_MAIL_IN=5": (
        _has_unbounded(*bounds.RESERVED.values()),
        "imports and mails may take the executions that people wait for",
    ),
    "MAX_READS=4000 MAX_WRITES=2000": (
        _has_unbounded("MaxReads", "MaxWrites"),
        "reads and writes of the table cost without a bound",
    ),
    "SIGN_IN_IDENTITY=example.com": (
        lambda told: not told["SignInIdentity"],
        "Cognito mails fifty invitations and codes a day, and no more",
    ),
    "ACCESS_LOG=on": (
        lambda told: told["AccessLog"] != "on",
        "requests that reach no function leave no trace",
    ),
    "HEADS_LOCK=governance": (
        lambda told: told["HeadsLock"] == "off",
        "who has the account may make the history anew",
    ),
}
"""How a guard is switched on → whether it is off, and what that leaves open. Whether alarms are
heard is looked at for itself (`heard.py`).
"""


def off(parameters: Parameters, region: str) -> Iterator[str]:
    """The guards that are off, a line each."""
    found = [(how, why) for how, (is_off, why) in GUARDS.items() if is_off(parameters)]
    if found:
        yield OFF.format(guide=GUIDE, stage=parameters["Stage"])
    for how, why in found:
        is_elsewhere = how.startswith("FIREWALL") and region != firewall.REGION
        yield f"  {'WEB_ACL_ARN=…' if is_elsewhere else how}: without it {why}"
    if parameters["Stage"] != PROTECTED:
        yield f"Nothing keeps it from being deleted by mistake: {PROTECTED} alone is protected."
