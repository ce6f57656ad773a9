"""The table and the bucket for uploads."""

from chalicelib.store.indexes import INDEXES
from chalicelib.store.keys import TIME_TO_LIVE
from infra.resources import bounds, mail
from infra.resources.intrinsics import ABSENT, Json, attribute, choose, kept, ref, resource, sub

ATTACHMENTS = "attachments/"
"""Where in the bucket what is attached to disputes lies."""
RESTORABLE_DAYS = 35
"""For how long a deleted attachment can be brought back: as long as the table can."""


def resources() -> dict[str, Json]:
    """Everything that holds data."""
    return {
        "Table": kept("DynamoDB::Table", bounds.bounded({**table_schema(), **_table_care()})),
        "Uploads": kept("S3::Bucket", _uploads()),
        "UploadsPolicy": resource(
            "S3::BucketPolicy",
            {
                "Bucket": ref("Uploads"),
                "PolicyDocument": encrypted_only("Uploads", mail.puts_mail()),
            },
        ),
    }


def table_schema() -> Json:
    """The table's keys and indexes as `CreateTable` and CloudFormation both take them."""
    attributes = {"pk", "sk"}.union(*((partition, sort) for partition, sort, _ in INDEXES.values()))
    return {
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": "S"} for name in sorted(attributes)
        ],
        "KeySchema": _key("pk", "sk"),
        "GlobalSecondaryIndexes": [
            {
                "IndexName": name,
                "KeySchema": _key(partition, sort),
                "Projection": {"ProjectionType": projection},
            }
            for name, (partition, sort, projection) in INDEXES.items()
        ],
    }


def encrypted_only(bucket: str, *besides: Json) -> Json:
    """A bucket policy that refuses plain HTTP and TLS before 1.2, with what it says besides."""
    everything = [attribute(bucket, "Arn"), sub(f"${{{bucket}.Arn}}/*")]
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "EncryptedTransportOnly",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "s3:*",
                "Resource": everything,
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
            {
                "Sid": "CurrentTransportOnly",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "s3:*",
                "Resource": everything,
                # What AWS itself does in the bucket tells no version, and is not meant.
                "Condition": {"NumericLessThan": {"s3:TlsVersion": "1.2"}},
            },
            *besides,
        ],
    }


def private_bucket() -> Json:
    """What every bucket of the product has in common."""
    return {
        "PublicAccessBlockConfiguration": dict.fromkeys(
            ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"),
            True,
        ),
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [
                {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
            ]
        },
    }


def _table_care() -> Json:
    return {
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
        "SSESpecification": {"SSEEnabled": True},
        "StreamSpecification": {"StreamViewType": "NEW_AND_OLD_IMAGES"},
        "TimeToLiveSpecification": {"AttributeName": TIME_TO_LIVE, "Enabled": True},
        "DeletionProtectionEnabled": choose("IsProduction", True, False),
    }


def _uploads() -> Json:
    page_may_ask = {
        "CorsRules": [
            {
                "AllowedOrigins": [ref("PublicUrl")],
                "AllowedMethods": ["POST", "GET"],
                "AllowedHeaders": ["content-type"],
                "MaxAge": 600,
            }
        ]
    }
    return {
        **private_bucket(),
        "CorsConfiguration": choose("HasPublicUrl", page_may_ask, ABSENT),
        # What is overwritten or deleted by mistake can be brought back (docs/restore.md).
        "VersioningConfiguration": {"Status": "Enabled"},
        "LifecycleConfiguration": {
            "Rules": [
                {
                    "Id": "ForgetOldAttachments",
                    "Status": "Enabled",
                    "Prefix": ATTACHMENTS,
                    "NoncurrentVersionExpiration": {"NoncurrentDays": RESTORABLE_DAYS},
                    "ExpiredObjectDeleteMarker": True,
                },
                # An import keeps its rows in the table; the file itself is only needed while it is
                # read.
                _forget("Imports", "imports/", days=30),
                # What is attached to a dispute is copied from here, and stays; the rest was never
                # completed.
                _forget("Unattached", "arriving/", days=1),
                # A statement that was made for one download.
                _forget("Exports", "exports/", days=1),
                # What came in by mail stands in the table, but for what was set aside, which
                # somebody may have to look at.
                _forget("MailIn", mail.MAIL_IN, days=30),
                _forget("MailAside", "mail-aside/", days=90),
                {
                    "Id": "ForgetParts",
                    "Status": "Enabled",
                    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                },
            ]
        },
    }


def _forget(what: str, prefix: str, days: int) -> Json:
    return {
        "Id": f"Forget{what}",
        "Status": "Enabled",
        "Prefix": prefix,
        "ExpirationInDays": days,
        # What is forgotten is gone, and no version of it stays.
        "NoncurrentVersionExpiration": {"NoncurrentDays": 1},
    }


def _key(partition: str, sort: str) -> list[Json]:
    return [
        {"AttributeName": partition, "KeyType": "HASH"},
        {"AttributeName": sort, "KeyType": "RANGE"},
    ]
