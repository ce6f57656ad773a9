"""What the page may load: its own files, and of what was sent up the pictures alone (X-13)."""

import json

import pytest

from infra.headers import API_POLICY, content_security_policy
from infra.resources.page import UPLOADS, resources

ORIGIN = "https://uploads.example"
SENT_UP = {"img-src", "connect-src"}
"""What files that were sent up are looked at and fetched by."""


def directives(policy: str) -> dict[str, set[str]]:
    """Directive → what it allows."""
    parts = (part.split() for part in policy.split("; "))
    return {name: set(allowed) for name, *allowed in parts}


def test_pictures_that_were_sent_up_are_looked_at_and_nothing_else_of_them_is_loaded() -> None:
    """X-13: from their origin a picture may come, and never a script, style, font or frame."""
    told = directives(content_security_policy(ORIGIN))
    assert told["img-src"] == {"'self'", "data:", ORIGIN}
    assert told["connect-src"] == {"'self'", ORIGIN}
    assert {name for name, allowed in told.items() if ORIGIN in allowed} == SENT_UP
    assert told["default-src"] == told["frame-ancestors"] == told["form-action"] == {"'none'"}


def test_without_another_origin_all_comes_from_the_page_s_own() -> None:
    """X-13: on one machine the files are sent to the same origin."""
    told = directives(content_security_policy())
    assert (told["img-src"], told["connect-src"]) == ({"'self'", "data:"}, {"'self'"})
    assert not [one for allowed in told.values() for one in allowed if one.startswith("http")]


@pytest.mark.parametrize("policy", [content_security_policy(), content_security_policy(ORIGIN)])
def test_nothing_is_loaded_that_a_browser_could_run_from_elsewhere(policy: str) -> None:
    """X-13: no inline script or style, no code out of text, no wildcard."""
    told = directives(policy)
    assert told["script-src"] == told["style-src"] == {"'self'"}
    assert not [one for one in ("unsafe", "*", "blob:", "http:") if one in policy]
    assert told["trusted-types"] == {"pdf-worker"}


def test_the_distribution_names_the_bucket_of_files_and_no_other() -> None:
    """X-13: with its region or without, as links have it; the API's answers load nothing."""
    told = resources()
    page, api = (json.dumps(told[name]) for name in ("PageHeaders", "ApiHeaders"))
    assert content_security_policy(UPLOADS) in page
    assert {one for one in UPLOADS.split() if "${Uploads." in one} == set(UPLOADS.split())
    assert directives(content_security_policy(UPLOADS))["img-src"] == {
        "'self'",
        "data:",
        *UPLOADS.split(),
    }
    assert API_POLICY in api
