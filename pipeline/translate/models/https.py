"""Opening an address: https only, also after redirects, with time-outs and plain sentences.

Proxies of the environment are used, as `urllib.request` does, and its certificates
(`SSL_CERT_FILE`).
"""

import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO
from urllib.parse import urlsplit

from pipeline.errors import ModelError
from pipeline.messages import Message, message

CHUNK = 1 << 16
AGENT = "briefing-pipeline"
GONE = (404, 410)

NOT_HTTPS = message(
    "Only addresses that begin with https:// are used, since others can be changed on their way."
)


class NoNetworkError(ModelError):
    """The server cannot be reached; another file of it will not be either."""


class AnswerError(ModelError):
    """The server answered with an error; `code` is that of HTTP."""

    def __init__(self, text: Message, url: str, code: int) -> None:
        super().__init__(text, where=url)
        self.code = code


class BrokenOffError(Exception):
    """The connection ended before the file did."""


@contextmanager
def opened(
    url: str, headers: Mapping[str, str], timeout_seconds: float
) -> Iterator[http.client.HTTPResponse]:
    """The server's answer to a GET request, after at most ten redirects.

    `timeout_seconds` is the longest silence. Raises ModelError: NoNetworkError if the server
    cannot be reached, AnswerError if it has no such file.
    """
    require_https(url)
    plain = {"User-Agent": AGENT, "Accept-Encoding": "identity", **headers}
    request = urllib.request.Request(url, headers=plain)  # noqa: S310 - it is https
    try:
        response = _opener().open(request, timeout=timeout_seconds)
    except urllib.error.HTTPError as error:
        with error:
            raise AnswerError(_answer(error.code), url, error.code) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _unreachable(error, url) from None
    with response:
        yield response


def chunks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """The body in pieces. Raises BrokenOffError if it ends early or there is a silence."""
    try:
        while data := response.read(CHUNK):
            yield data
    except (OSError, http.client.HTTPException, ValueError):
        raise BrokenOffError from None


def length(response: http.client.HTTPResponse) -> int | None:
    """How many bytes the body has, if the server says so."""
    text = response.headers.get("Content-Length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None


def broken(url: str) -> ModelError:
    """The connection broke again and again."""
    reason = (
        "The connection broke off before the file was complete. Run the command again: it goes on "
        "from where it was."
    )
    return ModelError(message(reason), where=url)


def require_https(url: str) -> None:
    """Raises ModelError for any other address, and for one that is no address at all."""
    try:
        parts = urlsplit(url)
        is_address = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        is_address = False
        parts = urlsplit("")
    if not (url.isascii() and url.isprintable() and " " not in url):
        is_address = False
    if is_address and parts.scheme == "https":
        return
    raise ModelError(NOT_HTTPS, where="".join(c if c.isprintable() else "?" for c in url))


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows only to https."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        try:
            require_https(newurl)
        except ModelError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """Without the handlers for http, ftp, files and data that urllib puts in by itself."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        _SafeRedirects(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _answer(code: int) -> Message:
    if code in GONE:
        return message("The server does not have this file.")
    return message("The server did not give this file (HTTP {code}). Try again later.", code=code)


def _unreachable(error: Exception, url: str) -> ModelError:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        text = (
            "The certificate of this server is not valid, so nothing is fetched. In a network "
            "with its own certificates, SSL_CERT_FILE must name the file with them."
        )
        return ModelError(message(text), where=url)
    text = (
        "This server cannot be reached. Check the internet connection, or bring the packages in "
        "a folder: --from FOLDER."
    )
    return NoNetworkError(message(text), where=url)
