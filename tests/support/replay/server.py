"""A service that answers as the real one would, and fails as the real one does, on this machine.

    with Replay(Nomis(cells)) as replay:
        replay.faults += [Fault("429", "2"), Fault("reset")]

Each request takes the next fault of the schedule; `OK` is none. Nothing here waits for long.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Request:
    """What was asked: path below the server's root, query and headers by name, and the body."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class Reply:
    """What a service answers when nothing goes wrong."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Service = Callable[[Request], Reply]


class Fault(NamedTuple):
    """What goes wrong with one request; `argument` is what its kind needs, if anything."""

    kind: str
    argument: str = ""


OK = Fault("ok")
HELP = (
    b"<!DOCTYPE html>\n<html lang='en'><head><title>API - Help</title></head>\n"
    + b"<p>help</p>\n" * 200
    + b"</html>\n"
)
"""The help page that a dashboard once counted the lines of."""

STATUSES = frozenset({"408", "429", "500", "502", "503", "504", "400", "401", "403", "404", "410"})


class Replay:
    """The server; requests are kept in `asked`, faults still to come in `faults`."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.faults: list[Fault] = []
        self.asked: list[Request] = []
        self.always: Fault = OK
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.replay = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Its base address."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def next_fault(self, request: Request) -> Fault:
        """Note a request, and take what goes wrong with it."""
        with self._lock:
            self.asked.append(request)
            return self.faults.pop(0) if self.faults else self.always

    def forget(self) -> None:
        """As if just started: no request noted, nothing to go wrong."""
        with self._lock:
            self.asked, self.faults, self.always = [], [], OK


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    replay: Replay

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """A client that went away is no error of the server."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for an acknowledgement
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_HEAD(self) -> None:
        self._serve("HEAD")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing is written while tests run."""

    def _serve(self, method: str) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        request = Request(
            method,
            parts.path.lstrip("/"),
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            {k.lower(): v for k, v in self.headers.items()},
            self.rfile.read(length),
        )
        fault = self.server.replay.next_fault(request)
        with contextlib.suppress(OSError):
            self._answer(request, fault)

    def _answer(self, request: Request, fault: Fault) -> None:
        if fault.kind in STATUSES:
            after = {"Retry-After": fault.argument} if fault.argument else {}
            self._send(Reply(b"<html>busy</html>", int(fault.kind), after))
        elif fault.kind == "redirect":
            self._send(Reply(b"", 302, {"Location": fault.argument}))
        elif fault.kind == "down":
            self._break()
        elif fault.kind == "endless":
            self._endless(float(fault.argument or "0.02"))
        else:
            self._damaged(request, fault)

    def _damaged(self, request: Request, fault: Fault) -> None:
        reply = self.server.replay.service(request)
        body = reply.body
        if fault.kind == "empty":
            self._send(Reply(b""))
        elif fault.kind == "help":
            self._send(Reply(HELP, headers={"Content-Type": "text/html"}))
        elif fault.kind == "body":
            self._send(Reply(fault.argument.encode()))
        elif fault.kind == "reset":
            self._send(reply, sent=body[: len(body) // 2])
            self._break()
        elif fault.kind == "short":  # the length announced is more than comes
            self._send(reply, length=len(body) + 1000)
            self.close_connection = True
        elif fault.kind == "long":  # … or less: what is read is cut off
            self._send(reply, length=max(0, len(body) - 7))
            self.close_connection = True
        elif fault.kind == "drip":
            self._drip(body, float(fault.argument or "0.02"))
        elif fault.kind == "bomb":
            packed = gzip.compress(bytes(int(fault.argument)))
            self._send(Reply(packed, headers={"Content-Encoding": "gzip"}))
        else:
            self._send(_altered(self.server.replay.service, request, reply, fault))

    def _send(self, reply: Reply, *, sent: bytes | None = None, length: int | None = None) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body) if length is None else length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body if sent is None else sent)
        self.wfile.flush()

    def _drip(self, body: bytes, pause: float) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for at in range(len(body)):
            self.wfile.write(body[at : at + 1])
            self.wfile.flush()
            time.sleep(pause)

    def _endless(self, pause: float) -> None:
        """Headers that never end, a byte at a time."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        self.close_connection = True
        for _ in range(500):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(pause)

    def _break(self) -> None:
        """Close with a reset: what a dying proxy does."""
        self.wfile.flush()
        off = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, off)
        self.close_connection = True
        self.connection.close()


def _altered(service: Service, request: Request, reply: Reply, fault: Fault) -> Reply:
    """A whole answer that is not the one asked for; only data are altered, not definitions."""
    alter = getattr(service, f"alter_{fault.kind}", None)
    return alter(request, reply) if alter else reply
