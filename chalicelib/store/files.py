"""The bucket of files: what people send for an import, and what they fetch about one."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import ClientError

from chalicelib.errors import UnreadableFile

PART_BYTES = 4 * 1024 * 1024
LINK_SECONDS = 3600

_ABSENT = ("NoSuchKey", "404", "AccessDenied", "403")
"""Without the right to list the bucket, S3 does not tell whether a file is absent."""


def upload_key(import_id: str) -> str:
    """Where the file of an import lies."""
    return f"imports/{import_id}/file.csv"


def errors_key(import_id: str) -> str:
    """Where the errors of an import lie, as a file."""
    return f"imports/{import_id}/errors.csv"


class Files:
    """The files of one deployment."""

    def __init__(self, client: Any, bucket: str, upload_url: str = "") -> None:
        self.client = client
        self.bucket = bucket
        self.upload_url = upload_url

    def upload(self, key: str, max_bytes: int) -> dict[str, Any]:
        """Where and with which form fields a browser sends exactly this one file, of at most so many bytes."""
        conditions = [["content-length-range", 1, max_bytes]]
        post = self.client.generate_presigned_post(self.bucket, key, Conditions=conditions, ExpiresIn=LINK_SECONDS)
        return {"url": self._public(post["url"]), "fields": post["fields"]}

    def download_url(self, key: str, file_name: str) -> str:
        """A link under which the file can be fetched for a while; `file_name` is of the product's own making."""
        wanted = {
            "Bucket": self.bucket,
            "Key": key,
            "ResponseContentType": "text/csv; charset=utf-8",
            "ResponseContentDisposition": f'attachment; filename="{file_name}"',
        }
        return self._public(self.client.generate_presigned_url("get_object", Params=wanted, ExpiresIn=LINK_SECONDS))

    def write(self, key: str, body: bytes) -> None:
        """Keeps a file."""
        self.client.put_object(Bucket=self.bucket, Key=key, Body=body, ContentType="text/csv; charset=utf-8")

    def read(self, key: str, tag: str | None = None) -> tuple[str, Iterator[bytes]]:
        """The tag that names the file's content, and its bytes, fetched part by part as they are used.

        Parts are asked for one by one, so that no connection is held open while rows are worked on.
        `UnreadableFile` where it is absent, empty, or no longer the content that `tag` names.
        """
        first = self._part(key, 0)
        if tag is not None and first["ETag"] != tag:
            raise UnreadableFile("Another file was sent in the meantime; look at the preview again.")
        return first["ETag"], self._parts(key, first)

    def _parts(self, key: str, first: Any) -> Iterator[bytes]:
        answer, start = first, 0
        total = int(re.sub(r".*/", "", first.get("ContentRange", f"/{first['ContentLength']}")))
        while True:
            body = answer["Body"].read()
            yield body
            start += len(body)
            if start >= total or not body:
                return
            answer = self._part(key, start)
            if answer["ETag"] != first["ETag"]:
                raise UnreadableFile("Another file was sent in the meantime; look at the preview again.")

    def _part(self, key: str, start: int) -> Any:
        try:
            return self.client.get_object(Bucket=self.bucket, Key=key, Range=f"bytes={start}-{start + PART_BYTES - 1}")
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in ("InvalidRange", "416"):
                raise UnreadableFile("The file is empty.") from None
            if code in _ABSENT:
                raise UnreadableFile("The file has not arrived; send it again.") from None
            raise

    def _public(self, url: str) -> str:
        """The link as browsers reach it: on a local stack the one origin passes files on."""
        if not self.upload_url:
            return url
        parts = urlsplit(url)
        return f"{self.upload_url}{parts.path}{f'?{parts.query}' if parts.query else ''}"
