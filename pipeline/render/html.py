"""An edition as one self-contained web page.

The page has no script and makes no request. White space is exact: inside the elements that
hold text (h1-h6, p, li of the article) every character belongs to the document; between them
it is layout of the source.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal
from urllib.parse import quote

from markupsafe import Markup

from pipeline.dates import date_text
from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.imprint import contact_sentence
from pipeline.interface import Interface, MissingStringError, interface
from pipeline.languages import SOURCE_TAG, Language, language
from pipeline.messages import message
from pipeline.model import Paragraph, Text, plain
from pipeline.reading import reading_sequence, signatory_text
from pipeline.render.style import Style
from pipeline.webpage import (
    Look,
    file_size,
    isolated,
    security_policy,
    sentence,
    stylesheet,
    templates,
    text_html,
)

DESCRIPTION_LENGTH = 160
"""Characters of the page's description; search services show about so many."""

_NOT_ALLOWED = frozenset({"Cc", "Cs", "Cn"})
_NAMES = {"pdf": "PDF document", "docx": "Word document"}
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the page: its name relative to the page and its size in bytes."""

    format: Literal["pdf", "docx"]
    file: str
    size: int


def render_html(
    edition: Edition, style: Style, downloads: tuple[Download, ...], others: tuple[Language, ...]
) -> bytes:
    """The edition as one HTML page in UTF-8.

    `others` are the languages in which the document is published too, in the order of the
    site; the page links to them and to the index by relative addresses (see `Edition.path`).

    Raises RenderError if the text has a character that HTML cannot hold (a control, an
    unassigned code point), a link is no web, e-mail or telephone address, or the language
    lacks one of the page's own sentences.
    """
    _refuse_what_html_cannot_hold(edition)
    strings = interface(edition.briefing.language)
    css = stylesheet(Look(style.accent, style.notice_background), _document_css())
    try:
        page = (
            templates("pipeline.render")
            .get_template("document.html")
            .render(
                edition=edition,
                language=edition.language,
                swedish=language(SOURCE_TAG),
                t=strings.resident,
                css=css,
                policy=security_policy(css),
                title=plain(edition.briefing.title),
                description=_description(edition),
                facts=_facts(edition, strings),
                contact=_text(contact_sentence(edition.contact, edition.language), edition),
                downloads=[_download(item, edition.language, strings) for item in downloads],
                others=[(other, _address(edition, other)) for other in others],
                text=lambda text: _text(text, edition),
                signatory=lambda who: _text(signatory_text(who, edition.language), edition),
            )
        )
    except MissingStringError as error:
        reason = "The web page has no words in this language yet: {words}."
        raise RenderError(message(reason, words=str(error)), where=edition.stem) from None
    return page.encode("utf-8")


@cache
def _document_css() -> str:
    return files("pipeline.render").joinpath("templates/style.css").read_text("utf-8")


def _refuse_what_html_cannot_hold(edition: Edition) -> None:
    for unit in reading_sequence(edition):
        for character in unit.characters:
            if unicodedata.category(character) in _NOT_ALLOWED:
                reason = "The character {code} cannot stand on a web page; remove it."
                code = f"U+{ord(character):04X}"
                where = f"{edition.stem} {unit.where}"
                raise RenderError(message(reason, code=code), where=where)


def _text(text: Text, edition: Edition) -> Markup:
    try:
        return text_html(text, edition.language)
    except ValueError as error:
        reason = "The link “{link}” is no web, e-mail or telephone address."
        raise RenderError(message(reason, link=str(error)), where=edition.stem) from None


def _description(edition: Edition) -> str:
    """The beginning of the first paragraph, cut at a word."""
    paragraphs = (plain(b.text) for b in edition.briefing.blocks if isinstance(b, Paragraph))
    text = next(paragraphs, plain(edition.briefing.title))
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    head, _, _ = text[:DESCRIPTION_LENGTH].rpartition(" ")
    return (head or text[:DESCRIPTION_LENGTH]) + "…"


def _facts(edition: Edition, strings: Interface) -> list[Markup]:
    """What a reader needs to judge the page: dates, language, version."""
    info, own = edition.info, edition.language
    dates = [("Published {date}", info.published)]
    if info.updated:
        dates.append(("Updated {date}", info.updated))
    facts = [
        sentence(
            strings,
            template,
            date=Markup('<time datetime="{}">{}</time>').format(
                day.isoformat(), isolated(date_text(day, own), own)
            ),
        )
        for template, day in dates
    ]
    facts.append(Markup.escape(own.endonym))
    if info.version:
        facts.append(sentence(strings, "Version {version}", version=isolated(info.version, own)))
    return facts


def _download(item: Download, own: Language, strings: Interface) -> dict[str, str]:
    return {
        "href": quote(item.file),
        "type": _MEDIA_TYPES[item.format],
        "name": strings.resident(_NAMES[item.format]),
        "size": isolated(file_size(item.size, own), own),
    }


def _address(edition: Edition, other: Language) -> str:
    return quote(f"../{other.tag}/{edition.info.name}.{other.tag}.html")
