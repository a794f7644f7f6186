"""The page of a withdrawn document, read back and compared with what is stored of it."""

from collections.abc import Sequence

from pipeline.check.html_difference import differences
from pipeline.check.html_links import alternates_of, links_of
from pipeline.check.html_page import check_page, read_page
from pipeline.check.html_parts import dated, frame, running_text
from pipeline.check.html_reading import language_of
from pipeline.check.html_tree import MarkupError, Node, node
from pipeline.edition import Withdrawal
from pipeline.findings import Finding
from pipeline.interface import MissingStringError, interface
from pipeline.languages import Language
from pipeline.messages import message
from pipeline.model import one_line


def check_withdrawn(data: bytes, left: Withdrawal, where: str) -> tuple[Finding, ...]:
    """Every way in which a page is not what the site says of a withdrawn document."""
    try:
        page = read_page(data)
        others = others_of(page.tree, left.language)
        expected = expected_withdrawn(page.tree, left, others)
    except MarkupError as error:
        return (Finding("html.syntax", where, error.text),)
    except MissingStringError as error:
        reason = "The web page has no words in this language yet: {words}."
        return (Finding("html.words", where, message(reason, words=str(error))),)
    found = differences(page.tree, expected)
    return (*check_page(page, "withdrawn", where), *(each.finding(where) for each in found))


def others_of(page: Node, own: Language) -> tuple[Language, ...]:
    """The other languages that a page names in its head, in order."""
    tags = [
        link.attributes.get("hreflang", "")
        for link in page.all("link")
        if link.attributes.get("rel") == "alternate"
    ]
    found = (language_of(tag) for tag in dict.fromkeys(tags))
    return tuple(each for each in found if each is not None and each != own)


def expected_withdrawn(found: Node, left: Withdrawal, others: Sequence[Language]) -> Node:
    """The page of a withdrawn document that has such pages in these other languages too.

    Raises MissingStringError if the language lacks one of the page's sentences.
    """
    own, strings = left.language, interface(left.tag)
    says = strings.resident("This document has been withdrawn and no longer applies.")
    notice = node(
        "div",
        {"class": "notice", "role": "note"},
        node("p", None, says),
        node("p", None, *dated("Withdrawn {date}", left.day, own)),
    )
    way = {"class": "all", "href": f"../../{own.tag}.html"}
    return frame(
        own,
        next((style.text for style in found.all("style")), ""),
        title=one_line(left.title),
        issuer=left.issuer.name,
        contact=left.contact,
        description=says,
        links=links_of(found, own, left.path("html"), alternates_of(left.name, own, others)),
        bar=[node("a", way, strings.resident("All documents"))],
        main=[node("h1", None, *running_text(left.title, own)), notice],
    )
