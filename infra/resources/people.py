"""The user pool; roles and limits of people are in the table, not here."""

from chalicelib.store.sessions import MIN_PASSWORD
from infra.resources.intrinsics import ABSENT, Json, choose, kept, ref, resource, sub

INVITATION = (
    "You are invited to Redress. Sign in at ${PublicUrl} with the address to which this mail came"
    " and this first password, which is good for three days: {####} There you choose a password of"
    " your own. (Your sign-in is known as {username}.)"
)
"""It tells the sign-in's name, as Cognito asks; where a pool was restored that is no address."""
RESET = (
    "Somebody asked for another password for this address at Redress, ${PublicUrl}. The code is"
    " {####}. If it was not you, you need do nothing: without the code your password stays."
)
WRITABLE = ("locale",)
"""What people may write of themselves at the pool, by any program that has their token. The address
by which they sign in, and whether it is theirs, is not among it; without a list, all of it would
be. Nothing reads this one.
"""


def resources() -> dict[str, Json]:
    """The pool, and the one client."""
    return {
        "UserPool": _pool(),
        "UserPoolClient": _client(),
    }


def _pool() -> Json:
    """Who can sign in, and by what passwords and mails."""
    return kept(
        "Cognito::UserPool",
        {
            "UserPoolName": sub("${AWS::StackName}"),
            # What refresh tokens are rotated by; an adopted pool may be of the tier below.
            "UserPoolTier": "ESSENTIALS",
            "UsernameAttributes": ["email"],
            # One mailbox, one person, however the address is typed; it cannot be changed later.
            "UsernameConfiguration": {"CaseSensitive": False},
            "AutoVerifiedAttributes": ["email"],
            # Who needs a second factor says the API, by role; the pool asks who has one.
            "MfaConfiguration": "OPTIONAL",
            "EnabledMfas": ["SOFTWARE_TOKEN_MFA"],
            # By SES, where it may send for the address: Cognito's own sender stops at fifty
            # mails a day.
            "EmailConfiguration": choose(
                "HasSignInIdentity",
                {
                    "EmailSendingAccount": "DEVELOPER",
                    "From": ref("MailFrom"),
                    "SourceArn": sub(
                        "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}"
                        ":identity/${SignInIdentity}"
                    ),
                },
                ABSENT,
            ),
            "VerificationMessageTemplate": {
                "DefaultEmailOption": "CONFIRM_WITH_CODE",
                "EmailSubject": "Another password for Redress",
                "EmailMessage": sub(RESET),
            },
            "AdminCreateUserConfig": {
                "AllowAdminCreateUserOnly": True,
                "InviteMessageTemplate": {
                    "EmailSubject": "Your sign-in to Redress",
                    "EmailMessage": sub(INVITATION),
                },
            },
            "AccountRecoverySetting": {
                "RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]
            },
            "DeletionProtection": choose("IsProduction", "ACTIVE", "INACTIVE"),
            # Length, not a zoo of characters, is what makes a password hard to guess.
            "Policies": {
                "PasswordPolicy": {
                    "MinimumLength": MIN_PASSWORD,
                    "RequireLowercase": False,
                    "RequireNumbers": False,
                    "RequireSymbols": False,
                    "RequireUppercase": False,
                    "TemporaryPasswordValidityDays": 3,
                }
            },
        },
    )


def _client() -> Json:
    """The only client: the sign-in of the product itself."""
    return resource(
        "Cognito::UserPoolClient",
        {
            "UserPoolId": ref("UserPool"),
            "ClientName": "redress",
            "GenerateSecret": False,
            "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
            "WriteAttributes": [*WRITABLE],
            # Each use of a refresh token gives another; the one before is good for the tabs
            # that ask in the same minute.
            "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 60},
            "PreventUserExistenceErrors": "ENABLED",
            "EnableTokenRevocation": True,
            "AccessTokenValidity": 60,
            "IdTokenValidity": 60,
            "RefreshTokenValidity": 7,
            "TokenValidityUnits": {
                "AccessToken": "minutes",
                "IdToken": "minutes",
                "RefreshToken": "days",
            },
        },
    )
