"""X-13: a form for a file is taken where the product signed it, and nowhere else."""

import boto3
import pytest
from botocore.config import Config

from infra.forms import is_signed

SECRET = "of this run"
BOUNDARY = "b0undary"
TYPE = f"multipart/form-data; boundary={BOUNDARY}"


def fields() -> dict[str, str]:
    """The fields that the product signs for a page."""
    client = boto3.client(
        "s3",
        region_name="us-east-1",
        aws_access_key_id="A",
        aws_secret_access_key=SECRET,
        config=Config(signature_version="s3v4"),
    )
    form: dict[str, dict[str, str]] = client.generate_presigned_post("bucket", "attachments/D/A")
    return form["fields"]


def body(parts: list[tuple[str, str]]) -> bytes:
    """A form as a browser sends it."""
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
    said = "".join(f'{head}"{name}"\r\n\r\n{value}\r\n' for name, value in parts)
    return (
        f'{said}{head}"file"; filename="a.txt"\r\nContent-Type:'
        f" text/plain\r\n\r\nhello\r\n--{BOUNDARY}--\r\n".encode()
    )


def test_a_form_that_the_product_signed_is_taken() -> None:
    assert is_signed(TYPE, body(list(fields().items())), SECRET)


@pytest.mark.parametrize("name", ["policy", "x-amz-signature", "x-amz-credential"])
def test_a_form_without_a_part_of_its_signature_is_not(name: str) -> None:
    assert not is_signed(
        TYPE, body([(one, value) for one, value in fields().items() if one != name]), SECRET
    )
    assert not is_signed(
        TYPE, body(list((fields() | {name: fields()[name] + "x"}).items())), SECRET
    )


def test_a_signature_with_another_key_is_none() -> None:
    assert not is_signed(TYPE, body(list(fields().items())), "test")


def test_what_is_said_twice_or_behind_the_file_counts_for_nothing() -> None:
    """Or the emulator could take the other one for true."""
    signed = list(fields().items())
    assert not is_signed(TYPE, body([*signed, ("policy", "another")]), SECRET)
    assert not is_signed(TYPE, body([*signed, ("Policy", "another")]), SECRET)
    assert not is_signed(TYPE, body([]) + body(signed), SECRET)


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary=other"]
)
def test_what_is_no_form_is_not_signed(content_type: str) -> None:
    assert not is_signed(content_type, body(list(fields().items())), SECRET)
