"""Rendering an edition to a file and reading it back before anyone may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time

from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.findings import Finding, Report

Check = Callable[[bytes, Edition, str], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Produced:
    """A finished file, or None with the findings that stopped it."""

    path: str
    data: bytes | None
    report: Report


def epoch_of(edition: Edition, source_date_epoch: datetime | None) -> datetime:
    """The time that the file says it was made at, so that the same text gives the same bytes.

    Without SOURCE_DATE_EPOCH it is the start of the day that the edition is valid for, in UTC.
    """
    day = edition.superseded or edition.info.current
    return source_date_epoch or datetime.combine(day, time(), UTC)


def verified(path: str, edition: Edition, render: Callable[[], bytes], check: Check) -> Produced:
    """A file, read back and compared with its edition. Raises RenderError, naming the file."""
    try:
        data = render()
    except RenderError as error:
        where = f"{path}, {error.where}" if error.where else path
        raise RenderError(error.text, where=where) from error
    report = Report(check(data, edition, path))
    return Produced(path, None if report.errors else data, report)
