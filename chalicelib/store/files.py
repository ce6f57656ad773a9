"""The bucket of files: what people send for an import, and what they fetch about one."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from botocore.exceptions import ClientError

from chalicelib.domain.disputes.attachments import Content
from chalicelib.errors import FileRefused, NotYet, UnreadableFile
from chalicelib.store.refusals import told_as_overloaded

PART_BYTES = 4 * 1024 * 1024
LINK_SECONDS = 3600

_ABSENT = ("NoSuchKey", "404", "AccessDenied", "403")
"""Without the right to list the bucket, S3 does not tell whether a file is absent."""
_OVERTAKEN = "Another file was sent in the meantime; complete that one."
_EMPTY = ("InvalidRange", "416")


def upload_key(import_id: str) -> str:
    """Where the file of an import lies."""
    return f"imports/{import_id}/file.csv"


def notes_key(import_id: str, severity: str, ending: str) -> str:
    """Where the notes on the rows of an import lie, as a file."""
    return f"imports/{import_id}/{severity}.{ending}"


def export_key(export_id: str, ending: str) -> str:
    """Where a file lies that was made for one download; the bucket keeps nothing there for longer
    than a day.
    """
    return f"exports/{export_id}.{ending}"


def arrival_key(dispute_id: str, attachment_id: str) -> str:
    """Where a file arrives that is to be attached; the bucket keeps nothing there for longer than a
    day.
    """
    return f"arriving/{dispute_id}/{attachment_id}"


def attachment_key(dispute_id: str, attachment_id: str, tag: str) -> str:
    """Where an attached file lies for good: named by its content too, so that no other ever comes
    in its place.
    """
    return f"{attachments_folder(dispute_id, attachment_id)}{tag}"


def attachments_folder(dispute_id: str, attachment_id: str) -> str:
    """Where all lies that completions of one file copied: the one that is attached, and any of
    which nothing came.
    """
    return f"attachments/{dispute_id}/{attachment_id}/"


def mail_key(object_id: str) -> str:
    """Where the mail service puts a mail that comes in."""
    return f"mail-in/{object_id}"


def set_aside_key(why: str, object_id: str) -> str:
    """Where a mail is set aside that did nothing, by why that was."""
    return f"mail-aside/{re.sub('[^a-z]+', '-', why.lower())}/{object_id}"


class Files:
    """The files of one deployment."""

    def __init__(self, client: Any, bucket: str, upload_url: str = "") -> None:
        self.client = client
        self.bucket = bucket
        self.upload_url = upload_url

    def upload(
        self, key: str, max_bytes: int, *, least_bytes: int = 1, content_type: str | None = None
    ) -> dict[str, Any]:
        """Where and with which form fields a browser sends exactly this one file, of
        so many bytes.
        """
        fields = {"Content-Type": content_type} if content_type else {}
        conditions: list[Any] = [
            ["content-length-range", least_bytes, max_bytes],
            *([fields] if fields else []),
        ]
        post = self.client.generate_presigned_post(
            self.bucket, key, Fields=fields, Conditions=conditions, ExpiresIn=LINK_SECONDS
        )
        return {"url": self._public(post["url"]), "fields": post["fields"]}

    def download_url(
        self, key: str, file_name: str, content_type: str, *, seconds: int = LINK_SECONDS
    ) -> str:
        """A link under which the file can be fetched for a while: to be kept under this name, and
        not to be shown.
        """
        wanted = {
            "Bucket": self.bucket,
            "Key": key,
            "ResponseContentType": content_type,
            "ResponseContentDisposition": (
                f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"
            ),
            "ResponseCacheControl": "private, no-store",
        }
        return self._public(
            self.client.generate_presigned_url("get_object", Params=wanted, ExpiresIn=seconds)
        )

    def look(self, key: str, max_bytes: int) -> Content:
        """What arrived there, of which no more than the head is read; `NotYet` where
        nothing did.
        """
        try:
            with told_as_overloaded():
                part = self.client.get_object(
                    Bucket=self.bucket, Key=key, Range=f"bytes=0-{max_bytes - 1}"
                )
                return Content(part["ETag"].strip('"'), _size_of(part), part["Body"].read())
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _EMPTY:
                raise FileRefused("The file is empty.") from None
            if code in _ABSENT:
                raise NotYet("The file has not arrived; send it first.", rule="X-13") from None
            raise

    def keep(self, source: str, target: str, tag: str, content_type: str) -> None:
        """Copies a file within the bucket, provided that it is the one with this tag; done again it
        does the same.
        """
        named = {
            "Bucket": self.bucket,
            "Key": target,
            "CopySource": {"Bucket": self.bucket, "Key": source},
        }
        try:
            with told_as_overloaded():
                copy = self.client.copy_object(
                    **named,
                    CopySourceIfMatch=f'"{tag}"',
                    MetadataDirective="REPLACE",
                    ContentType=content_type,
                )
        except ClientError as error:
            if error.response["Error"]["Code"] in (*_ABSENT, "PreconditionFailed", "412"):
                raise FileRefused(_OVERTAKEN) from None
            raise
        # The emulators copy whatever is there.
        if copy["CopyObjectResult"]["ETag"].strip('"') != tag:
            raise FileRefused(_OVERTAKEN)

    def set_aside(self, source: str, target: str) -> None:
        """Copies a file to where it is kept longer; done again it does the same."""
        with told_as_overloaded():
            self.client.copy_object(
                Bucket=self.bucket, Key=target, CopySource={"Bucket": self.bucket, "Key": source}
            )

    def keys_in(self, folder: str) -> list[str]:
        """What lies in a folder."""
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=folder
        )
        return [one["Key"] for page in pages for one in page.get("Contents", ())]

    def remove(self, key: str) -> None:
        """Removes a file for good; one that is not there is no error."""
        self.client.delete_object(Bucket=self.bucket, Key=key)

    def write(self, key: str, body: bytes) -> None:
        """Keeps a file; as what it is fetched says its link."""
        with told_as_overloaded():
            self.client.put_object(Bucket=self.bucket, Key=key, Body=body)

    def read(self, key: str, tag: str | None = None) -> tuple[str, Iterator[bytes]]:
        """The tag that names the file's content, and its bytes, fetched part by part as they are
        used.

        Parts are asked for one by one, so that no connection is held open while rows are worked on.
        `UnreadableFile` where it is absent, empty, or no longer the content that `tag` names.
        """
        first = self._part(key, 0)
        if tag is not None and first["ETag"] != tag:
            raise UnreadableFile(
                "Another file was sent in the meantime; look at the preview again."
            )
        return first["ETag"], self._parts(key, first)

    def _parts(self, key: str, first: Any) -> Iterator[bytes]:
        answer, start = first, 0
        total = _size_of(first)
        while True:
            body = answer["Body"].read()
            yield body
            start += len(body)
            if start >= total or not body:
                return
            answer = self._part(key, start)
            if answer["ETag"] != first["ETag"]:
                raise UnreadableFile(
                    "Another file was sent in the meantime; look at the preview again."
                )

    def _part(self, key: str, start: int) -> Any:
        try:
            return self.client.get_object(
                Bucket=self.bucket, Key=key, Range=f"bytes={start}-{start + PART_BYTES - 1}"
            )
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _EMPTY:
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


def _size_of(part: Any) -> int:
    """The size of the whole file of which this is a part."""
    return int(re.sub(r".*/", "", part.get("ContentRange", f"/{part['ContentLength']}")))
