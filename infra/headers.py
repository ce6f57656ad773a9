"""The strict headers of the page: CloudFront sends them on AWS and the front server on this machine."""

# A year, as browsers' preload lists ask for.
HSTS_SECONDS = 31_536_000

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def content_security_policy(uploads: str = "") -> str:
    """What the page may load and whom it may call; `uploads` is the origin that takes files, when it is another one."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self' {uploads}".rstrip(),
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def page_headers() -> dict[str, str]:
    """The headers of every file of the page, for a server that is not CloudFront."""
    return {
        "Content-Security-Policy": content_security_policy(),
        "Strict-Transport-Security": f"max-age={HSTS_SECONDS}; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS_POLICY,
        "Cache-Control": "no-cache",
    }
