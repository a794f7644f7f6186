"""Rendering an edition to its files and reading each back before anyone may see it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from pipeline.check.docx import check_docx
from pipeline.check.html import check_html
from pipeline.check.pdf import check_pdf
from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.findings import Finding, Report
from pipeline.languages import Language
from pipeline.render.docx import render_docx
from pipeline.render.edition_pdf import render_pdf
from pipeline.render.html import Download, render_html
from pipeline.style import Style
from pipeline.webpage import NOTHING_SHARED, SharedFiles

Check = Callable[[bytes, Edition, str], tuple[Finding, ...]]
Renderer = Callable[[Edition, Style, datetime], bytes]

DOWNLOADS: Mapping[str, tuple[Renderer, Check]] = {
    "pdf": (lambda edition, style, epoch: render_pdf(edition, style, epoch=epoch), check_pdf),
    "docx": (lambda edition, style, epoch: render_docx(edition, style, epoch=epoch), check_docx),
}
"""The formats that need no other file, in the order of the site."""


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


def produce_download(edition: Edition, format_: str, style: Style, epoch: datetime) -> Produced:
    """One PDF or DOCX, read back and compared with the edition.

    Raises RenderError, naming the file, if a text cannot be drawn.
    """
    render, check = DOWNLOADS[format_]
    return verified(edition.path(format_), edition, lambda: render(edition, style, epoch), check)


def produce_page(
    edition: Edition,
    style: Style,
    sizes: Mapping[str, int],
    others: tuple[Language, ...],
    shared: SharedFiles = NOTHING_SHARED,
) -> Produced:
    """The web page; `sizes` are the bytes of the downloads that exist, by format."""
    downloads = tuple(
        Download(format_, f"{edition.stem}.{format_}", sizes[format_])
        for format_ in ("pdf", "docx")
        if format_ in sizes
    )
    return verified(
        edition.path("html"),
        edition,
        lambda: render_html(edition, style, downloads, others, shared),
        check_html,
    )


def verified(path: str, edition: Edition, render: Callable[[], bytes], check: Check) -> Produced:
    """A file, read back and compared with its edition. Raises RenderError, naming the file."""
    try:
        data = render()
    except RenderError as error:
        where = f"{path}, {error.where}" if error.where else path
        raise RenderError(error.text, where=where) from error
    report = Report(check(data, edition, path))
    return Produced(path, None if report.errors else data, report)
