"""Signing in by the user pool: what it answers, in the product's words."""

from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from chalicelib.errors import InvalidInput, Overloaded, RedressError, SignInFailed
from chalicelib.store.sessions import Sessions


def refused_as(code: str) -> RedressError:
    """What somebody is told who chooses a first password and is refused by the pool
    with this code.
    """
    client = boto3.client("cognito-idp")
    with Stubber(client) as stub:
        stub.add_client_error("respond_to_auth_challenge", code)
        with pytest.raises(RedressError) as told:
            Sessions(client, "client").answer_challenge(
                "new@demo.test", "session-of-the-challenge", "a-password"
            )
    return told.value


def test_a_password_that_is_too_weak_is_told_at_its_field() -> None:
    weak = refused_as("InvalidPasswordException")
    assert isinstance(weak, InvalidInput)
    errors: Any = weak.extras["errors"]
    assert errors[0]["pointer"] == "/newPassword"


def test_a_challenge_that_took_too_long_ends_the_sign_in() -> None:
    assert isinstance(refused_as("NotAuthorizedException"), SignInFailed)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("TooManyRequestsException", 400),
        ("LimitExceededException", 400),
        ("InternalErrorException", 500),
    ],
)
def test_a_trouble_of_the_pool_is_no_fault_of_the_person(code: str, status: int) -> None:
    """It is not told as a wrong password, but as something that passes."""
    client = boto3.client("cognito-idp")
    stub = Stubber(client)
    stub.add_client_error("initiate_auth", code, http_status_code=status)
    with stub, pytest.raises(Overloaded):
        Sessions(client, "client").sign_in("new@demo.test", "a-password")
