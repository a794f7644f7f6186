"""The accessibility statement (tillgänglighetsredogörelse), in Swedish and in English.

What it has to say is laid down in lag (2018:1937) om tillgänglighet till digital offentlig
service, förordning (2018:1938) and the regulations of the agency Digg: the actor, the service,
how far it complies, what does not and why, what is exempt (9 and 12 §§), how it was evaluated,
when, and where shortcomings are reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from markupsafe import Markup

from pipeline.accessibility_settings import AccessibilitySettings, Shortcoming, Told
from pipeline.edition import Contact, Issuer
from pipeline.imprint import contact_sentence
from pipeline.interface import Interface, interface
from pipeline.languages import SOURCE_TAG, Language, language
from pipeline.messages import Message, message
from pipeline.published_paths import STATEMENTS
from pipeline.webpage import Look, SharedFiles, filled, isolated, page_html, text_html, time_html

REPORT_TO_DIGG = "https://www.digg.se/tdosanmalan"
"""Where anyone can report to the supervising agency that a service is not accessible."""

OTHER_WORDS = {"sv": "På svenska", "en": "In English"}

FORMAT_NAMES = {
    "html": message("Web pages"),
    "pdf": message("PDF documents"),
    "docx": message("Word documents"),
}


class Degree(Enum):
    """How far the site complies with the law, in the three grades that the law knows."""

    FULLY = message("The site complies fully with the law.")
    PARTLY = message("The site complies partly with the law.")
    NOT = message("The site does not comply with the law.")


@dataclass(frozen=True, slots=True)
class Figures:
    """How the checks of the files of one format ended, in numbers of files."""

    format: str
    passed: int = 0
    failed: int = 0
    untested: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the statement tells.

    `failed` are the paths of files that did not pass; `checked` is when the newest check was
    made. `updated` is the date of the statement.
    """

    issuer: Issuer
    contact: Contact
    site_url: str | None
    known: AccessibilitySettings
    tested: tuple[Figures, ...]
    failed: tuple[str, ...]
    checked: date | None
    updated: date

    @property
    def degree(self) -> Degree:
        """Fully, only if a person has assessed the site, nothing is known to be missing, and
        every file was tested and passed; not, if most of the files that were tested failed."""
        passed = sum(tested.passed for tested in self.tested)
        failed = sum(tested.failed for tested in self.tested)
        untested = sum(tested.untested for tested in self.tested)
        if failed > passed:
            return Degree.NOT
        is_whole = not (failed or untested or self.known.shortcomings or self.known.burdensome)
        return Degree.FULLY if is_whole and passed and self.known.assessed else Degree.PARTLY


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page; without a heading it belongs to the one before."""

    heading: str = ""
    paragraphs: tuple[Markup, ...] = ()
    items: tuple[Markup, ...] = ()
    level: int = 2


def render_statements(facts: Facts, look: Look, shared: SharedFiles) -> dict[str, bytes]:
    """Both pages in UTF-8, by their paths."""
    pairs = zip(STATEMENTS, (SOURCE_TAG, "en"), strict=True)
    return {path: _page(path, language(tag), facts, look, shared) for path, tag in pairs}


def _page(path: str, own: Language, facts: Facts, look: Look, shared: SharedFiles) -> bytes:
    strings = interface(own.tag)
    title = strings.show(message("Accessibility statement"))
    swedish, english = STATEMENTS
    other = language("en" if own.is_swedish else SOURCE_TAG)
    alternates = ((SOURCE_TAG, swedish), ("en", english), ("x-default", english))
    return page_html(
        "pipeline.publish",
        "statement.html",
        language=own,
        look=look,
        issuer=facts.issuer.name,
        contact=_contact(facts, own),
        title=title,
        description=f"{title}: {facts.issuer.name}",
        links=replace(shared.links(path, own, alternates), statement=None),
        sheets=("statement.css",),
        other={
            "language": other,
            "address": english if own.is_swedish else swedish,
            "words": OTHER_WORDS[other.tag],
        },
        sections=tuple(_sections(facts, own)),
    )


def _sections(facts: Facts, own: Language) -> Iterator[Section]:
    yield _about(facts, own)
    yield _help(facts, own)
    yield _reports(facts, own)
    yield _supervision(own)
    yield from _shortcomings(facts, own)
    yield _method(facts, own)
    yield _dates(facts, own)


def _about(facts: Facts, own: Language) -> Section:
    strings = interface(own.tag)
    what = message(
        "{issuer} stands behind this site. It has information from the municipality in several "
        "languages, as web pages, PDF documents and Word documents. We want as many people as "
        "possible to be able to use it. This page tells how the site complies with the law on "
        "accessibility of digital public service (2018:1937), what does not, and how you can "
        "tell us."
    )
    paragraphs = [
        _html(strings, what, issuer=_swedish(facts.issuer.name, own)),
        _html(strings, facts.degree.value),
    ]
    if facts.site_url:
        address = _link(facts.site_url, facts.site_url)
        text = message("The statement is about the site {address}.")
        paragraphs.insert(1, _html(strings, text, address=address))
    return Section(paragraphs=tuple(paragraphs))


def _help(facts: Facts, own: Language) -> Section:
    strings = interface(own.tag)
    text = message(
        "Is there content on this site that you cannot use? Ask us for it in another form, for "
        "instance by telephone."
    )
    heading = message("If you cannot use a part of the site")
    return Section(strings.show(heading), (_html(strings, text), _contact(facts, own)))


def _reports(facts: Facts, own: Language) -> Section:
    strings = interface(own.tag)
    text = message(
        "Have you found something that does not work, and that is not described on this page? Or "
        "do you think that we do not do what the law demands? Tell us, so that we know of it."
    )
    heading = message("Report a shortcoming to us")
    return Section(strings.show(heading), (_html(strings, text), _contact(facts, own)))


def _supervision(own: Language) -> Section:
    strings = interface(own.tag)
    text = message(
        "The Agency for Digital Government (Myndigheten för digital förvaltning, Digg) supervises "
        "that the law is followed. Are you not content with how we deal with your report or your "
        "question? Then you can tell Digg: {address}"
    )
    address = _link(REPORT_TO_DIGG, REPORT_TO_DIGG.removeprefix("https://www."))
    heading = message("Report to the supervising agency")
    return Section(strings.show(heading), (_html(strings, text, address=address),))


def _shortcomings(facts: Facts, own: Language) -> Iterator[Section]:
    strings, known = interface(own.tag), facts.known
    yield Section(strings.show(message("Content that is not accessible")))
    heading = strings.show(message("What does not comply with the law"))
    failed = message("The file {path} did not pass the programs' checks.")
    items = [_html(strings, failed, path=Markup.escape(path)) for path in facts.failed]
    items += [_shortcoming(each, own) for each in known.shortcomings]
    untested = sum(tested.untested for tested in facts.tested)
    if untested:
        text = message("Files that no program has checked in their present form: {number}.")
        items.append(_html(strings, text, number=Markup.escape(untested)))
    if known.assessed is None:
        text = message(
            "No person has yet tried the site and its files with a screen reader or other aids, so "
            "there may be shortcomings that are not in this list."
        )
        items.append(_html(strings, text))
    none = _html(strings, message("We know of nothing."))
    yield _listed(heading, items, none)
    heading = strings.show(message("Unreasonably burdensome (12 §)"))
    items = [_shortcoming(each, own) for each in known.burdensome]
    none = _html(strings, message("We make no exception of this kind."))
    yield _listed(heading, items, none)
    heading = strings.show(message("What the law does not cover (9 §)"))
    items = [_shortcoming(each, own) for each in known.exempt]
    none = _html(strings, message("The site has no content of this kind that we know of."))
    yield _listed(heading, items, none)


def _listed(heading: str, items: list[Markup], otherwise: Markup) -> Section:
    return Section(heading, () if items else (otherwise,), tuple(items), level=3)


def _shortcoming(each: Shortcoming, own: Language) -> Markup:
    strings = interface(own.tag)
    parts = [Markup.escape(_in(each.text, own))]
    if each.criterion:
        text = message("(WCAG, criterion {number})")
        parts.append(_html(strings, text, number=Markup.escape(each.criterion)))
    if each.until:
        text = message("We plan to have mended it by {date}.")
        parts.append(_html(strings, text, date=time_html(each.until, own)))
    return Markup(" ").join(parts)


def _method(facts: Facts, own: Language) -> Section:
    strings, known = interface(own.tag), facts.known
    programs = message(
        "Programs check every file when it is made and once more when it is finished: that "
        "headings, lists, tables, languages and the order of reading are marked up and right, that "
        "no text is lost, contrast, links, and PDF documents by the standards PDF/UA-1 and PDF/A "
        "(with veraPDF). They follow EN 301 549 V3.2.1, which holds WCAG 2.1 AA, and WCAG 2.2 AA, "
        "as far as programs can judge. This is our own assessment."
    )
    paragraphs = [_html(strings, programs)]
    if known.assessed and known.method:
        text = message("On {date} people assessed the site. {method}")
        day, method = time_html(known.assessed, own), Markup.escape(_in(known.method, own))
        paragraphs.append(_html(strings, text, date=day, method=method))
    heading = message("How we have tested the site")
    items = tuple(_figures(tested, strings) for tested in facts.tested)
    return Section(strings.show(heading), tuple(paragraphs), items)


def _figures(tested: Figures, strings: Interface) -> Markup:
    text = message("{format}: {passed} passed, {failed} did not pass, {untested} not tested.")
    shown = {
        "passed": Markup.escape(tested.passed),
        "failed": Markup.escape(tested.failed),
        "untested": Markup.escape(tested.untested),
    }
    name = Markup.escape(strings.show(FORMAT_NAMES[tested.format]))
    return _html(strings, text, format=name, **shown)


def _dates(facts: Facts, own: Language) -> Section:
    strings = interface(own.tag)
    days = (
        (message("The site was published on {date}."), facts.known.published),
        (message("People last assessed it on {date}."), facts.known.assessed),
        (message("Programs last tested its files on {date}."), facts.checked),
        (message("This statement was last updated on {date}."), facts.updated),
    )
    shown = tuple(_html(strings, text, date=time_html(day, own)) for text, day in days if day)
    return Section(strings.show(message("Dates")), (), shown)


def _html(strings: Interface, text: Message, /, **parts: Markup) -> Markup:
    """A sentence with markup in its places."""
    return filled(strings.parts(text), parts)


def _contact(facts: Facts, own: Language) -> Markup:
    return text_html(contact_sentence(facts.contact, own), own)


def _in(told: Told, own: Language) -> str:
    return told.swedish if own.is_swedish else told.english


def _swedish(name: str, own: Language) -> Markup:
    """A Swedish name inside the text (WCAG 2.1 3.1.2)."""
    if own.is_swedish:
        return Markup.escape(name)
    return Markup('<span lang="sv">{}</span>').format(isolated(name, own))


def _link(address: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words)
