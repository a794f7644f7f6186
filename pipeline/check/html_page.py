"""What holds for every web page of the site, whatever it says.

Accessible structure (landmarks, skip link, headings, directions), nothing active, nothing
loaded but pictures, nothing hidden, our style sheet, and colours with contrast in light and
dark. That it has no element, attribute or word more than it must is the matter of
`html_difference`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.check.css import PageKind, check_css, is_our_style_sheet
from pipeline.check.html_parts import security_policy
from pipeline.check.html_reading import (
    Element,
    elements,
    inherited,
    language_of,
    parse_page,
    text_content,
)
from pipeline.check.html_tree import MarkupError, Node, read_tree
from pipeline.findings import Finding
from pipeline.messages import Message, message

_ONLY_TEXT = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "caption", "figcaption"}
_BLOCKS = {"p", "ul", "ol", "li"}
_TEXT_AND_BLOCKS = {"li", "th", "td"}
_INLINE_ELEMENTS = {"span", "a", "bdi", "strong", "em", "sup", "br"}
_PICTURE = re.compile(r"\.\./images/[0-9a-f]{16}\.(?:png|jpg)")
_ACTIVE = {
    "script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "base",
    "template", "noscript", "portal", "dialog",
}  # fmt: skip
_LOADING = {"img", "audio", "video", "source", "track", "picture", "svg", "image", "link"}
_TELLING = ("alternate", "canonical")
"""What a `link` is that no browser fetches anything for."""
_OTHER_SOURCES = ("srcset", "background", "ping")
_HIDING = ("hidden", "aria-hidden", "inert", "style")


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page with its bytes; `tree` is the same page by our narrow grammar."""

    data: bytes
    root: Element
    tree: Node

    def all(self, *tags: str) -> list[Element]:
        """The elements of these names, in order."""
        return [e for e in elements(self.root) if e.tag in tags]

    def metas(self, attribute: str, name: str) -> list[str]:
        """The content of the meta elements of a name."""
        found = (m for m in self.all("meta") if (m.get(attribute) or "").lower() == name)
        return [meta.get("content") or "" for meta in found]


Rule = Callable[[Page], Iterator[Message]]


def read_page(data: bytes) -> Page:
    """The page of these bytes. Raises MarkupError if they are not in our grammar."""
    tree = read_tree(data)
    root = parse_page(data)
    if root is None:
        raise MarkupError(message("This is no web page."))
    return Page(data, root, tree)


def check_page(page: Page, kind: PageKind, where: str) -> tuple[Finding, ...]:
    """The findings of `PAGE_RULES`, and those of the style sheets (see `css`)."""
    findings = [
        Finding(f"html.{name}", where, reason) for name, rule in PAGE_RULES for reason in rule(page)
    ]
    for style in page.all("style"):
        css = style.text or ""
        if not is_our_style_sheet(css, kind):
            reason = message("The style sheet is not ours.")
            findings.append(Finding("html.style", where, reason))
        findings += check_css(css, where)
    return tuple(findings)


def in_article(element: Element) -> bool:
    """Whether an element is inside an article."""
    return any(parent.tag == "article" for parent in element.iterancestors())


def _syntax(page: Page) -> Iterator[Message]:
    if b'<meta charset="utf-8">' not in page.data[:1024]:
        yield message("The page does not say at once that it is UTF-8.")
    names = [e.get("id") for e in elements(page.root) if e.get("id") is not None]
    for name in sorted({str(n) for n in names if names.count(n) > 1}):
        yield message("Two elements have the id “{name}”.", name=name)
    for element in page.all(*_ONLY_TEXT, *_TEXT_AND_BLOCKS):
        if not in_article(element):
            continue
        allowed = _INLINE_ELEMENTS | (_BLOCKS if element.tag in _TEXT_AND_BLOCKS else set())
        for inner in elements(element):
            if inner is not element and inner.tag not in allowed:
                reason = "In running text there is an element “{name}”."
                yield message(reason, name=str(inner.tag))


def _viewport(page: Page) -> Iterator[Message]:
    """A page that cannot be enlarged fails WCAG 2.1 1.4.4."""
    found = page.metas("name", "viewport")
    if found != ["width=device-width, initial-scale=1"]:
        yield message("The page does not fit a phone or cannot be enlarged.")


def _landmark(page: Page) -> Iterator[Message]:
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


def _accessible_name(element: Element, page: Page) -> str:
    by_id = {e.get("id"): e for e in elements(page.root)}
    label = by_id.get(element.get("aria-labelledby") or "")
    return (element.get("aria-label") or (text_content(label) if label is not None else "")).strip()


def _skip_link(page: Page) -> Iterator[Message]:
    """WCAG 2.1 2.4.1: the first thing that takes the focus leads to the content."""
    links = page.all("a")
    main = next(iter(page.all("main")), None)
    goal = f"#{main.get('id')}" if main is not None else ""
    if not links or links[0].get("href") != goal or not text_content(links[0]).strip():
        yield message("The first link does not lead to the content.")


def _heading(page: Page) -> Iterator[Message]:
    """One h1; no level is left out, save where the document itself does so."""
    headings = page.all("h1", "h2", "h3", "h4", "h5", "h6")
    levels = [int(str(h.tag)[1]) for h in headings]
    if levels.count(1) != 1 or levels[0] != 1:
        yield message("The page must begin with its only heading of level 1.")
    inside = [in_article(h) for h in headings]
    for index in range(1, len(levels)):
        if levels[index] > levels[index - 1] + 1 and not inside[index]:
            text = text_content(headings[index])
            yield message("The heading “{text}” leaves out a level.", text=text)


def _script(page: Page) -> Iterator[Message]:
    for element in elements(page.root):
        if element.tag in _ACTIVE:
            yield message("There is an element “{name}”.", name=str(element.tag))
        for name, value in element.attrib.items():
            address = str(value).strip().lower()
            if str(name).startswith("on") or address.startswith(("javascript:", "vbscript:")):
                yield message("There is a script in “{name}”.", name=str(name))


def _external(page: Page) -> Iterator[Message]:
    """Nothing is loaded but the document's pictures from their place beside it."""
    for element in elements(page.root):
        if _is_picture(element):
            continue
        loads = element.tag in _LOADING and not _loads_nothing(element)
        if loads or any(element.get(name) for name in ("src", *_OTHER_SOURCES)):
            yield message("The element “{name}” loads a file.", name=str(element.tag))
    if page.metas("http-equiv", "refresh"):
        yield message("The page sends its reader elsewhere.")


def _loads_nothing(element: Element) -> bool:
    """Whether an element only tells of an address, or has the empty icon."""
    is_empty_icon = element.get("rel") == "icon" and element.get("href") == "data:,"
    return is_empty_icon or (element.tag == "link" and element.get("rel") in _TELLING)


def _is_picture(element: Element) -> bool:
    """Whether an element is a picture of the document, in its text."""
    is_ours = element.tag == "img" and bool(_PICTURE.fullmatch(element.get("src") or ""))
    loads_more = any(element.get(name) is not None for name in _OTHER_SOURCES)
    return is_ours and in_article(element) and not loads_more


def _policy(page: Page) -> Iterator[Message]:
    """The Content-Security-Policy forbids all but the page's very style sheet."""
    styles = [e.text or "" for e in page.all("style")]
    policies = page.metas("http-equiv", "content-security-policy")
    has_pictures = bool(page.all("img"))
    if len(styles) != 1 or policies != [security_policy(styles[0], has_pictures=has_pictures)]:
        yield message("The security policy is missing, too wide or for another style sheet.")


def _hidden(page: Page) -> Iterator[Message]:
    for body in page.all("body"):
        for element in elements(body):
            for name in _HIDING:
                if element.get(name) is not None:
                    text = text_content(element).strip()[:40]
                    reason = "“{text}” has an attribute “{name}”, so some readers miss it."
                    yield message(reason, text=text, name=name)


def _direction(page: Page) -> Iterator[Message]:
    """Every part in a known language runs in that language's direction."""
    for element in elements(page.root):
        tag = element.get("lang")
        part = language_of(tag or "")
        if tag is not None and part is None:
            yield message("The language “{tag}” is not known.", tag=tag)
        if part and inherited(element, "dir") != part.direction:
            reason = "“{text}” is in {language} and must have the direction {direction}."
            yield message(
                reason,
                text=text_content(element).strip()[:40],
                language=part.endonym,
                direction=part.direction,
            )


PAGE_RULES: tuple[tuple[str, Rule], ...] = (
    ("syntax", _syntax),
    ("direction", _direction),
    ("viewport", _viewport),
    ("landmark", _landmark),
    ("skip_link", _skip_link),
    ("heading", _heading),
    ("script", _script),
    ("external", _external),
    ("policy", _policy),
    ("hidden", _hidden),
)
"""The rules of every page, in the order in which their findings are shown."""
