"""The page's bucket and the distribution that serves it and the API as one origin."""

from infra.headers import API_POLICY, HSTS_SECONDS, PERMISSIONS_POLICY, content_security_policy
from infra.resources.data import encrypted_only, private_bucket
from infra.resources.intrinsics import (
    ABSENT,
    Json,
    attribute,
    choose,
    named_worldwide,
    ref,
    resource,
    sub,
)

# Presigned uploads name the bucket with its region or without, as the SDK sees fit.
UPLOADS = "https://${Uploads.RegionalDomainName} https://${Uploads.DomainName}"

# Managed policies have the same ids in every account.
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"


def resources() -> dict[str, Json]:
    """Everything between a browser and the gateway."""
    return {
        "Page": resource("S3::Bucket", private_bucket()),
        "PagePolicy": resource(
            "S3::BucketPolicy",
            {"Bucket": ref("Page"), "PolicyDocument": _only_the_distribution_reads()},
        ),
        "PageAccess": resource(
            "CloudFront::OriginAccessControl",
            {
                "OriginAccessControlConfig": {
                    "Name": named_worldwide("-page"),
                    "OriginAccessControlOriginType": "s3",
                    "SigningBehavior": "always",
                    "SigningProtocol": "sigv4",
                }
            },
        ),
        "PageHeaders": _headers_policy("page", content_security_policy(UPLOADS)),
        "ApiHeaders": _headers_policy("api", API_POLICY),
        "Distribution": resource(
            "CloudFront::Distribution",
            {"DistributionConfig": _distribution()},
        ),
    }


def _distribution() -> Json:
    return {
        "Enabled": True,
        "Comment": sub("${AWS::StackName}"),
        "HttpVersion": "http2and3",
        "WebACLId": choose(
            "HasFirewall",
            attribute("WebAcl", "Arn"),
            choose("HasWebAcl", ref("WebAclArn"), ABSENT),
        ),
        "IPV6Enabled": True,
        "DefaultRootObject": "index.html",
        "Aliases": choose("HasDomain", [ref("DomainName")], ABSENT),
        "ViewerCertificate": choose(
            "HasDomain",
            {
                "AcmCertificateArn": ref("CertificateArn"),
                "SslSupportMethod": "sni-only",
                "MinimumProtocolVersion": "TLSv1.2_2021",
            },
            # CloudFront's own name takes what CloudFront says; only an own domain can say more.
            {"CloudFrontDefaultCertificate": True},
        ),
        "Origins": [
            {
                "Id": "page",
                "DomainName": attribute("Page", "RegionalDomainName"),
                "OriginAccessControlId": attribute("PageAccess", "Id"),
                "S3OriginConfig": {"OriginAccessIdentity": ""},
            },
            {
                "Id": "api",
                "DomainName": sub("${RestAPI}.execute-api.${AWS::Region}.${AWS::URLSuffix}"),
                "CustomOriginConfig": {
                    "OriginProtocolPolicy": "https-only",
                    "OriginSSLProtocols": ["TLSv1.2"],
                },
            },
        ],
        "DefaultCacheBehavior": {
            "TargetOriginId": "page",
            "ViewerProtocolPolicy": "redirect-to-https",
            "AllowedMethods": ["GET", "HEAD"],
            "Compress": True,
            "CachePolicyId": CACHING_OPTIMIZED,
            "ResponseHeadersPolicyId": ref("PageHeaders"),
        },
        "CacheBehaviors": [
            {
                # Neither cached nor compressed: here that would turn the strong ETags, which edits
                # are checked by, into weak ones. The gateway compresses and leaves them.
                "PathPattern": "/api/*",
                "TargetOriginId": "api",
                "ViewerProtocolPolicy": "https-only",
                "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
                "Compress": False,
                "CachePolicyId": CACHING_DISABLED,
                "OriginRequestPolicyId": ALL_VIEWER_EXCEPT_HOST,
                "ResponseHeadersPolicyId": ref("ApiHeaders"),
            }
        ],
        # No CustomErrorResponses: they hold for all behaviours and would hide the API's problem
        # documents.
    }


def _headers_policy(name: str, policy: str) -> Json:
    return resource(
        "CloudFront::ResponseHeadersPolicy",
        {
            "ResponseHeadersPolicyConfig": {
                "Name": named_worldwide(f"-{name}"),
                "SecurityHeadersConfig": {
                    "ContentSecurityPolicy": {
                        "ContentSecurityPolicy": sub(policy) if "${" in policy else policy,
                        "Override": True,
                    },
                    "ContentTypeOptions": {"Override": True},
                    "FrameOptions": {"FrameOption": "DENY", "Override": True},
                    "ReferrerPolicy": {"ReferrerPolicy": "no-referrer", "Override": True},
                    "StrictTransportSecurity": {
                        "AccessControlMaxAgeSec": HSTS_SECONDS,
                        "IncludeSubdomains": True,
                        "Override": True,
                    },
                },
                "CustomHeadersConfig": {
                    "Items": [
                        {"Header": header, "Value": value, "Override": True}
                        for header, value in (
                            ("Cross-Origin-Opener-Policy", "same-origin"),
                            ("Cross-Origin-Resource-Policy", "same-origin"),
                            ("Permissions-Policy", PERMISSIONS_POLICY),
                        )
                    ]
                },
            }
        },
    )


def _only_the_distribution_reads() -> Json:
    policy = encrypted_only("Page")
    policy["Statement"].append(
        {
            "Sid": "Distribution",
            "Effect": "Allow",
            "Principal": {"Service": "cloudfront.amazonaws.com"},
            "Action": "s3:GetObject",
            "Resource": sub("${Page.Arn}/*"),
            "Condition": {
                "StringEquals": {
                    "AWS:SourceArn": sub(
                        "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}"
                    )
                }
            },
        }
    )
    return policy
