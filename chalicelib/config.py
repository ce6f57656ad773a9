"""What the environment says, read when it is asked for and never at import."""

import os
from functools import cache

from chalicelib.values import dataclass

DEMO_PASSWORD = "demo-password"  # noqa: S105 - shown on the sign-in page of a stack that runs on one laptop

ALIAS = "live"
"""What callers of a function that is published ask for: the version of the last deployment."""


@dataclass(frozen=True)
class Config:
    """The settings of one deployment."""

    stage: str
    table_name: str
    bucket_name: str
    user_pool_client_id: str
    token_issuer: str
    jwks_url: str
    upload_url: str
    state_machine_arn: str
    local_mode: bool
    public_url: str
    mail_from: str
    mail_configuration_set: str
    link_key_secret: str
    inbound_domain: str = ""
    heads_bucket: str = ""
    metrics_namespace: str = ""
    asks_second_factor: bool = False
    """Whether who needs a second factor by role is refused without one (X-15)."""
    function_prefix: str = ""
    """What the names of this deployment's functions begin with."""
    set_aside_url: str = ""
    """The queue of what functions could not do."""

    @property
    def user_pool_id(self) -> str:
        """The pool's id, with which its issuer ends."""
        return self.token_issuer.rpartition("/")[2]

    @property
    def first_password(self) -> str | None:
        """With what people sign in who are let in; None: with one that the pool mails them."""
        return DEMO_PASSWORD if self.local_mode else None


@cache
def config() -> Config:
    """The configuration of this process."""
    issuer = os.environ.get("TOKEN_ISSUER", "")
    return Config(
        stage=os.environ.get("STAGE", "local"),
        table_name=os.environ.get("TABLE_NAME", "redress"),
        bucket_name=os.environ.get("BUCKET_NAME", ""),
        user_pool_client_id=os.environ.get("USER_POOL_CLIENT_ID", ""),
        token_issuer=issuer,
        jwks_url=os.environ.get("JWKS_URL") or f"{issuer}/.well-known/jwks.json",
        upload_url=os.environ.get("UPLOAD_URL", ""),
        state_machine_arn=os.environ.get("STATE_MACHINE_ARN", ""),
        local_mode=os.environ.get("LOCAL_MODE") == "1",
        public_url=os.environ.get("PUBLIC_URL", "").rstrip("/"),
        mail_from=os.environ.get("MAIL_FROM") or "Redress <disputes@localhost>",
        mail_configuration_set=os.environ.get("MAIL_CONFIGURATION_SET", ""),
        link_key_secret=os.environ.get("LINK_KEY_SECRET", ""),
        heads_bucket=os.environ.get("HEADS_BUCKET", ""),
        asks_second_factor=os.environ.get("SECOND_FACTOR") == "1",
        inbound_domain=os.environ.get("INBOUND_DOMAIN", "").lower(),
        metrics_namespace=os.environ.get("METRICS_NAMESPACE", ""),
        function_prefix=os.environ.get("FUNCTION_PREFIX", ""),
        set_aside_url=os.environ.get("SET_ASIDE_URL", ""),
    )
