"""The bucket in which the heads of chains are kept, and in which nothing is changed again."""

from infra.resources.data import encrypted_only, private_bucket
from infra.resources.intrinsics import ABSENT, Json, attribute, choose, kept, ref, resource, sub

DEFAULTS = {"HeadsLock": "governance", "HeadsDays": "3650"}
SETTINGS = {"HeadsLock": "HEADS_LOCK", "HeadsDays": "HEADS_DAYS"}
"""Parameter → variable of the environment that sets it."""
LOCKS = ("off", "governance", "compliance")

PARAMETERS = {
    "HeadsLock": {
        "Type": "String",
        "Default": DEFAULTS["HeadsLock"],
        "AllowedValues": list(LOCKS),
        "Description": (
            "Object Lock of what is kept of the chains: compliance lets nobody remove any of it"
            " before its time, governance only who may pass it by"
        ),
    },
    "HeadsDays": {
        "Type": "Number",
        "Default": int(DEFAULTS["HeadsDays"]),
        "MinValue": 1,
        "MaxValue": 36500,
        "Description": "For how many days it is locked",
    },
}
CONDITIONS = {
    "HasHeadsLock": {"Fn::Not": [{"Fn::Equals": [ref("HeadsLock"), "off"]}]},
    "HasStrictHeadsLock": {"Fn::Equals": [ref("HeadsLock"), "compliance"]},
}


def resources() -> dict[str, Json]:
    """The bucket, which outlives its stack, and its policy, which holds for everybody."""
    return {
        "Heads": kept("S3::Bucket", _bucket()),
        "HeadsPolicy": resource(
            "S3::BucketPolicy",
            {
                "Bucket": ref("Heads"),
                "PolicyDocument": encrypted_only("Heads", _written_once(), _never_changed()),
            },
        ),
    }


def _bucket() -> Json:
    retention = {
        "DefaultRetention": {
            "Mode": choose("HasStrictHeadsLock", "COMPLIANCE", "GOVERNANCE"),
            "Days": ref("HeadsDays"),
        }
    }
    return {
        **private_bucket(),
        # Object Lock is for versions; that there is one of each name, the policy sees to.
        "VersioningConfiguration": {"Status": "Enabled"},
        "ObjectLockEnabled": True,
        "ObjectLockConfiguration": {
            "ObjectLockEnabled": "Enabled",
            "Rule": choose("HasHeadsLock", retention, ABSENT),
        },
    }


def _written_once() -> Json:
    """Refuses whoever does not ask that the name be new."""
    return {
        "Sid": "WrittenOnce",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": sub("${Heads.Arn}/*"),
        "Condition": {"Null": {"s3:if-none-match": "true"}},
    }


def _never_changed() -> Json:
    """Who wants to remove any of it takes this away first, which CloudTrail shows."""
    return {
        "Sid": "NeverChanged",
        "Effect": "Deny",
        "Principal": "*",
        "Action": [
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
            "s3:PutObjectRetention",
            "s3:PutObjectLegalHold",
            "s3:BypassGovernanceRetention",
            "s3:PutLifecycleConfiguration",
        ],
        "Resource": [attribute("Heads", "Arn"), sub("${Heads.Arn}/*")],
    }
