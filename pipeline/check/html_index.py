"""What the index page must be, element by element, for the files and editions that are there.

Taken from the page itself is only what nothing else tells: the order of the languages, the
order of documents of one date, and which translations are on their way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from pipeline.check.html_parts import (
    dated,
    file_item,
    frame,
    in_language,
    plain_text,
    running_text,
    size_text,
)
from pipeline.check.html_tree import Node, node
from pipeline.edition import Contact, Edition, Issuer, State
from pipeline.interface import MACHINE_LABEL, interface
from pipeline.languages import SOURCE_TAG, Language, all_languages, language
from pipeline.model import Span, Text, text_of

FORMATS = ("html", "pdf", "docx")
"""In the order in which they are offered."""

_MOST_CHOICES = 8
"""With more languages the page does not say “choose” in each of them."""

Key = tuple[str, str]
"""A document's name and a language's tag."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes and whom to ask."""

    issuer: Issuer
    contact: Contact


@dataclass(frozen=True, slots=True)
class _Entry:
    """A document in a language; `page` is the address of its web page, if it has one."""

    card: Node
    day: date
    is_required: bool
    page: str | None = None


def expected_index(
    found: Node, editions: Mapping[Key, Edition], sizes: Mapping[str, int], publisher: Publisher
) -> Node:
    """The index of these editions; `sizes` are the bytes of the published files, by path.

    Raises MissingStringError if a language lacks one of the page's sentences.
    """
    swedish = language(SOURCE_TAG)
    title = interface(SOURCE_TAG).resident("Information in several languages")
    sections = {
        own: entries
        for own in _languages(found, editions)
        if (entries := _arranged(found, own, _entries(own, editions, sizes)))
    }
    listed = [e for e in editions.values() if any(e.path(f) in sizes for f in FORMATS)]
    updated = [
        node("p", {"class": "updated"}, *dated("Updated {date}", day, swedish))
        for day in sorted({edition.info.current for edition in listed})[-1:]
    ]
    return frame(
        swedish,
        next((style.text for style in found.all("style")), ""),
        title=title,
        issuer=publisher.issuer.name,
        contact=publisher.contact,
        description=f"{title}: {publisher.issuer.name}",
        main=[
            node("h1", None, title),
            _choice(sections),
            node("div", {"class": "sections"}, *(_section(o, e) for o, e in sections.items())),
        ],
        footer=updated,
    )


def _languages(found: Node, editions: Mapping[Key, Edition]) -> list[Language]:
    """Swedish first, then as on the page; what the page lacks comes last."""
    shown = [section.attributes.get("id", "") for section in found.all("section")]
    needed = sorted(tag for _, tag in editions)
    first = [SOURCE_TAG] if SOURCE_TAG in (*shown, *needed) else []
    known = all_languages()
    return [known[tag] for tag in dict.fromkeys((*first, *shown, *needed)) if tag in known]


def _entries(
    own: Language, editions: Mapping[Key, Edition], sizes: Mapping[str, int]
) -> list[_Entry]:
    """Every document that is there in a language, or may be announced in it."""
    entries: list[_Entry] = []
    for name in sorted({name for name, _ in editions}):
        edition, original = editions.get((name, own.tag)), editions.get((name, SOURCE_TAG))
        if edition is not None:
            entries.append(_published(edition, sizes))
        elif original is not None:
            swedish = _title(original.briefing.title)
            title = text_of(*(replace(s, language=SOURCE_TAG) for s in swedish))
            heading = node("h3", None, *running_text(title, own))
            card = node("div", {"class": "document"}, heading, _waiting(own))
            entries.append(_Entry(card, original.info.published, is_required=False))
    return entries


def _published(edition: Edition, sizes: Mapping[str, int]) -> _Entry:
    own, info = edition.language, edition.info
    paths = {f: edition.path(f) for f in FORMATS if edition.path(f) in sizes}
    title = running_text(_title(edition.briefing.title), own)
    page = quote(paths["html"]) if "html" in paths else None
    parts = [node("h3", None, *title)]
    if page:
        link = node("a", {"href": page, "hreflang": own.html}, *title)
        template = "Updated {date}" if info.updated else "Published {date}"
        facts = [node("li", None, *dated(template, info.current, own)), *_status(edition)]
        parts = [node("h3", None, link), node("ul", {"class": "facts", "role": "list"}, *facts)]
    items = [
        file_item(f, path, plain_text(size_text(sizes[path], own), own), own)
        for f, path in paths.items()
    ]
    files = node("ul", {"class": "files", "role": "list"}, *items)
    card = node("div", {"class": "document"}, *parts, files if items else _waiting(own))
    return _Entry(card, info.current, is_required=True, page=page)


def _title(text: Text) -> Text:
    """A title as a list of documents has it: characters on one line and their languages."""
    shown = (span for span in text if span.note is None)
    return text_of(*(Span(" ".join(s.text.split("\n")), s.language) for s in shown))


def _status(edition: Edition) -> Iterator[Node]:
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


def _arranged(found: Node, own: Language, entries: Sequence[_Entry]) -> list[_Entry]:
    """What the section must show, the newest first, in the page's order where dates are equal.

    An entry that the page shows otherwise than it must stands where the page has one too much.
    """
    sections = (s for s in found.all("section") if s.attributes.get("id") == own.tag)
    shown = [c for c in next(sections, node("section")).children if isinstance(c, Node)]
    cards = [child for child in shown if child.tag == "div"]
    left = list(entries)
    matched = {n: e for n, card in enumerate(cards) for e in left if e.card == card}
    lacking = [e for e in left if e.is_required and e not in matched.values()]
    order = [matched.get(n) or (lacking.pop(0) if lacking else None) for n in range(len(cards))]
    unique: list[_Entry] = []
    for entry in (*order, *lacking):
        if entry is not None and entry not in unique:
            unique.append(entry)
    return sorted(unique, key=lambda entry: entry.day, reverse=True)


def _choice(sections: Mapping[Language, Sequence[_Entry]]) -> Node:
    """The list of languages; a link opens the one document, or leads to the section."""
    swedish = language(SOURCE_TAG)
    words, links = [], []
    for own, entries in sections.items():
        choose = interface(own.tag).resident("Choose your language")
        words.append(node("li", in_language(own, swedish), choose))
        pages = [entry.page for entry in entries if entry.page]
        goal = pages[0] if len(pages) == len(entries) == 1 else f"#{own.tag}"
        attributes = {"href": goal, "hreflang": own.html, **in_language(own, swedish)}
        if not pages:
            attributes["class"] = "waiting"
        links.append(node("li", None, node("a", attributes, own.endonym)))
    label = interface(SOURCE_TAG).resident("Choose your language")
    choose_list = node("ul", {"class": "choose", "role": "list"}, *words)
    return node(
        "nav",
        {"class": "languages", "aria-label": label},
        *([choose_list] if len(sections) <= _MOST_CHOICES else []),
        node("ul", {"role": "list"}, *links),
    )


def _section(own: Language, entries: Sequence[_Entry]) -> Node:
    name = f"name-{own.tag}"
    attributes = {"id": own.tag, **in_language(own, language(SOURCE_TAG)), "aria-labelledby": name}
    heading = node("h2", {"id": name}, own.endonym)
    return node("section", attributes, heading, *(entry.card for entry in entries))
