"""A download server with https on this machine, which can misbehave as real ones do."""

import re
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

Answer = Callable[["Handler"], None]


@dataclass
class Server:
    """What it serves by path, and what was asked.

    `answers` come before `files`: functions that write whatever they like. `cuts` are numbers
    of bytes after which the next answers break off.
    """

    port: int = 0
    plain_port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """Path and range of each request."""
    released: threading.Event = field(default_factory=threading.Event)
    """Set at the end of the test, for answers that wait."""

    def url(self, path: str) -> str:
        return f"https://localhost:{self.port}{path}"

    def plain_url(self, path: str) -> str:
        return f"http://localhost:{self.plain_port}{path}"

    @property
    def ranges(self) -> list[str | None]:
        return [found for _, found in self.asked]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: Server

    def do_GET(self) -> None:
        self.state.asked.append((self.path, self.headers.get("Range")))
        self.close_connection = True
        answer = self.state.answers.get(self.path)
        if answer is not None:
            answer(self)
        elif self.path in self.state.files:
            self._file(self.state.files[self.path])
        else:
            self.start(404, 0)

    def start(self, status: int, length: int | None, **headers: str) -> None:
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()

    def _file(self, data: bytes) -> None:
        tag = self.state.tags.get(self.path, '"1"')
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        headers = {"ETag": tag} if tag else {}
        start = int(found[1]) if found and self.headers.get("If-Range") == tag else 0
        if start >= len(data) > 0:
            self.start(416, 0, Content_Range=f"bytes */{len(data)}")
            return
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        self.start(206 if start else 200, len(data) - start, **headers)
        body = data[start:]
        self.wfile.write(body[: self.state.cuts.pop(0)] if self.state.cuts else body)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


class _Waiting(ThreadingHTTPServer):
    """Its end waits for its answers, so that no socket outlives a test."""

    daemon_threads = False


@contextmanager
def serving(state: Server, folder: Path) -> Iterator[None]:
    """Both servers, https and plain http; writes the authority's certificate as `ca.pem`."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    handler = type("OwnHandler", (Handler,), {"state": state})
    secure = _Waiting(("127.0.0.1", 0), handler)
    secure.socket = context.wrap_socket(
        secure.socket, server_side=True, do_handshake_on_connect=False
    )
    plain = _Waiting(("127.0.0.1", 0), handler)
    state.port, state.plain_port = secure.server_port, plain.server_port
    threads = [threading.Thread(target=s.serve_forever, args=(0.02,)) for s in (secure, plain)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        state.released.set()
        for server in (secure, plain):
            server.shutdown()
            server.server_close()
        for thread in threads:
            thread.join()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server whose certificate this process trusts, and no other."""
    state = Server()
    folder = tmp_path / "certificates"
    folder.mkdir()
    with serving(state, folder):
        monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
        monkeypatch.setenv("SSL_CERT_DIR", str(folder / "none"))
        for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.delenv(name, raising=False)
        yield state
