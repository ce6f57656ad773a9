"""The emulator's user pool renews sign-ins as Cognito does (X-15)."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from infra.emulator import Emulator

PASSWORD = "A-password-0f-my-own"


class Pool:
    """A user pool with a person."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.pool_id = client.create_user_pool(PoolName="people")["UserPool"]["Id"]
        made = client.create_user_pool_client(
            UserPoolId=self.pool_id, ClientName="page", ExplicitAuthFlows=["USER_PASSWORD_AUTH"]
        )
        self.client_id = made["UserPoolClient"]["ClientId"]
        self.told("admin_create_user", MessageAction="SUPPRESS")
        self.told("admin_set_user_password", Password=PASSWORD, Permanent=True)

    def told(self, call: str, **how: Any) -> None:
        getattr(self.client, call)(UserPoolId=self.pool_id, Username="ann", **how)

    def sign_in(self) -> str:
        """What keeps the person signed in."""
        tokens = self.client.initiate_auth(
            ClientId=self.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ann", "PASSWORD": PASSWORD},
        )
        return str(tokens["AuthenticationResult"]["RefreshToken"])

    def is_renewed(self, token: str) -> bool:
        with suppress(self.client.exceptions.NotAuthorizedException):
            self.client.get_tokens_from_refresh_token(RefreshToken=token, ClientId=self.client_id)
            return True
        return False


@pytest.fixture
def pool(aws: Emulator) -> Iterator[Pool]:
    made = Pool(aws.client("cognito-idp"))
    yield made
    made.client.delete_user_pool(UserPoolId=made.pool_id)


def test_a_sign_in_of_the_same_second_ends_too_and_one_after_it_goes_on(pool: Pool) -> None:
    """X-15: several times over, so that some are of the second in which all are signed out."""
    for _ in range(5):
        before = pool.sign_in()
        assert pool.is_renewed(before)
        pool.told("admin_user_global_sign_out")
        after = pool.sign_in()
        assert (pool.is_renewed(before), pool.is_renewed(after)) == (False, True)


def test_whoever_may_not_sign_in_any_more_is_not_renewed(pool: Pool) -> None:
    """X-15: not before that one may again."""
    token = pool.sign_in()
    pool.told("admin_disable_user")
    assert not pool.is_renewed(token)
    pool.told("admin_enable_user")
    assert pool.is_renewed(token)


def test_a_token_that_the_pool_has_not_signed_renews_nothing(pool: Pool) -> None:
    """X-15: though it names a sign-in that goes on."""
    head, claims, signature = pool.sign_in().split(".")
    changed = ("B" if signature[0] == "A" else "A") + signature[1:]
    assert not pool.is_renewed(f"{head}.{claims}.{changed}")
