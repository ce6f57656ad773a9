"""Whether a form for a file was signed by the product: what S3 checks on AWS, and the emulator does
not (X-13).
"""

import hashlib
import hmac
import re
from email.message import Message

FIELDS_WITHIN_BYTES = 64 * 1024
"""The fields come before the file, and are far shorter than that."""


def is_signed(content_type: str, beginning: bytes, secret: str) -> bool:
    """Whether the fields with which a form begins hold a policy and its signature (AWS Signature
    Version 4).

    What the policy allows (key, size, type, time) the emulator itself looks at.
    """
    fields = _fields(content_type, beginning)
    credential = fields.get("x-amz-credential", "").split("/")
    if len(credential) != 5 or not fields.get("policy"):
        return False
    key = f"AWS4{secret}".encode()
    for part in credential[1:]:
        key = hmac.digest(key, part.encode(), hashlib.sha256)
    signature = hmac.new(key, fields["policy"].encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature.encode(), fields.get("x-amz-signature", "").encode())


def _fields(content_type: str, beginning: bytes) -> dict[str, str]:
    """The fields before the file, by name; none where one comes twice, so that nobody else can take
    another one for true.
    """
    header = Message()
    header["Content-Type"] = content_type
    boundary = header.get_param("boundary")
    if header.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
        return {}
    fields: dict[str, str] = {}
    for part in beginning.split(b"--" + boundary.encode())[1:]:
        head, _, value = part.partition(b"\r\n\r\n")
        named = re.search(rb'\bname="([^"]*)"', head)
        if named is None:
            return {}
        name = named[1].decode(errors="replace").lower()
        if name == "file":
            return fields
        if name in fields:
            return {}
        fields[name] = value.removesuffix(b"\r\n").decode(errors="replace")
    return {}
