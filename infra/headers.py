"""The strict headers of the page: CloudFront sends them on AWS and the front server on this
machine.
"""

# A year, as browsers' preload lists ask for.
HSTS_SECONDS = 31_536_000

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

# Answers of the API are data: nothing in them may run or be framed.
API_POLICY = "default-src 'none'; frame-ancestors 'none'"


def content_security_policy(uploads: str = "") -> str:
    """What the page may load and whom it may call; `uploads` are other origins that take files
    and give pictures to look at.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: {uploads}".rstrip(),
            "font-src 'self'",
            f"connect-src 'self' {uploads}".rstrip(),
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            # Its one address is that of the worker that reads PDFs (frontend/disputes/pdf-page.js).
            "trusted-types pdf-worker",
        )
    )


def page_headers() -> dict[str, str]:
    """The headers of every file of the page, for a server that is not CloudFront."""
    return {
        **_everywhere(),
        "Content-Security-Policy": content_security_policy(),
        "Permissions-Policy": PERMISSIONS_POLICY,
        "Cache-Control": "no-cache",
    }


def api_headers() -> dict[str, str]:
    """The headers that are added to every answer of the API."""
    return {**_everywhere(), "Content-Security-Policy": API_POLICY}


def _everywhere() -> dict[str, str]:
    return {
        "Strict-Transport-Security": f"max-age={HSTS_SECONDS}; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
