"""The user pool; roles and limits of people are in the table, not here."""

from infra.resources.intrinsics import Json, choose, kept, ref, resource, sub

INVITATION = (
    "You are invited to Redress. Sign in at ${PublicUrl} as {username} with this first password,"
    " which is good for three days: {####} There you choose a password of your own."
)


def resources() -> dict[str, Json]:
    """The pool and the one client, which is the product's own sign-in."""
    return {
        "UserPool": kept(
            "Cognito::UserPool",
            {
                "UserPoolName": sub("${AWS::StackName}"),
                "UsernameAttributes": ["email"],
                # One mailbox, one person, however the address is typed; it cannot be changed later.
                "UsernameConfiguration": {"CaseSensitive": False},
                "AutoVerifiedAttributes": ["email"],
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
                        "MinimumLength": 12,
                        "RequireLowercase": False,
                        "RequireNumbers": False,
                        "RequireSymbols": False,
                        "RequireUppercase": False,
                        "TemporaryPasswordValidityDays": 3,
                    }
                },
            },
        ),
        "UserPoolClient": resource(
            "Cognito::UserPoolClient",
            {
                "UserPoolId": ref("UserPool"),
                "ClientName": "redress",
                "GenerateSecret": False,
                "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
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
        ),
    }
