"""What the page of a language must be, element by element: every document in that language.

Taken from the page itself is only which translations are on their way, and their order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from pipeline.check.html_index import FORMATS, Contents, Publisher, language_pages
from pipeline.check.html_links import links_of
from pipeline.check.html_parts import (
    dated,
    file_item,
    frame,
    plain_text,
    running_text,
    size_text,
)
from pipeline.check.html_tree import Node, node
from pipeline.edition import State, Withdrawal
from pipeline.interface import MACHINE_LABEL, interface
from pipeline.languages import SOURCE_TAG, Language
from pipeline.model import Span, Text, text_of
from pipeline.summary import EditionSummary


@dataclass(frozen=True, slots=True)
class _Entry:
    """A document's item, with the day and the name that give it its place."""

    item: Node
    day: date
    name: str

    @property
    def place(self) -> tuple[int, str]:
        return -self.day.toordinal(), self.name


def expected_language(
    found: Node,
    own: Language,
    contents: Contents,
    publisher: Publisher,
    languages: Sequence[Language],
) -> Node:
    """The page of a language; `languages` are those of the index, in its order.

    Raises MissingStringError if the language lacks one of the page's sentences.
    """
    strings = interface(own.tag)
    title = strings.resident("Information in English")
    there = sorted(_published(own, contents), key=lambda entry: entry.place)
    gone = sorted(_withdrawn(own, contents), key=lambda entry: entry.place)
    items = [
        *(entry.item for entry in there),
        *_announced(found, own, contents),
        *(entry.item for entry in gone),
    ]
    alternates = language_pages(languages, contents)
    return frame(
        own,
        next((style.text for style in found.all("style")), ""),
        title=title,
        issuer=publisher.issuer.name,
        contact=publisher.contact,
        description=f"{title}: {publisher.issuer.name}",
        links=links_of(found, own, f"{own.tag}.html", alternates),
        bar=[node("a", {"class": "all", "href": "index.html"}, strings.resident("All languages"))],
        main=[
            node("h1", None, title),
            node("ul", {"class": "documents", "role": "list"}, *items),
        ],
    )


def _published(own: Language, contents: Contents) -> Iterator[_Entry]:
    for (name, tag), edition in contents.editions.items():
        if tag == own.tag:
            yield _Entry(_edition(edition, contents), edition.info.current, name)


def _withdrawn(own: Language, contents: Contents) -> Iterator[_Entry]:
    for (name, tag), left in contents.withdrawals.items():
        if tag == own.tag:
            yield _Entry(_left(left), left.day, name)


def _announced(found: Node, own: Language, contents: Contents) -> Iterator[Node]:
    """What the page says is on its way, so far as that can be."""
    possible = list(_on_their_way(own, contents))
    for item in (child for each in found.all("ul") for child in each.children):
        if isinstance(item, Node) and item in possible:
            possible.remove(item)
            yield item


def _on_their_way(own: Language, contents: Contents) -> Iterator[Node]:
    """Every document that may be announced in a language."""
    for (name, tag), original in contents.editions.items():
        if tag == SOURCE_TAG and (name, own.tag) not in contents.editions:
            swedish = _title(original.title)
            title = text_of(*(Span(s.text, s.language or SOURCE_TAG) for s in swedish))
            heading = node("h2", None, *running_text(title, own))
            yield _item(heading, _waiting(own))


def _edition(edition: EditionSummary, contents: Contents) -> Node:
    own, info = edition.language, edition.info
    paths = {f: edition.path(f) for f in FORMATS if edition.path(f) in contents.sizes}
    title = running_text(_title(edition.title), own)
    if "html" in paths:
        title = [node("a", {"href": quote(paths["html"]), "hreflang": own.html}, *title)]
    parts = [node("h2", None, *title)]
    if not paths:
        return _item(*parts, _waiting(own))
    template = "Updated {date}" if info.updated else "Published {date}"
    facts = [node("li", None, *dated(template, info.current, own)), *_status(edition)]
    parts.append(_list("facts", facts))
    files = [
        file_item(format_, path, plain_text(size_text(contents.sizes[path], own), own), own)
        for format_, path in paths.items()
        if format_ != "html"
    ]
    return _item(*parts, *([_list("files", files)] if files else []))


def _left(left: Withdrawal) -> Node:
    own = left.language
    goal = {"href": quote(left.path("html")), "hreflang": own.html}
    heading = node("h2", None, node("a", goal, *running_text(left.title, own)))
    day = node("li", {"class": "status"}, *dated("Withdrawn {date}", left.day, own))
    return _item(heading, _list("facts", [day]))


def _item(*parts: Node) -> Node:
    return node("li", None, node("div", {"class": "document"}, *parts))


def _list(name: str, items: Sequence[Node]) -> Node:
    return node("ul", {"class": name, "role": "list"}, *items)


def _title(text: Text) -> Text:
    """A title as a list of documents has it: characters on one line and their languages."""
    shown = (span for span in text if span.note is None)
    return text_of(*(Span(" ".join(s.text.split("\n")), s.language) for s in shown))


def _status(edition: EditionSummary) -> Iterator[Node]:
    strings = interface(edition.language.tag)
    if edition.superseded:
        yield node("li", {"class": "status"}, strings.resident("Older version"))
    elif edition.state is State.DRAFT:
        yield node("li", {"class": "status"}, strings.resident("Draft, not yet approved"))
    elif edition.state is State.MACHINE:
        yield node("li", {"class": "status"}, strings.resident(MACHINE_LABEL))


def _waiting(own: Language) -> Node:
    words = interface(own.tag).resident("The translation is on its way.")
    return node("p", {"class": "waiting"}, words)
