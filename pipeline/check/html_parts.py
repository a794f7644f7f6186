"""What every page of ours must consist of: the frame, running text, dates, links to files.

Written anew for the check, not taken from the renderer, so that a slip there is seen here.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cache
from itertools import groupby
from urllib.parse import quote

from pipeline.check.html_links import foot_links, head_links
from pipeline.check.html_tree import Child, Node, node
from pipeline.dates import date_text
from pipeline.edition import Contact
from pipeline.interface import interface
from pipeline.isolation import figures, isolated_ranges
from pipeline.languages import SOURCE_TAG, Language, described, language
from pipeline.model import Span, Text
from pipeline.webpage import PageLinks

MEDIA_TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
FORMAT_NAMES = {"html": "Web page", "pdf": "PDF document", "docx": "Word document"}
SCHEMES = ("https:", "http:", "mailto:", "tel:")

_KILOBYTE, _MEGABYTE = 1000, 1_000_000
_MOST_KILOBYTES = 999


def frame(
    own: Language,
    style: str,
    *,
    title: str,
    issuer: str,
    contact: Contact,
    description: str,
    links: PageLinks,
    bar: Sequence[Node] = (),
    header: Sequence[Node] = (),
    main: Sequence[Node] = (),
    footer: Sequence[Node] = (),
    has_pictures: bool = False,
) -> Node:
    """A whole page with this style sheet. Raises MissingStringError."""
    strings = interface(own.tag)
    skip = node("a", {"class": "skip", "href": "#content"}, strings.resident("Skip to the content"))
    name = node("p", {"class": "issuer", **_other_language(language(SOURCE_TAG), own)}, issuer)
    questions = node("h2", {"id": "questions"}, strings.resident("Questions?"))
    whom = node("p", None, *running_text(_contact(contact, own), own))
    body = node(
        "body",
        None,
        skip,
        node("header", None, node("div", {"class": "bar"}, name, *bar), *header),
        node("main", {"id": "content", "tabindex": "-1"}, *main),
        node(
            "footer",
            {"aria-labelledby": "questions"},
            node("div", None, questions, whom, *footer, *foot_links(links, own)),
        ),
    )
    leading = tuple(head_links(links, title, description, issuer))
    head = _head(style, f"{title} – {issuer}", description, leading, has_pictures=has_pictures)
    return node("html", {"lang": own.html, "dir": own.direction}, head, body)


def _head(
    style: str, title: str, description: str, links: Sequence[Node], *, has_pictures: bool
) -> Node:
    rules = security_policy(style, has_pictures=has_pictures)
    policy = {"http-equiv": "Content-Security-Policy", "content": rules}
    viewport = {"name": "viewport", "content": "width=device-width, initial-scale=1"}
    return node(
        "head",
        None,
        node("meta", {"charset": "utf-8"}),
        node("meta", policy),
        node("meta", viewport),
        node("title", None, title),
        node("meta", {"name": "description", "content": description}),
        node("meta", {"name": "color-scheme", "content": "light dark"}),
        node("link", {"rel": "icon", "href": "data:,"}),
        *links,
        node("style", None, style),
    )


def security_policy(style: str, *, has_pictures: bool = False) -> str:
    """The Content-Security-Policy that allows one style sheet, pictures of the site where there
    are some, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    sources = ("'self'", "data:") if has_pictures else ("data:",)
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src {' '.join(sources)}; "
        "base-uri 'none'; form-action 'none'"
    )


def in_language(part: Language, around: Language) -> dict[str, str]:
    """The attributes of a part that names its language, whatever is around it."""
    direction = {"dir": part.direction} if part.direction != around.direction else {}
    return {"lang": part.html, **direction}


def _other_language(part: Language, around: Language) -> dict[str, str]:
    return in_language(part, around) if part != around else {}


def running_text(text: Text, around: Language) -> list[Child]:
    """Text with its languages, its links, what is strong or emphasised, the references to its
    notes, and its numbers set off from right-to-left text.

    A reference to a note has the note's number as its text. Neighbours with one link are in one
    element.
    """
    children: list[Child] = []
    for link, group in groupby(text, key=lambda span: None if span.note else span.link):
        spans = list(group)
        children += [_link(link, spans, around)] if link else _pieces(spans, around)
    return children


def _link(goal: str, spans: Sequence[Span], around: Language) -> Node:
    """A link; what is in one language as a whole says so itself."""
    first, *others = (_own(span, around) for span in spans)
    own = around if any(other != first for other in others) else first
    return node("a", {"href": goal, **_other_language(own, around)}, *_pieces(spans, own))


def _pieces(spans: Sequence[Span], around: Language) -> list[Child]:
    """Spans, those of a phrase that runs the other way in one element."""
    children: list[Child] = []
    for own, group in groupby(spans, key=lambda span: _own(span, around)):
        phrase = list(group)
        if own.is_rtl != around.is_rtl and len(phrase) > 1:
            inside = [child for span in phrase for child in _piece(span, own)]
            children.append(node("span", _other_language(own, around), *inside))
        else:
            children += [child for span in phrase for child in _piece(span, around)]
    return children


def _piece(span: Span, around: Language) -> list[Child]:
    own = _own(span, around)
    inside = plain_text(span.text, own)
    if marks := _other_language(own, around):
        inside = [node("span", marks, *inside)]
    if span.note:
        reference = node("a", {"href": f"#{span.note}", "role": "doc-noteref"}, *inside)
        return [node("sup", {"dir": "ltr"} if around.is_rtl else None, reference)]
    if span.emphasis:
        inside = [node("em", None, *inside)]
    return [node("strong", None, *inside)] if span.strong else inside


def _own(span: Span, around: Language) -> Language:
    return described(span.language) if span.language else around


def plain_text(text: str, own: Language) -> list[Child]:
    """Text without properties; what reads from left to right is set off where needed."""
    if not own.is_rtl:
        return _lines(text)
    numbers = set(figures(text))
    children: list[Child] = []
    position = 0
    for start, end in isolated_ranges(text):
        kept_together = {"class": "number"} if (start, end) in numbers else {}
        set_off = node("bdi", {"dir": "ltr", **kept_together}, text[start:end])
        children += [*_lines(text[position:start]), set_off]
        position = end
    return [*children, *_lines(text[position:])]


def _lines(text: str) -> list[Child]:
    first, *others = text.split("\n")
    return [first, *(child for line in others for child in (node("br"), line))]


def sentence(own: Language, template: str, **parts: Sequence[Child]) -> list[Child]:
    """A sentence of the interface with something in its places. Raises MissingStringError."""
    children: list[Child] = []
    for words, place in interface(own.tag).resident_parts(template):
        children += [words, *(parts[place] if place else ())]
    return children


def dated(template: str, day: date, own: Language) -> list[Child]:
    """A sentence about a date. Raises MissingStringError."""
    time = node("time", {"datetime": day.isoformat()}, *plain_text(date_text(day, own), own))
    return sentence(own, template, date=[time])


def file_item(format_: str, path: str, size: Sequence[Child], own: Language) -> Node:
    """The item of a list that links to a file; `size` are the words about its size."""
    name = interface(own.tag).resident(FORMAT_NAMES[format_])
    attributes = {"href": quote(path), "type": MEDIA_TYPES[format_], "hreflang": own.html}
    words = (node("span", None, name), " ", node("small", None, *size))
    return node("li", None, node("a", attributes, *words))


def size_text(size: int, own: Language) -> str:
    """A size of so many bytes for readers: whole kB, from 1 MB on tenths of MB, rounded up."""
    if size <= _MOST_KILOBYTES * _KILOBYTE:
        kilobytes = int((Decimal(size) / _KILOBYTE).to_integral_value(ROUND_CEILING))
        return _in_unit(kilobytes, "digital-kilobyte", own.cldr)
    megabytes = (Decimal(size) / _MEGABYTE).quantize(Decimal("0.1"), ROUND_CEILING)
    whole = int(megabytes)  # “1 MB”, not “1.0 MB”, also for the plural rules
    shown = whole if whole == megabytes else megabytes
    return _in_unit(shown, "digital-megabyte", own.cldr)


@cache
def _in_unit(number: int | Decimal, unit: str, locale: str) -> str:
    from babel.units import format_unit

    return format_unit(number, unit, "short", "#,##0.#", locale=locale)


def is_size_text(text: str, own: Language) -> bool:
    """Whether some file could have this size."""
    digits = "".join(re.findall("[0-9]", text))[:9]
    if not digits:
        return False
    number = int(digits)
    candidates = (number * _KILOBYTE, number * _MEGABYTE, number * _MEGABYTE // 10)
    return text in {size_text(size, own) for size in candidates}


def _contact(contact: Contact, own: Language) -> Text:
    return interface(own.tag).resident_text(
        "Contact the municipality: {contact}, telephone {telephone}, e-mail {email}.",
        contact=Span(contact.name, None if own.is_swedish else SOURCE_TAG),
        telephone=Span(contact.telephone, link=contact.telephone_link),
        email=Span(contact.email, link=contact.email_link),
    )
