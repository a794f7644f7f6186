"""A finished web page, read back and compared with its edition.

The check knows nothing of the renderer: it parses the bytes and looks at what a browser and
a screen reader get. Rules: `html.text`, `.kind`, `.level`, `.label`, `.language`, `.lost` and
`.extra` (see `compare`), and those of the tuple `RULES` below.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.check.compare import compare
from pipeline.check.css import check_css
from pipeline.check.html_reading import (
    Element,
    elements,
    inherited,
    language_of,
    parse_page,
    read_article,
    text_content,
    text_pieces,
)
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.interface import interface
from pipeline.messages import Message, message
from pipeline.model import Paragraph, plain
from pipeline.reading import reading_sequence

_TEXT_ELEMENTS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li"}
_INLINE_ELEMENTS = {"span", "a", "bdi"}
_ACTIVE = {
    "script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "base",
    "template", "noscript", "portal", "dialog",
}  # fmt: skip
_LOADING = {"img", "audio", "video", "source", "track", "picture", "svg", "image", "link"}
_HIDING = ("hidden", "aria-hidden", "inert", "style")
_NUMBER = re.compile(r"\+?[0-9]+(?:[-\u2010\u2011./: \u00a0][0-9]+)+")
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_FORMAT_NAMES = {"pdf": "PDF document", "docx": "Word document"}


@dataclass(frozen=True, slots=True)
class _Page:
    """A parsed page and what it should be."""

    data: bytes
    root: Element
    edition: Edition

    def all(self, *tags: str) -> list[Element]:
        """The elements of these names, in order."""
        return [e for e in elements(self.root) if e.tag in tags]

    def metas(self, attribute: str, name: str) -> list[str]:
        """The content of the meta elements of a name."""
        found = (m for m in self.all("meta") if (m.get(attribute) or "").lower() == name)
        return [meta.get("content") or "" for meta in found]


Rule = Callable[[_Page], Iterator[Message]]


def check_html(data: bytes, edition: Edition, where: str) -> tuple[Finding, ...]:
    """Every way in which a page is not the edition, or not what the site promises.

    `where` is the file's path. Colours are computed from the page's own style sheet.
    """
    root = parse_page(data)
    if root is None:
        return (Finding("html.syntax", where, message("This is no web page.")),)
    page = _Page(data, root, edition)
    findings = [
        Finding(f"html.{name}", where, reason) for name, rule in RULES for reason in rule(page)
    ]
    articles = page.all("article")
    if len(articles) == 1:
        found = read_article(articles[0])
        findings += compare(reading_sequence(edition), found, rule_prefix="html", where=where)
    else:
        reason = "The page has {count} articles; one is needed."
        findings.append(Finding("html.landmark", where, message(reason, count=len(articles))))
    for style in page.all("style"):
        findings += check_css(style.text or "", where)
    return tuple(findings)


def _syntax(page: _Page) -> Iterator[Message]:
    if not page.data.startswith(b"<!DOCTYPE html>\n"):
        yield message("The page does not begin with the document type of HTML.")
    if b'<meta charset="utf-8">' not in page.data[:1024]:
        yield message("The page does not say at once that it is UTF-8.")
    try:
        page.data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield message("The page is not UTF-8: {reason}.", reason=str(error))
    names = [e.get("id") for e in elements(page.root) if e.get("id") is not None]
    for name in sorted({str(n) for n in names if names.count(n) > 1}):
        yield message("Two elements have the id “{name}”.", name=name)
    for element in page.all(*_TEXT_ELEMENTS):
        if not any(parent.tag == "article" for parent in element.iterancestors()):
            continue
        for inner in elements(element):
            if inner is not element and inner.tag not in _INLINE_ELEMENTS:
                reason = "In running text there is an element “{name}”."
                yield message(reason, name=str(inner.tag))


def _page_language(page: _Page) -> Iterator[Message]:
    own = page.edition.language
    if page.root.get("lang") != own.html:
        reason = "The page's language is “{found}”, not “{expected}”."
        yield message(reason, found=page.root.get("lang") or "", expected=own.html)
    for element in elements(page.root):
        tag = element.get("lang")
        if tag is not None and language_of(tag) is None:
            yield message("The language “{tag}” is not known.", tag=tag)


def _direction(page: _Page) -> Iterator[Message]:
    """The direction of the page and of every part in another language."""
    own = page.edition.language
    if page.root.get("dir") != own.direction:
        reason = "The page's direction is “{found}”, not “{expected}”."
        yield message(reason, found=page.root.get("dir") or "", expected=own.direction)
    for element in elements(page.root):
        part = language_of(element.get("lang") or "")
        if part and inherited(element, "dir") != part.direction:
            reason = "“{text}” is in {language} and must have the direction {direction}."
            yield message(
                reason,
                text=text_content(element).strip()[:40],
                language=part.endonym,
                direction=part.direction,
            )


def _isolation(page: _Page) -> Iterator[Message]:
    """In right-to-left text UAX #9 would turn the parts of a number round."""
    if not page.edition.language.is_rtl:
        return
    contact = page.edition.contact
    for body in page.all("body"):
        for text, holder in text_pieces(body):
            parts = [*_NUMBER.findall(text)]
            parts += [p for p in (contact.telephone, contact.email) if p in text]
            for part in dict.fromkeys(parts):
                if inherited(holder, "dir") != "ltr":
                    reason = "“{part}” must be kept from left to right."
                    yield message(reason, part=part)


def _title(page: _Page) -> Iterator[Message]:
    expected = f"{plain(page.edition.briefing.title)} – {page.edition.issuer.name}"
    found = [text_content(e) for e in page.all("title")]
    if found != [expected]:
        reason = "The page's title is “{found}”, not “{expected}”."
        yield message(reason, found=" | ".join(found), expected=expected)
    texts = (plain(b.text) for b in page.edition.briefing.blocks if isinstance(b, Paragraph))
    beginning = next(texts, plain(page.edition.briefing.title))
    described = page.metas("name", "description")
    if len(described) != 1 or not described[0]:
        yield message("The page has no description.")
    elif described[0] != beginning and not beginning.startswith(described[0].removesuffix("…")):
        reason = "The page's description is not the beginning of its text: “{text}”."
        yield message(reason, text=described[0])


def _viewport(page: _Page) -> Iterator[Message]:
    """A page that cannot be enlarged fails WCAG 2.1 1.4.4."""
    found = page.metas("name", "viewport")
    if found != ["width=device-width, initial-scale=1"]:
        yield message("The page does not fit a phone or cannot be enlarged.")


def _landmark(page: _Page) -> Iterator[Message]:
    for name in ("header", "main", "footer"):
        count = len(page.all(name))
        if count != 1:
            reason = "The page has {count} elements “{name}”; one is needed."
            yield message(reason, count=count, name=name)
    names = [_accessible_name(nav, page) for nav in page.all("nav", "footer")]
    if not all(names) or len(set(names)) != len(names):
        yield message("Each navigation and the footer need a name of its own.")
    for article in page.all("article"):
        if not any(parent.tag == "main" for parent in article.iterancestors()):
            yield message("The article is not in the main part of the page.")


def _accessible_name(element: Element, page: _Page) -> str:
    by_id = {e.get("id"): e for e in elements(page.root)}
    label = by_id.get(element.get("aria-labelledby") or "")
    return (element.get("aria-label") or (text_content(label) if label is not None else "")).strip()


def _skip_link(page: _Page) -> Iterator[Message]:
    """WCAG 2.1 2.4.1: the first thing that takes the focus leads to the content."""
    links = page.all("a")
    main = next(iter(page.all("main")), None)
    goal = f"#{main.get('id')}" if main is not None else ""
    if not links or links[0].get("href") != goal or not text_content(links[0]).strip():
        yield message("The first link does not lead to the content.")


def _heading(page: _Page) -> Iterator[Message]:
    """One h1; no level is left out, save where the document itself does so."""
    headings = page.all("h1", "h2", "h3", "h4", "h5", "h6")
    levels = [int(str(h.tag)[1]) for h in headings]
    if levels.count(1) != 1 or levels[0] != 1:
        yield message("The page must begin with its only heading of level 1.")
    inside = [any(p.tag == "article" for p in h.iterancestors()) for h in headings]
    for index in range(1, len(levels)):
        if levels[index] > levels[index - 1] + 1 and not inside[index]:
            text = text_content(headings[index])
            yield message("The heading “{text}” leaves out a level.", text=text)


def _script(page: _Page) -> Iterator[Message]:
    for element in elements(page.root):
        if element.tag in _ACTIVE:
            yield message("There is an element “{name}”.", name=str(element.tag))
        for name, value in element.attrib.items():
            address = str(value).strip().lower()
            if str(name).startswith("on") or address.startswith(("javascript:", "vbscript:")):
                yield message("There is a script in “{name}”.", name=str(name))


def _external(page: _Page) -> Iterator[Message]:
    """Nothing is loaded: no file, no picture, no refresh."""
    for element in elements(page.root):
        empty_icon = element.get("rel") == "icon" and element.get("href") == "data:,"
        loads = element.tag in _LOADING and not empty_icon
        if loads or any(element.get(name) for name in ("src", "srcset", "background", "ping")):
            yield message("The element “{name}” loads a file.", name=str(element.tag))
    if page.metas("http-equiv", "refresh"):
        yield message("The page sends its reader elsewhere.")


def _policy(page: _Page) -> Iterator[Message]:
    """The Content-Security-Policy forbids all but the page's very style sheet."""
    styles = [e.text or "" for e in page.all("style")]
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in styles]
    policy = " ".join(page.metas("http-equiv", "content-security-policy"))
    parts = [part.strip() for part in policy.split(";")]
    wanted = [f"style-src 'sha256-{digest}'" for digest in hashes]
    allowed = {"default-src 'none'", "img-src data:", "base-uri 'none'", "form-action 'none'"}
    if len(styles) != 1 or not {"default-src 'none'", *wanted} <= set(parts) <= allowed | {*wanted}:
        yield message("The security policy is missing, too wide or for another style sheet.")


def _hidden(page: _Page) -> Iterator[Message]:
    for body in page.all("body"):
        for element in elements(body):
            for name in _HIDING:
                if element.get(name) is not None:
                    text = text_content(element).strip()[:40]
                    reason = "“{text}” has an attribute “{name}”, so some readers miss it."
                    yield message(reason, text=text, name=name)


def _header(page: _Page) -> Iterator[Message]:
    """Issuer, dates, language and version: what a reader judges the page by."""
    edition, info = page.edition, page.edition.info
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


def _contact(page: _Page) -> Iterator[Message]:
    contact = page.edition.contact
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


def _download(page: _Page) -> Iterator[Message]:
    """A link to a file tells format, language and size, and leads to this edition's file."""
    for link in page.all("a"):
        file = link.get("href") or ""
        suffix = file.rpartition(".")[2]
        if suffix not in _MEDIA_TYPES or ":" in file:
            continue
        text = text_content(link)
        words = interface(page.edition.briefing.language)
        complete = (
            file == f"{page.edition.stem}.{suffix}"
            and link.get("type") == _MEDIA_TYPES[suffix]
            and link.get("hreflang") == page.edition.language.html
            and text.startswith(words.resident(_FORMAT_NAMES[suffix]))
            and page.edition.language.endonym in text
            and any(character.isdigit() for character in text)
        )
        if not complete:
            reason = "The link to {file} does not tell format, language and size rightly."
            yield message(reason, file=file)


def _alternate(page: _Page) -> Iterator[Message]:
    """A link to another language is in that language (WCAG 2.1 3.1.2) and says so."""
    for link in page.all("a"):
        if link.get("rel") != "alternate":
            continue
        other = language_of(link.get("hreflang") or "")
        name = page.edition.info.name
        right = (
            other is not None
            and link.get("lang") == other.html
            and text_content(link) == other.endonym
            and link.get("href") == f"../{other.tag}/{name}.{other.tag}.html"
        )
        if not right:
            reason = "The link “{text}” does not lead to that language."
            yield message(reason, text=text_content(link))


def _link(page: _Page) -> Iterator[Message]:
    """The links of the text are those of the document, in order; the others stay inside."""
    ids = {f"#{e.get('id')}" for e in elements(page.root) if e.get("id")}
    article = [(_in_article(link), link.get("href") or "") for link in page.all("a")]
    units = reading_sequence(page.edition)
    wanted = [span.link for unit in units for span in unit.text if span.link]
    if [address for inside, address in article if inside] != wanted:
        yield message("The links in the text are not those of the document.")
    for inside, address in article:
        if address.startswith("#") and address not in ids:
            yield message("The link {address} leads nowhere.", address=address)
        if not inside and (address.startswith("/") or re.match(r"(?!mailto:|tel:)\w+:", address)):
            yield message("The link {address} leads out of the site.", address=address)


def _in_article(element: Element) -> bool:
    return any(parent.tag == "article" for parent in element.iterancestors())


RULES: tuple[tuple[str, Rule], ...] = (
    ("syntax", _syntax),
    ("page_language", _page_language),
    ("direction", _direction),
    ("isolation", _isolation),
    ("title", _title),
    ("viewport", _viewport),
    ("landmark", _landmark),
    ("skip_link", _skip_link),
    ("heading", _heading),
    ("script", _script),
    ("external", _external),
    ("policy", _policy),
    ("hidden", _hidden),
    ("header", _header),
    ("contact", _contact),
    ("download", _download),
    ("alternate", _alternate),
    ("link", _link),
)
"""The rules of a page, in the order in which their findings are shown."""
