"""What is adopted is brought to what the template says: what a restored table lacks (stream, time
to live, point-in-time recovery), a bucket's rules, the settings of a pool. Done twice it is the
same.
"""

import time
from collections.abc import Iterator, Mapping
from typing import Any

from infra.account import Account

Json = dict[str, Any]
POLL_SECONDS = 2
MFA = "MfaConfiguration"
"""Which is set apart: with the rest of a pool it would ask for text messages."""
PATIENCE_SECONDS = 6 * 3600
"""How long an index of a large table may take."""


def care_for_table(account: Account, table: str, wanted: Json) -> None:
    """Stream, indexes, protection, bounds, recovery and time to live, one change after another."""
    dynamodb = account.client("dynamodb")
    found = active(account, table)
    if not found.get("StreamSpecification", {}).get("StreamEnabled"):
        stream = {**wanted["StreamSpecification"], "StreamEnabled": True}
        dynamodb.update_table(TableName=table, StreamSpecification=stream)
        found = active(account, table)
    there = {one["IndexName"] for one in found.get("GlobalSecondaryIndexes", ())}
    for index in wanted["GlobalSecondaryIndexes"]:
        if index["IndexName"] not in there:
            dynamodb.update_table(
                TableName=table,
                AttributeDefinitions=defined_with(found, index, wanted),
                GlobalSecondaryIndexUpdates=[{"Create": _with_numbers(index)}],
            )
            found = active(account, table)
    protected = wanted["DeletionProtectionEnabled"]
    if found.get("DeletionProtectionEnabled", False) != protected:
        dynamodb.update_table(TableName=table, DeletionProtectionEnabled=protected)
        active(account, table)
    for bound in bounds_to_set(active(account, table), wanted):
        dynamodb.update_table(TableName=table, **bound)
        active(account, table)
    dynamodb.update_continuous_backups(
        TableName=table,
        PointInTimeRecoverySpecification=wanted["PointInTimeRecoverySpecification"],
    )
    lives = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    if lives["TimeToLiveStatus"] not in ("ENABLED", "ENABLING"):
        dynamodb.update_time_to_live(
            TableName=table, TimeToLiveSpecification=wanted["TimeToLiveSpecification"]
        )


def active(account: Account, table: str) -> Json:
    """The table once it takes the next change."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = account.client("dynamodb").describe_table(TableName=table)["Table"]
        indexes = found.get("GlobalSecondaryIndexes", ())
        if found["TableStatus"] == "ACTIVE" and all(
            one.get("IndexStatus", "ACTIVE") == "ACTIVE" for one in indexes
        ):
            return dict(found)
        time.sleep(POLL_SECONDS)
    raise SystemExit(f"The table {table} is still being changed; deploy again when that ends.")


def care_for_bucket(account: Account, bucket: str, wanted: Json) -> None:
    """Who may see it, its encryption, versions and rules, and from where a page may ask."""
    s3 = account.client("s3")
    s3.put_public_access_block(
        Bucket=bucket,
        PublicAccessBlockConfiguration=wanted["PublicAccessBlockConfiguration"],
    )
    s3.put_bucket_ownership_controls(Bucket=bucket, OwnershipControls=wanted["OwnershipControls"])
    s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration=_encryption(wanted))
    s3.put_bucket_versioning(
        Bucket=bucket, VersioningConfiguration=wanted["VersioningConfiguration"]
    )
    rules = [_lifecycle(one) for one in wanted["LifecycleConfiguration"]["Rules"]]
    s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": rules})
    if "CorsConfiguration" in wanted:
        asked = [_cors(one) for one in wanted["CorsConfiguration"]["CorsRules"]]
        s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": asked})


def care_for_pool(account: Account, pool: str, wanted: Json, tags: Mapping[str, str]) -> None:
    """All that can be changed of a pool, once something is otherwise: what is left out would
    fall back to its default, its tags to none, and its second factor for a moment, which is set
    apart.
    """
    cognito = account.client("cognito-idp")
    found = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    told = {
        name: value
        for name, value in wanted.items()
        if name in taken_by(cognito, "UpdateUserPool") and name != MFA
    }
    told["UserPoolTags"] = _own_tags(found) | dict(tags)
    is_same = _holds(found, told)
    if not is_same:
        cognito.update_user_pool(UserPoolId=pool, **told)
    if MFA in wanted and not (is_same and found.get(MFA) == wanted[MFA]):
        cognito.set_user_pool_mfa_config(
            UserPoolId=pool,
            SoftwareTokenMfaConfiguration={
                "Enabled": "SOFTWARE_TOKEN_MFA" in wanted.get("EnabledMfas", ())
            },
            MfaConfiguration=wanted[MFA],
        )


def _own_tags(pool: Json) -> dict[str, str]:
    """Without those of AWS, which nobody else may say."""
    tags = pool.get("UserPoolTags", {})
    return {key: value for key, value in tags.items() if not key.startswith("aws:")}


def defined_with(found: Json, index: Json, wanted: Json) -> list[Json]:
    """The attributes that a table has keys of once it has an index more: DynamoDB refuses others,
    as those of a second index that comes after it.
    """
    used = {one["AttributeName"] for one in found["AttributeDefinitions"]}
    used |= {one["AttributeName"] for one in index["KeySchema"]}
    return [one for one in wanted["AttributeDefinitions"] if one["AttributeName"] in used]


def bounds_to_set(found: Json, wanted: Json) -> Iterator[Json]:
    """What a table is told, one call after another, that it and each index may take what is wanted
    and no more.
    """
    if _most(found) != _most(wanted):
        yield {"OnDemandThroughput": _most(wanted)}
    there = {one["IndexName"]: one for one in found.get("GlobalSecondaryIndexes", ())}
    for index in wanted["GlobalSecondaryIndexes"]:
        name, most = index["IndexName"], _most(index)
        if _most(there.get(name, index)) != most:
            told = {"IndexName": name, "OnDemandThroughput": most}
            yield {"GlobalSecondaryIndexUpdates": [{"Update": told}]}


def _most(place: Json) -> dict[str, int]:
    """What a table or an index may take, as numbers; -1 is DynamoDB's word for no bound."""
    told = place.get("OnDemandThroughput", {})
    return {
        name: int(told.get(name, -1)) for name in ("MaxReadRequestUnits", "MaxWriteRequestUnits")
    }


def _with_numbers(index: Json) -> Json:
    """An index as the API takes it: parameters are texts."""
    bound = {name: most for name, most in _most(index).items() if most > 0}
    return index | ({"OnDemandThroughput": bound} if bound else {})


def taken_by(client: Any, call: str) -> frozenset[str]:
    """What a call can be told."""
    return frozenset(client.meta.service_model.operation_model(call).input_shape.members)


def _holds(found: Any, told: Any) -> bool:
    """Whether all that is told is so already, whatever else is."""
    if isinstance(told, dict):
        return isinstance(found, dict) and all(
            _holds(found.get(name), value) for name, value in told.items()
        )
    return bool(found == told)


def _encryption(wanted: Json) -> Json:
    """As the API names it."""
    rules = wanted["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    return {
        "Rules": [
            {"ApplyServerSideEncryptionByDefault": one["ServerSideEncryptionByDefault"]}
            for one in rules
        ]
    }


def _lifecycle(rule: Json) -> Json:
    """A rule as the API names its parts."""
    expiration: Json = {}
    if "ExpirationInDays" in rule:
        expiration["Days"] = rule["ExpirationInDays"]
    if "ExpiredObjectDeleteMarker" in rule:
        expiration["ExpiredObjectDeleteMarker"] = rule["ExpiredObjectDeleteMarker"]
    same = ("Status", "NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload")
    return {
        "ID": rule["Id"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
        **({"Expiration": expiration} if expiration else {}),
        **{name: rule[name] for name in same if name in rule},
    }


def _cors(rule: Json) -> Json:
    """A rule as the API names its parts."""
    renamed = {"MaxAge": "MaxAgeSeconds", "ExposedHeaders": "ExposeHeaders", "Id": "ID"}
    return {renamed.get(name, name): value for name, value in rule.items()}
