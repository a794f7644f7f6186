"""What the page of an edition must be, element by element."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from pipeline.check.html_blocks import (
    expected_blocks,
    expected_notes,
    surface_of,
    title_names_a_table,
)
from pipeline.check.html_links import alternates_of, links_of
from pipeline.check.html_parts import (
    MEDIA_TYPES,
    dated,
    file_item,
    frame,
    in_language,
    is_size_text,
    plain_text,
    running_text,
    sentence,
)
from pipeline.check.html_reading import language_of
from pipeline.check.html_tree import Node, node
from pipeline.edition import Edition
from pipeline.interface import interface
from pipeline.languages import Language
from pipeline.model import Paragraph, one_line
from pipeline.webpage import PageLinks

DESCRIPTION_LENGTH = 160
"""Characters; a longer beginning of the text is cut at a word."""

_DOWNLOADS = ("pdf", "docx")
_FOLDED_FROM = 7
"""So many other languages are in a list to unfold."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page leads to: the files beside it, as (format, size text), other languages, and
    what every page leads to.

    A page alone does not tell whether these are all and exist; `check_site` does.
    """

    downloads: tuple[tuple[str, str], ...]
    others: tuple[Language, ...]
    links: PageLinks


def surroundings_of(page: Node, edition: Edition) -> Surroundings:
    """What a page says that it leads to, so far as that can be."""
    own = edition.language
    downloads: dict[str, str] = {}
    others: list[Language] = []
    for link in page.all("a"):
        other = language_of(link.attributes.get("hreflang", ""))
        if link.attributes.get("rel") == "alternate":
            if other is not None and other != own and other not in others:
                others.append(other)
            continue
        for format_ in _DOWNLOADS:
            size = link.text.rpartition("· ")[2]
            is_it = link.attributes.get("type") == MEDIA_TYPES[format_]
            if is_it and is_size_text(size, own):
                downloads.setdefault(format_, size)
    found = tuple((f, downloads[f]) for f in _DOWNLOADS if f in downloads)
    alternates = alternates_of(edition.info.name, own, others)
    return Surroundings(found, tuple(others), links_of(page, own, edition.path("html"), alternates))


def expected_page(edition: Edition, around: Surroundings, style: str) -> Node:
    """The page of an edition in these surroundings, with this style sheet.

    Raises MissingStringError if the language lacks one of the page's sentences.
    """
    own = edition.language
    all_documents = interface(own.tag).resident("All documents")
    header = [_languages(edition, around.others)] if around.others else []
    main = [_article(edition)]
    if around.downloads:
        main.append(_downloads(edition, around.downloads))
    return frame(
        own,
        style,
        title=one_line(edition.briefing.title),
        issuer=edition.issuer.name,
        contact=edition.contact,
        description=description(edition),
        links=around.links,
        bar=[node("a", {"class": "all", "href": f"../../{own.tag}.html"}, all_documents)],
        header=[*header, node("ul", {"class": "facts", "role": "list"}, *_facts(edition))],
        main=main,
        has_pictures=any(edition.briefing.images()),
    )


def description(edition: Edition) -> str:
    """What the page says of itself to search services: how its text begins."""
    paragraphs = (block for block in edition.briefing.blocks if isinstance(block, Paragraph))
    first = next(paragraphs, None)
    text = one_line(first.text if first else edition.briefing.title)
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    beginning = text[:DESCRIPTION_LENGTH]
    return (beginning.rpartition(" ")[0] or beginning) + "…"


def _languages(edition: Edition, others: tuple[Language, ...]) -> Node:
    own, name = edition.language, edition.info.name
    items = [
        node(
            "li",
            None,
            node(
                "a",
                {
                    "href": quote(f"../{other.tag}/{name}.{other.tag}.html"),
                    "rel": "alternate",
                    "hreflang": other.html,
                    **in_language(other, own),
                },
                other.endonym,
            ),
        )
        for other in others
    ]
    label, languages = {"id": "other-languages"}, node("ul", {"role": "list"}, *items)
    words = interface(own.tag).resident("Other languages")
    inside: tuple[Node, ...]
    if len(others) >= _FOLDED_FROM:
        inside = (node("details", None, node("summary", label, words), languages),)
    else:
        inside = (node("p", label, words), languages)
    return node("nav", {"class": "languages", "aria-labelledby": "other-languages"}, *inside)


def _facts(edition: Edition) -> Iterator[Node]:
    info, own = edition.info, edition.language
    yield node("li", None, *dated("Published {date}", info.published, own))
    if info.updated:
        yield node("li", None, *dated("Updated {date}", info.updated, own))
    yield node("li", None, own.endonym)
    if info.version:
        version = plain_text(info.version, own)
        yield node("li", None, *sentence(own, "Version {version}", version=version))


def _article(edition: Edition) -> Node:
    own, briefing = edition.language, edition.briefing
    surface = surface_of(edition)
    title = {"id": "title"} if title_names_a_table(briefing) else {}
    notices = [node("p", None, *running_text(notice, own)) for notice in edition.notices]
    notice = [node("div", {"class": "notice", "role": "note"}, *notices)] if notices else []
    header, footer = (
        [node("p", {"class": name}, *surface.text(text))] if text else []
        for name, text in (
            ("page-header", briefing.page_header),
            ("page-footer", briefing.page_footer),
        )
    )
    return node(
        "article",
        None,
        *header,
        node("h1", title, *surface.text(briefing.title)),
        *notice,
        *expected_blocks(surface),
        *expected_notes(surface),
        *footer,
    )


def _downloads(edition: Edition, downloads: tuple[tuple[str, str], ...]) -> Node:
    own = edition.language
    items = [
        file_item(
            format_,
            f"{edition.stem}.{format_}",
            [f"{own.endonym} · ", *plain_text(size, own)],
            own,
        )
        for format_, size in downloads
    ]
    heading = node("h2", {"id": "downloads"}, interface(own.tag).resident("Download"))
    attributes = {"class": "downloads", "aria-labelledby": "downloads"}
    return node("nav", attributes, heading, node("ul", {"role": "list"}, *items))
