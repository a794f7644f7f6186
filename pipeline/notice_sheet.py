"""The sheet for notice boards: an A4 page with a QR code and one line in every language.

It is a document like the others, so that it is tagged, and checked, like them.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pikepdf
from PIL import Image as Picture

from pipeline.edition import Contact, DocumentInfo, Edition, Issuer, State
from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG
from pipeline.model import Briefing, Figure, Image, ListBlock, ListItem, Paragraph, Span, text_of
from pipeline.render.edition_pdf import render_pdf
from pipeline.style import Style

QUIET_MODULES = 4
"""The empty border that a QR code needs, in modules (ISO/IEC 18004 6.3.8)."""
MOST_PIXELS = 320
"""The side of the picture: some 54 mm on paper, to be read from half a metre."""
BODY_SIZES_PT = (18, 16, 15, 14, 13, 12, 11)
"""The letters are as large as the lines of all languages leave room for on one page."""


def render_sheet(sheet: Edition, style: Style, epoch: datetime) -> bytes:
    """The PDF in the largest letters with which it is one page; in the smallest ones, else.

    Raises RenderError as the PDF engine does.
    """
    *larger, smallest = (_for_walls(style, size) for size in BODY_SIZES_PT)
    for choice in larger:
        data = render_pdf(sheet, choice, epoch=epoch)
        with pikepdf.open(BytesIO(data)) as pdf:
            if len(pdf.pages) == 1:
                return data
    return render_pdf(sheet, smallest, epoch=epoch)


def _for_walls(style: Style, body_pt: float) -> Style:
    return replace(
        style,
        margin_side_mm=22,
        margin_top_mm=30,
        margin_bottom_mm=22,
        title_pt=26,
        body_pt=body_pt,
        line_height=1.25,
        paragraph_gap_pt=2,
    )


def notice_sheet(
    issuer: Issuer, contact: Contact, site_url: str, tags: Sequence[str], day: date
) -> Edition:
    """The sheet as a Swedish edition; `tags` are the languages of the site in their order.

    Raises MissingStringError if a language lacks the name of its page.
    """
    swedish = interface(SOURCE_TAG)
    address = site_url.removeprefix("https://").rstrip("/")
    lines = tuple(
        ListItem(f"b3.{number}", text_of(Span(_line(tag), _other(tag), strong=True)))
        for number, tag in enumerate(tags, 1)
    )
    briefing = Briefing(
        language=SOURCE_TAG,
        title=text_of(swedish.resident("Information in several languages")),
        blocks=(
            Figure("b1", qr_picture(site_url), alternative=f"QR: {address}"),
            Paragraph("b2", text_of(Span(address, link=site_url, strong=True))),
            ListBlock("b3", lines),
        ),
    )
    info = DocumentInfo("anslag", day)
    return Edition(info, issuer, contact, State.ORIGINAL, briefing)


def _line(tag: str) -> str:
    return interface(tag).resident("Information in English")


def _other(tag: str) -> str | None:
    return None if tag == SOURCE_TAG else tag


def qr_picture(address: str) -> Image:
    """The QR code of an address (ISO/IEC 18004), with its quiet zone, as a grey PNG.

    Level M: it can be read with 15 % of it torn off or dirty.
    """
    from reportlab.graphics.barcode import qrencoder  # late: all other codes come with it

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(address)
    code.make()
    count = code.getModuleCount()
    side = count + 2 * QUIET_MODULES
    modules = Picture.new("L", (side, side), 255)
    for row in range(count):
        for column in range(count):
            if code.isDark(row, column):
                modules.putpixel((column + QUIET_MODULES, row + QUIET_MODULES), 0)
    whole = side * max(2, MOST_PIXELS // side)
    large = modules.resize((whole, whole), Picture.Resampling.NEAREST)
    file = BytesIO()
    large.save(file, "PNG", optimize=True)
    data = file.getvalue()
    digest = hashlib.sha256(data).hexdigest()
    return Image(digest, "image/png", whole, whole, data)
