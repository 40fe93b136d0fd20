"""A server of files: whole, in parts, and by whether they have changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from tests.support.replay.server import Reply, Request


@dataclass
class Files:
    """One file. spans: whether parts can be asked for; tagged: whether it has an ETag."""

    path: str
    data: bytes
    spans: bool = True
    tagged: bool = True

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path != self.path:
            return Reply(b"<html><title>Not found</title></html>", 404)
        headers = {"ETag": self.tag} if self.tagged else {}
        headers |= {"Accept-Ranges": "bytes"} if self.spans else {}
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", request.headers.get("range", ""))
        fresh = request.headers.get("if-range", self.tag) == self.tag
        if self.tagged and request.headers.get("if-none-match") == self.tag:
            return Reply(b"", 304, headers)
        if asked and self.spans and fresh:
            start, end = int(asked[1]), min(int(asked[2]) + 1, len(self.data))
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(self.data)}"
            return Reply(self.data[start:end], 206, headers)
        return Reply(self.data, 200, headers)

    @property
    def tag(self) -> str:
        """The file's ETag."""
        return f'"{sha256(self.data).hexdigest()[:16]}"'

    def alter_duplicate(self, request: Request, reply: Reply) -> Reply:
        """The first part, whichever was asked for."""
        return Reply(self.data[: len(reply.body)], reply.status, reply.headers)
