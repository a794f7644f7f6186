"""An edition as one self-contained web page.

The page has no script and makes no request but for its pictures. White space is exact: inside
the elements that hold text (h1-h6, p, li, caption, th, td, figcaption of the article) every
character belongs to the document; between them it is layout of the source.
"""

import unicodedata
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from markupsafe import Markup

from pipeline.edition import Edition
from pipeline.errors import RenderError, unknown_language
from pipeline.imprint import contact_sentence
from pipeline.interface import MissingStringError, interface
from pipeline.languages import SOURCE_TAG, Language, UnknownLanguageError
from pipeline.messages import message
from pipeline.model import LINE_BREAK, Paragraph, Text, one_line
from pipeline.published_paths import language_page
from pipeline.reading import reading_sequence, with_note_numbers
from pipeline.render.html_blocks import TITLE_ID, content_of, has_more_than_text
from pipeline.style import Style
from pipeline.webpage import (
    NOTHING_SHARED,
    Look,
    SharedFiles,
    file_link,
    isolated,
    page_html,
    sentence,
    text_html,
    time_html,
)

DESCRIPTION_LENGTH = 160
"""Characters of the page's description; search services show about so many."""

_NOT_ALLOWED = frozenset({"Cc", "Cs", "Cn"})


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the page: its name relative to the page and its size in bytes."""

    format: Literal["pdf", "docx"]
    file: str
    size: int


def render_html(
    edition: Edition,
    style: Style,
    downloads: tuple[Download, ...],
    others: tuple[Language, ...],
    shared: SharedFiles = NOTHING_SHARED,
) -> bytes:
    """The edition as one HTML page in UTF-8.

    `others` are the languages in which the document is published too, in the order of the
    site; the page links to them and to the page of its language by relative addresses (see
    `Edition.path`). `shared` are the site's files that every page leads to.

    Raises RenderError if the text has a character that HTML cannot hold (a control, an
    unassigned code point), a link is no web, e-mail or telephone address, or the language
    lacks one of the page's own sentences.
    """
    _refuse_what_html_cannot_hold(edition)
    own, briefing = edition.language, edition.briefing
    try:
        content = content_of(edition, lambda text: _text(text, edition))
        return page_html(
            "pipeline.render",
            "document.html",
            language=own,
            look=Look(style.accent, style.notice_background),
            issuer=edition.issuer.name,
            contact=_text(contact_sentence(edition.contact, own), edition),
            title=one_line(briefing.title),
            description=_description(edition),
            links=shared.links(edition.path("html"), own, _alternates(edition, others)),
            sheets=("style.css", "blocks.css") if has_more_than_text(briefing) else ("style.css",),
            has_pictures=any(briefing.images()),
            edition=edition,
            all_documents=f"../../{language_page(own.tag)}",
            facts=_facts(edition),
            downloads=[file_link(item.format, item.file, item.size, own) for item in downloads],
            others=[(other, _address(edition, other)) for other in others],
            text=lambda text: _text(text, edition),
            content=content,
            title_id=TITLE_ID if TITLE_ID in content.names.values() else "",
        )
    except MissingStringError as error:
        reason = "The web page has no words in this language yet: {words}."
        raise RenderError(message(reason, words=str(error)), where=edition.stem) from None


def _refuse_what_html_cannot_hold(edition: Edition) -> None:
    for unit in reading_sequence(edition):
        for character in unit.characters:
            if character != LINE_BREAK and unicodedata.category(character) in _NOT_ALLOWED:
                reason = "The character {code} cannot stand on a web page; remove it."
                code = f"U+{ord(character):04X}"
                where = f"{edition.stem} {unit.where}"
                raise RenderError(message(reason, code=code), where=where)


def _text(text: Text, edition: Edition) -> Markup:
    try:
        return text_html(with_note_numbers(text, edition.briefing), edition.language)
    except UnknownLanguageError as error:
        raise unknown_language(error.tag, edition.stem) from None
    except ValueError as error:
        reason = "The link “{link}” is no web, e-mail or telephone address."
        raise RenderError(message(reason, link=str(error)), where=edition.stem) from None


def _description(edition: Edition) -> str:
    """The beginning of the first paragraph, cut at a word."""
    paragraphs = (one_line(b.text) for b in edition.briefing.blocks if isinstance(b, Paragraph))
    text = next(paragraphs, one_line(edition.briefing.title))
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    head, _, _ = text[:DESCRIPTION_LENGTH].rpartition(" ")
    return (head or text[:DESCRIPTION_LENGTH]) + "…"


def _facts(edition: Edition) -> list[Markup]:
    """What a reader needs to judge the page: dates, language, version."""
    info, own = edition.info, edition.language
    strings = interface(own.tag)
    facts = [sentence(strings, "Published {date}", date=time_html(info.published, own))]
    if info.updated:
        facts.append(sentence(strings, "Updated {date}", date=time_html(info.updated, own)))
    facts.append(Markup.escape(own.endonym))
    if info.version:
        facts.append(sentence(strings, "Version {version}", version=isolated(info.version, own)))
    return facts


def _alternates(edition: Edition, others: tuple[Language, ...]) -> tuple[tuple[str, str], ...]:
    """The page in each of its languages, itself first; the Swedish one is for all others."""
    if not others:
        return ()
    pages = tuple((own.html, _address(edition, own)) for own in (edition.language, *others))
    default = [address for tag, address in pages if tag == SOURCE_TAG]
    return (*pages, *(("x-default", address) for address in default))


def _address(edition: Edition, other: Language) -> str:
    return quote(f"../{other.tag}/{edition.info.name}.{other.tag}.html")
