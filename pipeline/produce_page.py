"""An edition as a web page, read back and compared: a step of its own, with its own version."""

from collections.abc import Mapping

from pipeline.check.html import check_html
from pipeline.edition import Edition
from pipeline.languages import Language
from pipeline.produce import Produced, verified
from pipeline.render.html import Download, render_html
from pipeline.style import Style
from pipeline.webpage import NOTHING_SHARED, SharedFiles


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
