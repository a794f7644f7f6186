"""A finished web page, read back and compared with its edition.

The check knows nothing of the renderer: it parses the bytes and looks at what a browser and
a screen reader get. Rules: `html.text`, `.kind`, `.level`, `.label`, `.language`, `.within`,
`.strong`, `.emphasis`, `.note`, `.lost` and `.extra` (see `compare`), `.table` and `.figure`
(see `compare_tables`, `compare_figures`), those of `RULES` below, those of every page
(`html_page`), and `html.element`, `.attribute` and `.words` (`html_difference`): the page has
all that it must have and not the least thing more.
"""

from collections.abc import Callable, Iterator
from itertools import groupby
from urllib.parse import unquote

from pipeline.check.compare import compare
from pipeline.check.compare_figures import ImageForm, compare_figures, pixels
from pipeline.check.compare_tables import compare_tables
from pipeline.check.css import PageKind
from pipeline.check.html_article import read_article, read_tables
from pipeline.check.html_blocks import uses_blocks
from pipeline.check.html_difference import Difference, differences
from pipeline.check.html_document import description, expected_page, surroundings_of
from pipeline.check.html_page import Page, check_page, in_article, read_page
from pipeline.check.html_parts import FORMAT_NAMES, MEDIA_TYPES, SCHEMES, is_size_text
from pipeline.check.html_reading import (
    Element,
    elements,
    inherited,
    language_of,
    text_content,
    text_pieces,
)
from pipeline.check.html_tree import MarkupError
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.interface import MissingStringError, interface
from pipeline.isolation import isolated_ranges
from pipeline.messages import Message, message
from pipeline.model import Span, one_line
from pipeline.reading import reading_sequence

_DOWNLOADS = ("pdf", "docx")
_ARTICLE = "html body main article"

Rule = Callable[[Page, Edition], Iterator[Message]]


def check_html(data: bytes, edition: Edition, where: str) -> tuple[Finding, ...]:
    """Every way in which a page is not the edition, or not what the site promises.

    `where` is the file's path. Colours are computed from the page's own style sheet.
    """
    try:
        page = read_page(data)
    except MarkupError as error:
        return (Finding("html.syntax", where, error.text),)
    try:
        return tuple(_findings(page, edition, where))
    except MissingStringError as error:
        reason = "The web page has no words in this language yet: {words}."
        return (Finding("html.words", where, message(reason, words=str(error))),)


def _findings(page: Page, edition: Edition, where: str) -> Iterator[Finding]:
    kind: PageKind = "blocks" if uses_blocks(edition.briefing) else "document"
    yield from check_page(page, kind, where)
    for name, rule in RULES:
        for reason in rule(page, edition):
            yield Finding(f"html.{name}", where, reason)
    articles = page.all("article")
    if len(articles) == 1:
        in_text = tuple(_content(articles[0], edition, where))
    else:
        template = "The page has {count} articles; one is needed."
        text = message(template, count=len(articles))
        in_text = (Finding("html.landmark", where, text),)
    yield from in_text
    for difference in _differences(page, edition):
        # In the text itself the comparison with the document tells better what is wrong.
        is_told = difference.rule == "words" and difference.path.startswith(_ARTICLE)
        if not (in_text and is_told):
            yield difference.finding(where)


def _content(article: Element, edition: Edition, where: str) -> Iterator[Finding]:
    """What the article's texts, tables and pictures are not as in the document."""
    briefing = edition.briefing
    units, found = reading_sequence(edition), read_article(article)
    yield from compare(units, found, rule_prefix="html", where=where)
    yield from compare_tables(briefing, read_tables(article), rule_prefix="html", where=where)
    images = tuple(_images(article, edition))
    yield from compare_figures(briefing, images, rule_prefix="html", where=where)


def _images(article: Element, edition: Edition) -> Iterator[ImageForm]:
    """The pictures of an article. That each file is the one of its name is for `check_site`."""
    known = {f"../images/{image.file_name}": image.data for image in edition.briefing.images()}
    for element in elements(article):
        if element.tag == "img":
            data = known.get(element.get("src") or "")
            yield ImageForm(element.get("alt"), pixels(data) if data else None)


def _differences(page: Page, edition: Edition) -> Iterator[Difference]:
    style = next((element.text for element in page.tree.all("style")), "")
    around = surroundings_of(page.tree, edition)
    return differences(page.tree, expected_page(edition, around, style))


def _page_language(page: Page, edition: Edition) -> Iterator[Message]:
    own = edition.language
    found = (page.root.get("lang") or "", page.root.get("dir") or "")
    if found != (own.html, own.direction):
        reason = "The page's language and direction are “{found}”, not “{expected}”."
        expected = f"{own.html} {own.direction}"
        yield message(reason, found=" ".join(found), expected=expected)


def _isolation(page: Page, edition: Edition) -> Iterator[Message]:
    """In right-to-left text UAX #9 would turn the parts of a number round."""
    if not edition.language.is_rtl:
        return
    for body in page.all("body"):
        for _, group in groupby(text_pieces(body), key=_sentence_holder):
            pieces = tuple(group)
            text = "".join(piece for piece, _ in pieces)
            directions = [inherited(holder, "dir") for piece, holder in pieces for _ in piece]
            for start, end in isolated_ranges(text):
                if set(directions[start:end]) != {"ltr"}:
                    reason = "“{part}” must be kept from left to right."
                    yield message(reason, part=text[start:end])


def _sentence_holder(piece: tuple[str, Element]) -> Element | None:
    """The element whose text the piece is part of; a `bdi` only sets some of it off."""
    _, holder = piece
    return holder.getparent() if holder.tag == "bdi" else holder


def _title(page: Page, edition: Edition) -> Iterator[Message]:
    expected = f"{one_line(edition.briefing.title)} – {edition.issuer.name}"
    found = [text_content(e) for e in page.all("title")]
    if found != [expected]:
        reason = "The page's title is “{found}”, not “{expected}”."
        yield message(reason, found=" | ".join(found), expected=expected)
    described = page.metas("name", "description")
    if described != [description(edition)]:
        reason = "The page's description is not the beginning of its text: “{text}”."
        yield message(reason, text=" | ".join(described))


def _header(page: Page, edition: Edition) -> Iterator[Message]:
    """Issuer, dates, language and version: what a reader judges the page by."""
    info = edition.info
    wanted = [day.isoformat() for day in (info.published, info.updated) if day]
    inside = [e for header in page.all("header") for e in elements(header)]
    if [e.get("datetime") for e in inside if e.tag == "time"] != wanted:
        yield message("The dates of the page are not those of the document.")
    shown = " ".join(text_content(e) for e in inside if e.tag == "time")
    if any(str(day.year) not in shown for day in (info.published, info.updated) if day):
        yield message("The dates of the page are not those of the document.")
    texts = [text_content(e) for e in inside if e.tag in ("p", "li")]
    for text in (edition.issuer.name, edition.language.endonym):
        if text not in texts:
            yield message("The header does not say “{text}”.", text=text)
    if info.version and not any(info.version in text for text in texts):
        yield message("The header does not say “{text}”.", text=info.version)


def _contact(page: Page, edition: Edition) -> Iterator[Message]:
    contact = edition.contact
    links = [
        (e.get("href"), text_content(e))
        for footer in page.all("footer")
        for e in elements(footer)
        if e.tag == "a"
    ]
    for pair in (
        (contact.telephone_link, contact.telephone),
        (contact.email_link, contact.email),
    ):
        if pair not in links:
            yield message("The footer has no link “{text}”.", text=pair[1])


def _download(page: Page, edition: Edition) -> Iterator[Message]:
    """A link to a file tells format, language and size, and leads to this edition's file."""
    for link in page.all("a"):
        file = unquote(link.get("href") or "")
        suffix = file.rpartition(".")[2]
        if suffix not in _DOWNLOADS or ":" in file:
            continue
        size = text_content(link).rpartition("· ")[2]
        words = interface(edition.briefing.language)
        complete = (
            file == f"{edition.stem}.{suffix}"
            and link.get("type") == MEDIA_TYPES[suffix]
            and link.get("hreflang") == edition.language.html
            and text_content(link)
            == f"{words.resident(FORMAT_NAMES[suffix])} {edition.language.endonym} · {size}"
            and is_size_text(size, edition.language)
        )
        if not complete:
            reason = "The link to {file} does not tell format, language and size rightly."
            yield message(reason, file=file)


def _alternate(page: Page, edition: Edition) -> Iterator[Message]:
    """A link to another language is in that language (WCAG 2.1 3.1.2) and says so."""
    for link in page.all("a"):
        if link.get("rel") != "alternate":
            continue
        other = language_of(link.get("hreflang") or "")
        name = edition.info.name
        right = (
            other is not None
            and link.get("lang") == other.html
            and text_content(link) == other.endonym
            and unquote(link.get("href") or "") == f"../{other.tag}/{name}.{other.tag}.html"
        )
        if not right:
            reason = "The link “{text}” does not lead to that language."
            yield message(reason, text=text_content(link))


def _link(page: Page, edition: Edition) -> Iterator[Message]:
    """The links of the text are those of the document, in order; the others stay inside."""
    ids = {f"#{e.get('id')}" for e in elements(page.root) if e.get("id")}
    article = [(in_article(link), link.get("href") or "") for link in page.all("a")]
    texts = [unit.text for unit in reading_sequence(edition)]
    wanted = [goal for text in texts for goal, _ in groupby(text, _goal) if goal]
    if [address for inside, address in article if inside] != wanted:
        yield message("The links in the text are not those of the document.")
    for inside, address in article:
        if address.startswith("#") and address not in ids:
            yield message("The link {address} leads nowhere.", address=address)
        scheme, colon, _ = address.partition(":")
        allowed = SCHEMES if inside else ("mailto:", "tel:")
        if address.startswith("/") or (colon and f"{scheme}:" not in allowed):
            yield message("The link {address} leads out of the site.", address=address)


def _goal(span: Span) -> str | None:
    """Where a piece of text leads; neighbours that lead to one place are one link."""
    return f"#{span.note}" if span.note else span.link


RULES: tuple[tuple[str, Rule], ...] = (
    ("page_language", _page_language),
    ("isolation", _isolation),
    ("title", _title),
    ("header", _header),
    ("contact", _contact),
    ("download", _download),
    ("alternate", _alternate),
    ("link", _link),
)
"""The rules of an edition's page, in the order in which their findings are shown."""
