"""Fetching files with a limit on their size, and going on where a file broke off.

A partial file stays beside its target as `NAME.part`, with what is needed to go on with it in
`NAME.part.json`: by its validator the server tells whether it is still the same file (RFC 9110,
13.1.5, If-Range).
"""

import http.client
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ModelError, system_reason
from pipeline.messages import message
from pipeline.translate.models.https import (
    AnswerError,
    BrokenOffError,
    broken,
    chunks,
    length,
    opened,
)

MEGABYTE = 1_000_000
CONTENT_RANGE = re.compile(r"bytes (\d{1,15})-\d{1,15}/(\d{1,15})")
OK = 200
PARTIAL_CONTENT = 206
RANGE_NOT_SATISFIABLE = 416

Progress = Callable[[int, int | None], None]
"""Called with the bytes that are there and those that will be, None if that is not known."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most, how long a silence may be, and how often it is tried again."""

    most_bytes: int
    timeout_seconds: float = 30.0
    attempts: int = 3


class TooLargeError(ModelError):
    """The file has more bytes than it may."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A file of which a part is there: its address, its version on the server, its size."""

    url: str
    validator: str
    total: int


def fetch(url: str, limits: Limits) -> bytes:
    """The content of a small file. Raises ModelError."""
    data = b""
    try:
        with opened(url, {}, limits.timeout_seconds) as response:
            _require_whole(response, url)
            total = length(response)
            _require_size(total, url, limits)
            for chunk in chunks(response):
                data += chunk
                _require_size(len(data), url, limits)
    except BrokenOffError:
        raise broken(url) from None
    if total is not None and len(data) != total:
        raise broken(url)
    return data


def download(url: str, target: Path, limits: Limits, progress: Progress) -> None:
    """Fetch a file, going on from a partial one; `target` appears when it is complete.

    Raises ModelError; NoNetworkError if the server cannot be reached. The partial file stays
    for the next time, unless the file is too large.
    """
    part = target.with_name(target.name + ".part")
    notes = part.with_name(part.name + ".json")
    try:
        for _ in range(limits.attempts):
            if _attempt(url, part, notes, limits, progress):
                part.replace(target)
                notes.unlink(missing_ok=True)
                return
    except TooLargeError:
        part.unlink(missing_ok=True)
        notes.unlink(missing_ok=True)
        raise
    except OSError as error:
        reason = message("This file cannot be written: {reason}.", reason=system_reason(error))
        raise ModelError(reason, where=str(error.filename or target)) from None
    raise broken(url)


def _attempt(url: str, part: Path, notes: Path, limits: Limits, progress: Progress) -> bool:
    """Whether the partial file is complete now."""
    known = _read_notes(notes)
    start = part.stat().st_size if known and known.url == url and part.is_file() else 0
    headers: dict[str, str] = {}
    if known and 0 < start < known.total:
        headers = {"Range": f"bytes={start}-", "If-Range": known.validator}
    try:
        with opened(url, headers, limits.timeout_seconds) as response:
            if known and _goes_on(response, start, known, is_asked=bool(headers)):
                total: int | None = known.total
            else:
                _require_whole(response, url)
                start, total = 0, length(response)
                _write_notes(notes, _part_of(response, url, total))
            _require_size(total, url, limits)
            _append(response, part, start, total, limits, progress, url)
    except BrokenOffError:
        return False
    except AnswerError as error:
        if error.code != RANGE_NOT_SATISFIABLE or not headers:
            raise
        notes.unlink(missing_ok=True)  # begin anew
        return False
    return total is None or part.stat().st_size == total


def _append(
    response: http.client.HTTPResponse,
    part: Path,
    start: int,
    total: int | None,
    limits: Limits,
    progress: Progress,
    url: str,
) -> None:
    """Write the body behind the first `start` bytes of the partial file."""
    done = start
    with part.open("ab" if start else "wb") as file:
        progress(done, total)
        for chunk in chunks(response):
            done += len(chunk)
            _require_size(done, url, limits)
            file.write(chunk)
            progress(done, total)


def _goes_on(
    response: http.client.HTTPResponse, start: int, known: _Part, *, is_asked: bool
) -> bool:
    """Whether the body is the rest of the file that is known, from `start` on."""
    if not is_asked or response.status != PARTIAL_CONTENT:
        return False
    found = CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
    is_rest = found is not None and (int(found[1]), int(found[2])) == (start, known.total)
    return is_rest and _validator(response) in (known.validator, "")


def _require_whole(response: http.client.HTTPResponse, url: str) -> None:
    is_plain = response.headers.get("Content-Encoding", "identity") == "identity"
    if response.status != OK or not is_plain:
        reason = "The server gave something else than the file. Try again later."
        raise AnswerError(message(reason), url, response.status)


def _require_size(size: int | None, url: str, limits: Limits) -> None:
    if size is not None and size > limits.most_bytes:
        reason = "This file is larger than {number} MB, so it is not fetched."
        number = max(1, limits.most_bytes // MEGABYTE)
        raise TooLargeError(message(reason, number=number), where=url)


def _part_of(response: http.client.HTTPResponse, url: str, total: int | None) -> _Part | None:
    """What is needed to go on later; None if the server cannot tell the file from a newer one."""
    validator = _validator(response)
    return _Part(url, validator, total) if validator and total else None


def _validator(response: http.client.HTTPResponse) -> str:
    """A strong entity tag, or the time of the last change."""
    tag = response.headers.get("ETag", "")
    if tag.startswith('"'):
        return str(tag)
    return str(response.headers.get("Last-Modified", ""))


def _read_notes(path: Path) -> _Part | None:
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    match values:
        case {"url": str(url), "validator": str(validator), "total": int(total)}:
            return _Part(url, validator, total) if validator.isprintable() else None
        case _:
            return None


def _write_notes(path: Path, part: _Part | None) -> None:
    if part is None:
        path.unlink(missing_ok=True)
        return
    values = {"url": part.url, "validator": part.validator, "total": part.total}
    path.write_text(json.dumps(values), "utf-8")
