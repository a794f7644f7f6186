"""A look at the site on this machine: loopback only, files below one folder only."""

import http.server
from functools import partial
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import PublishError
from pipeline.messages import message

LOOPBACK = "127.0.0.1"

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
}


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Files with their right types; nothing outside the folder, not even through a link."""

    extensions_map = MEDIA_TYPES

    def translate_path(self, path: str) -> str:
        """The file that is asked for, or a name that does not exist if it lies outside."""
        root = Path(self.directory).resolve()
        found = Path(super().translate_path(path)).resolve()
        return str(found if found.is_relative_to(root) else root / "\0")

    def send_head(self) -> BytesIO | BinaryIO | None:
        """As the base class, with 404 for a name that no file can have."""
        try:
            return super().send_head()
        except ValueError:
            self.send_error(http.HTTPStatus.NOT_FOUND)
            return None

    def end_headers(self) -> None:
        """As the base class, and no browser may guess another type (Fetch, 3.6)."""
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def list_directory(self, path: str | PathLike[str]) -> None:  # noqa: ARG002
        """No listing: the index page is the way in."""
        self.send_error(http.HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet: the terminal belongs to the person."""


def site_server(folder: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server for the folder; port 0 takes a free one.

    Raises PublishError if there is no site yet or the port is taken.
    """
    if not (folder / "index.html").is_file():
        raise PublishError(message("There is no site here yet; run make first."), where=str(folder))
    try:
        handler = partial(SiteHandler, directory=str(folder))
        return http.server.ThreadingHTTPServer((LOOPBACK, port), handler)
    except OSError:
        reason = "Port {port} is in use; choose another with --port, or make serve PORT=8001."
        raise PublishError(message(reason, port=port)) from None
