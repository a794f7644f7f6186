"""What the index must be, element by element: the list of all languages.

Taken from the page itself is only what nothing else tells: the order of the languages where the
settings are not known, and those that nothing is published in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.check.html_links import links_of
from pipeline.check.html_parts import dated, frame, in_language
from pipeline.check.html_reading import language_of
from pipeline.check.html_tree import Child, Node, node
from pipeline.edition import Contact, Issuer, Withdrawal, document_path
from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG, Language, all_languages, language
from pipeline.published_paths import INDEX
from pipeline.summary import EditionSummary, Key

FORMATS = ("html", "pdf", "docx")
"""In the order in which they are offered."""

_MOST_CHOICES = 8
"""With more languages the page does not say “choose” in each of them."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes and whom to ask, and the languages of the settings in their order.

    `languages` are empty where the settings are not known.
    """

    issuer: Issuer
    contact: Contact
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """What is on a site: the editions, what is left of withdrawn documents, and the sizes
    of all files in bytes, by their paths."""

    editions: Mapping[Key, EditionSummary]
    withdrawals: Mapping[Key, Withdrawal]
    sizes: Mapping[str, int]

    @property
    def shown(self) -> tuple[EditionSummary, ...]:
        """The editions that have a file for residents."""
        editions = self.editions.values()
        return tuple(e for e in editions if any(e.path(f) in self.sizes for f in FORMATS))

    @cached_property
    def tags_with_page(self) -> Mapping[str, tuple[str, ...]]:
        """The languages in which each document has a page."""
        found: dict[str, list[str]] = {}
        for (name, tag), edition in self.editions.items():
            if edition.path("html") in self.sizes:
                found.setdefault(name, []).append(tag)
        return {name: tuple(tags) for name, tags in found.items()}

    @cached_property
    def tags(self) -> Mapping[str, frozenset[str]]:
        """The languages of which each document has an edition."""
        found: dict[str, set[str]] = {}
        for name, tag in self.editions:
            found.setdefault(name, set()).add(tag)
        return {name: frozenset(tags) for name, tags in found.items()}

    def pages_in(self, tag: str) -> set[str | None]:
        """The paths of all documents' pages in a language."""
        keys = (*self.editions, *self.withdrawals)
        return {document_path(name, own, "html") for name, own in keys if own == tag}

    def is_published(self, own: Language) -> bool:
        """Whether anything is or was published in a language."""
        return own.tag in self._published

    @cached_property
    def _published(self) -> frozenset[str]:
        return frozenset(tag for _, tag in (*self.editions, *self.withdrawals))

    def has_page(self, own: Language) -> bool:
        """Whether a language has a page of its own."""
        return f"{own.tag}.html" in self.sizes


def expected_index(found: Node, contents: Contents, publisher: Publisher) -> Node:
    """The index of a site with these contents.

    Raises MissingStringError if a language lacks one of the page's sentences.
    """
    swedish = language(SOURCE_TAG)
    title = interface(SOURCE_TAG).resident("Information in several languages")
    languages = listed_languages(found, contents, publisher)
    updated = [
        node("p", {"class": "updated"}, *dated("Updated {date}", day, swedish))
        for day in sorted(_days(contents))[-1:]
    ]
    return frame(
        swedish,
        next((style.text for style in found.all("style")), ""),
        title=title,
        issuer=publisher.issuer.name,
        contact=publisher.contact,
        description=f"{title}: {publisher.issuer.name}",
        links=links_of(found, swedish, INDEX, language_pages(languages, contents)),
        main=[node("h1", None, title), _choice(languages, contents)],
        footer=updated,
    )


def _days(contents: Contents) -> set[date]:
    shown = {edition.info.current for edition in contents.shown}
    return shown | {left.day for left in contents.withdrawals.values()}


def listed_languages(index: Node, contents: Contents, publisher: Publisher) -> tuple[Language, ...]:
    """The languages of the index: those of the settings, or Swedish first and then as shown.

    What is published in a language that is lacking there comes last.
    """
    known = all_languages()
    first = publisher.languages or (SOURCE_TAG, *_in_order(index))
    needed = sorted(tag for _, tag in (*contents.editions, *contents.withdrawals))
    return tuple(known[tag] for tag in dict.fromkeys((*first, *needed)) if tag in known)


def _in_order(index: Node) -> list[str]:
    """The languages of the list, whether they are links or not."""
    tags: list[str] = []
    lists = (each for each in index.all("ul") if each.attributes.get("class") == "names")
    for item in (child for each in lists for child in each.children if isinstance(child, Node)):
        inside = next(item.all("a"), item)
        own = language_of(inside.attributes.get("lang", ""))
        tags += [own.tag] if own else []
    return tags


def language_pages(
    languages: Sequence[Language], contents: Contents
) -> tuple[tuple[str, str], ...]:
    """The pages of the languages, as the head names them; the index is for everybody else."""
    pages = tuple((own.html, f"{own.tag}.html") for own in languages if contents.has_page(own))
    return (*pages, ("x-default", INDEX)) if pages else ()


def _choice(languages: Sequence[Language], contents: Contents) -> Node:
    swedish = language(SOURCE_TAG)
    choose = "Choose your language"
    words = [
        node("li", in_language(own, swedish), interface(own.tag).resident(choose))
        for own in languages
    ]
    lists = [node("ul", {"class": "words", "role": "list"}, *words)]
    return node(
        "nav",
        {"class": "choice", "aria-label": interface(SOURCE_TAG).resident(choose)},
        *(lists if len(languages) <= _MOST_CHOICES else []),
        node("ul", {"class": "names", "role": "list"}, *(_name(o, contents) for o in languages)),
    )


def _name(own: Language, contents: Contents) -> Node:
    """A language's item: its own name, the Swedish one, and whether it is on its way."""
    swedish = language(SOURCE_TAG)
    is_waiting = not contents.is_published(own) and own != swedish
    inside: list[Child] = [node("span", None, own.endonym)]
    if own.swedish != own.endonym:
        inside += [" ", node("small", in_language(swedish, own), own.swedish)]
    if is_waiting:
        waiting = interface(own.tag).resident("The translation is on its way.")
        inside += [" ", node("small", None, waiting)]
    marks = in_language(own, swedish)
    if not contents.has_page(own):
        return node("li", {**marks, "class": "waiting"}, *inside)
    goal = {"href": f"{own.tag}.html", "hreflang": own.html, **marks}
    link = node("a", {**goal, "class": "waiting"} if is_waiting else goal, *inside)
    return node("li", None, link)
