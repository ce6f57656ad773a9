"""The role with which the gateway of an account and region writes its logs."""

from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ClientError

from infra.gateway_logs import ROLE, let_gateway_log

MADE = f"arn:aws:iam::123456789012:role/{ROLE}"


class Account:
    """An account whose gateway believes a role only when it is asked for the third time."""

    exceptions = SimpleNamespace(EntityAlreadyExistsException=KeyError)

    def __init__(self, role: str | None, has_role: bool = False, looks: str = "") -> None:
        self.role, self.has_role, self.refused, self.made = role, has_role, 0, 0
        self.looks = looks
        """What IAM says to whoever looks for the role of another."""

    def client(self, _service: str) -> "Account":
        return self

    def get_caller_identity(self) -> dict[str, str]:
        return {"Arn": "arn:aws:sts::123456789012:user/deployer"}

    def get_account(self) -> dict[str, Any]:
        return {"cloudwatchRoleArn": self.role} if self.role else {}

    def create_role(self, **_asked: Any) -> Any:
        if self.has_role:
            raise KeyError(ROLE)
        self.made += 1
        return self.get_role()

    def get_role(self, RoleName: str = ROLE) -> Any:
        if self.looks and RoleName == "another":
            told = {"Error": {"Code": self.looks, "Message": "no"}}
            raise ClientError(told, "GetRole")  # type: ignore[arg-type]
        return {"Role": {"Arn": MADE}}

    def attach_role_policy(self, **_asked: Any) -> None:
        """Anybody may."""

    def update_account(self, patchOperations: list[dict[str, str]]) -> None:
        if self.refused < 2:
            self.refused += 1
            told = {"Error": {"Code": "BadRequestException", "Message": "The role is not there."}}
            raise ClientError(told, "UpdateAccount")  # type: ignore[arg-type]
        self.role = patchOperations[0]["value"]


def test_the_gateway_is_given_a_role_once_and_another_s_is_left_alone() -> None:
    """All APIs of the account and region share it; from another region the role may be there."""
    fresh, elsewhere = Account(None), Account(None, has_role=True)
    for account, made in ((fresh, 1), (elsewhere, 0)):
        assert let_gateway_log(account, rest_seconds=0)
        assert (account.role, account.refused, account.made) == (MADE, 2, made)
    assert not let_gateway_log(fresh, rest_seconds=0)
    others = Account("arn:aws:iam::123456789012:role/another")
    assert not let_gateway_log(others, rest_seconds=0)
    assert (others.role or "").endswith("/another")


def test_a_role_that_went_with_somebody_else_s_stack_is_replaced() -> None:
    """The gateway goes on naming it, and every API of the account logs nothing. Where nobody may
    look, it is left alone.
    """
    another = "arn:aws:iam::123456789012:role/path/another"
    gone = Account(another, looks="NoSuchEntity")
    assert let_gateway_log(gone, rest_seconds=0)
    assert gone.role == MADE
    hidden = Account(another, looks="AccessDenied")
    assert not let_gateway_log(hidden, rest_seconds=0)
    assert hidden.role == another
