"""Bounds on what the product may use at once and may cost: none until a parameter sets one."""

from infra.resources.intrinsics import ABSENT, Json, choose, named_worldwide, ref, resource

RESERVED = {"run-import": "ReserveImport", "sweep": "ReserveSweep", "mail-in": "ReserveMailIn"}
"""Function that works on what comes in bulk → parameter with how many of it run at once."""

NUMBERS = {
    **{name: f"How many of {function} run at once" for function, name in RESERVED.items()},
    "MaxReads": "Read request units a second that the table, and each index, may take",
    "MaxWrites": "Write request units a second that the table, and each index, may take",
    "BudgetUsd": "US dollars a month of the account; from 80% on AlarmEmail is told",
}
"""Parameter → what it bounds. A new account may run ten functions at once in all and can reserve
none of them, so that nothing is bounded by itself.
"""

SETTINGS = {
    "ReserveImport": "RESERVE_IMPORT",
    "ReserveSweep": "RESERVE_SWEEP",
    "ReserveMailIn": "RESERVE_MAIL_IN",
    "MaxReads": "MAX_READS",
    "MaxWrites": "MAX_WRITES",
    "BudgetUsd": "BUDGET_USD",
}
"""Parameter → variable of the environment that sets it; an empty one takes the bound away."""

PATTERN = "([1-9][0-9]{0,7})?"

PARAMETERS = {
    name: {
        "Type": "String",
        "Default": "",
        "AllowedPattern": PATTERN,
        "Description": f"{told}; empty for no bound",
    }
    for name, told in NUMBERS.items()
}


def _given(name: str) -> Json:
    return {"Fn::Not": [{"Fn::Equals": [ref(name), ""]}]}


CONDITIONS = {f"Has{name}": _given(name) for name in NUMBERS if name != "BudgetUsd"} | {
    "HasMostOfTable": {"Fn::Or": [_given("MaxReads"), _given("MaxWrites")]},
    "HasBudget": {"Fn::And": [_given("BudgetUsd"), _given("AlarmEmail")]},
}


def resources() -> dict[str, Json]:
    """What the account may cost, and who is told when it comes near to that or will pass it."""
    return {
        "Budget": resource(
            "Budgets::Budget",
            {
                "Budget": {
                    "BudgetName": named_worldwide(),
                    "BudgetType": "COST",
                    "TimeUnit": "MONTHLY",
                    "BudgetLimit": {"Amount": ref("BudgetUsd"), "Unit": "USD"},
                },
                "NotificationsWithSubscribers": [_told("ACTUAL", 80), _told("FORECASTED", 100)],
            },
            Condition="HasBudget",
        )
    }


def at_once(function: str) -> Json:
    """The setting of a function that bounds how many of it run at once."""
    name = RESERVED.get(function)
    return {"ReservedConcurrentExecutions": _where_given(name)} if name else {}


def bounded(table: Json) -> Json:
    """The table with the most that it and each of its indexes may take."""
    most = {
        "OnDemandThroughput": choose(
            "HasMostOfTable",
            {
                "MaxReadRequestUnits": _where_given("MaxReads"),
                "MaxWriteRequestUnits": _where_given("MaxWrites"),
            },
            ABSENT,
        )
    }
    indexes = [index | most for index in table["GlobalSecondaryIndexes"]]
    return table | most | {"GlobalSecondaryIndexes": indexes}


def _where_given(name: str) -> Json:
    return choose(f"Has{name}", ref(name), ABSENT)


def _told(kind: str, percent: int) -> Json:
    return {
        "Notification": {
            "NotificationType": kind,
            "ComparisonOperator": "GREATER_THAN",
            "Threshold": percent,
            "ThresholdType": "PERCENTAGE",
        },
        "Subscribers": [{"SubscriptionType": "EMAIL", "Address": ref("AlarmEmail")}],
    }
