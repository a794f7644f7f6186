"""What all web pages of the site share: frame, look, security policy, running text, links.

`render` makes the documents' pages of it, and `publish` the index.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Literal
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.colours import WHITE, Colour, readable
from pipeline.dates import date_text
from pipeline.edition import listed_title
from pipeline.interface import Interface, Part, interface
from pipeline.isolation import figures, isolated_ranges
from pipeline.languages import SOURCE_TAG, Language, all_languages, described
from pipeline.model import LINE_BREAK, Span, Text
from pipeline.published_paths import feed, statement

PageFormat = Literal["html", "pdf", "docx"]
"""The formats that the site offers."""

LINK_STARTS = ("https:", "http:", "mailto:", "tel:", "#")
"""How the address of a link in a text begins; `#` leads to a place on the same page."""


_FORMAT_NAMES = {"html": "Web page", "pdf": "PDF document", "docx": "Word document"}
MEDIA_TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

_TEXT = Colour(0x1A, 0x1A, 0x1A)
_MUTED = Colour(0x4A, 0x4A, 0x4A)
_DARK_PAGE = Colour(0x12, 0x16, 0x1A)
_DARK_TEXT = Colour(0xEC, 0xEF, 0xF1)
_DARK_MUTED = Colour(0xBF, 0xC7, 0xCE)


@dataclass(frozen=True, slots=True)
class Look:
    """The colours that a municipality chooses; all others are computed from them."""

    accent: Colour
    notice_background: Colour


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What a page leads to, or says of itself, besides its own content.

    `alternates` are the page in its languages, itself among them, as (hreflang, address); the
    last one is `x-default`. `statement` is the accessibility statement and `feed` the Atom feed
    of the page's language. These addresses are relative to the page; None where the site has no
    such file. `canonical` is the page's own absolute address, where that of the site is known;
    then the page describes itself for other sites too (Open Graph), as this `kind`.
    """

    alternates: tuple[tuple[str, str], ...] = ()
    statement: str | None = None
    feed: str | None = None
    canonical: str | None = None
    kind: Literal["article", "website"] = "website"


@dataclass(frozen=True, slots=True)
class SharedFiles:
    """The files of the site that belong to no document and that its pages lead to, if they
    are there: the two accessibility statements, and a feed for each language.

    `site_url` is the site's own address, which ends in a slash, if it is known.
    """

    paths: frozenset[str] = frozenset()
    site_url: str | None = None

    def links(
        self, path: str, own: Language, alternates: tuple[tuple[str, str], ...] = ()
    ) -> PageLinks:
        """The links of the page at this path, relative to the output folder."""
        up = "../" * path.count("/")
        about, news = statement(is_swedish=own.is_swedish), feed(own.tag)
        return PageLinks(
            alternates,
            up + about if about in self.paths else None,
            up + news if news in self.paths else None,
            self.site_url + quote(path) if self.site_url else None,
            "article" if "/" in path else "website",
        )


NOTHING_SHARED = SharedFiles()
"""A site of documents alone."""


def stylesheet(look: Look, more: str = "") -> Markup:
    """The style sheet of a page; `more` is what only that kind of page needs.

    Every text colour has at least 4.5:1 on every background of its scheme (WCAG 2.1 1.4.3),
    in light and in dark, whatever the accent is.
    """
    rules = files("pipeline").joinpath("templates/page.css").read_text("utf-8")
    light, dark = _declared(_light_colours(look)), _declared(_dark_colours(look))
    css = (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f"{_without_comments(rules)}{_without_comments(more)}"
    )
    return Markup(css)  # noqa: S704 - the package's own files and computed colours only


def security_policy(style: str, *, has_pictures: bool = False) -> str:
    """The Content-Security-Policy that allows this very style sheet and nothing else.

    No script, no form, no frame, and no request but for the pictures of the site itself if the
    page has some; the icon is an empty data: address, which keeps a browser from asking the
    server for one.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    pictures = "'self' data:" if has_pictures else "data:"
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src {pictures}; "
        "base-uri 'none'; form-action 'none'"
    )


def text_html(text: Text, language: Language) -> Markup:
    """Running text as HTML that has exactly its characters, a line break as `<br>`.

    Parts in another language carry `lang`, and `dir` where the direction differs (WCAG 2.1
    3.1.2). Inside right-to-left text, telephone numbers, dates and addresses are isolated
    with `<bdi dir="ltr">`, since UAX #9 would show `0220-240 00` as `00 240-0220`, and the
    numbers of notes with `dir`, or one after `2020` would be a digit of it; no character is
    added. A reference to a note must have the note's number as its text; it leads to the
    element with the note's id. Neighbouring spans with one link are one link. Raises
    ValueError for a link that is no web, e-mail or tel: address and no place on the page, and
    UnknownLanguageError for a part in a language that there is not.
    """
    return Markup("").join(
        _linked(link, tuple(spans), language) for link, spans in groupby(text, key=_link)
    )


def title_html(title: Text, language: Language) -> Markup:
    """A title away from its page: on one line, without links and references to notes."""
    return text_html(listed_title(title), language)


def isolated(text: str, language: Language) -> Markup:
    """Plain text as HTML, with left-to-right pieces isolated if the language needs it."""
    pieces = _isolated_pieces(text) if language.is_rtl else (Markup.escape(text),)
    return Markup("").join(pieces).replace(LINE_BREAK, Markup("<br>"))


def sentence(strings: Interface, template: str, /, **parts: Markup) -> Markup:
    """A sentence for residents with markup, such as a link, in its named places.

    Raises MissingStringError if the language has no such sentence.
    """
    return filled(strings.resident_parts(template), parts)


def filled(sentence_parts: Iterable[Part], values: Mapping[str, Markup]) -> Markup:
    """A sentence that is cut at its places, with markup in these."""
    return Markup("").join(
        Markup.escape(text) + (values[place] if place else "") for text, place in sentence_parts
    )


def time_html(day: date, language: Language) -> Markup:
    """A date that stands alone, with its ISO form for machines."""
    text = isolated(date_text(day, language), language)
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), text)


def file_link(format_: PageFormat, path: str, size: int, language: Language) -> dict[str, str]:
    """What a link to a file needs: its address, media type, name and size (`size` in bytes)."""
    return {
        "href": quote(path),
        "type": MEDIA_TYPES[format_],
        "name": interface(language.tag).resident(_FORMAT_NAMES[format_]),
        "size": isolated(file_size(size, language), language),
    }


def file_size(size: int, language: Language) -> str:
    """A file's size as the readers of a language write it: `45 kB`, `1,2 MB`.

    `size` is in bytes; kilobytes are 1,000 bytes and are rounded up, so that none is 0.
    """
    if size <= 999_000:
        return _rounded_size(-(-size // 1000), "kilobyte", language.cldr)
    return _rounded_size(-(-size // 100_000) / 10, "megabyte", language.cldr)


@cache
def _rounded_size(number: float, unit: str, locale: str) -> str:
    from babel.units import format_unit

    return format_unit(number, unit, "short", "#,##0.#", locale=locale)


def attributes(language: Language, around: Language) -> Markup:
    """`lang`, and `dir` where the direction differs, for an element inside another."""
    direction = Markup(' dir="{}"').format(language.direction)
    return Markup(' lang="{}"{}').format(
        language.html, direction if language.direction != around.direction else ""
    )


def page_html(
    package: str,
    template: str,
    *,
    language: Language,
    look: Look,
    issuer: str,
    contact: Markup,
    title: str,
    description: str,
    links: PageLinks | None = None,
    sheets: tuple[str, ...] = ("style.css",),
    has_pictures: bool = False,
    **content: object,
) -> bytes:
    """A whole page in UTF-8, from a template of a package and style sheets beside it.

    The template extends `page.html`, which says what all pages have in common; `content` is
    what it needs besides. Raises MissingStringError if the language lacks one of its sentences.
    """
    css = stylesheet(look, "".join(_style_sheet(package, name) for name in sheets))
    page = (
        _templates(package)
        .get_template(template)
        .render(
            language=language,
            swedish=all_languages()[SOURCE_TAG],
            t=interface(language.tag).resident,
            css=css,
            policy=security_policy(css, has_pictures=has_pictures),
            issuer=issuer,
            contact=contact,
            title=title,
            description=description,
            links=links or PageLinks(),
            **content,
        )
    )
    return page.encode("utf-8")


@cache
def _style_sheet(package: str, name: str) -> str:
    return files(package).joinpath("templates", name).read_text("utf-8")


@cache
def _templates(package: str) -> Environment:
    """The templates of a package and of all pages; an unknown name in them is an error."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader("pipeline")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["attributes"] = attributes
    return environment


def _light_colours(look: Look) -> dict[str, Colour]:
    surface = WHITE.mixed(look.accent, 0.05)
    behind = (WHITE, surface, look.notice_background)
    return {
        "page": WHITE,
        "surface": surface,
        "notice": look.notice_background,
        "text": readable(_TEXT, behind, 7),
        "muted": readable(_MUTED, behind),
        "accent": readable(look.accent, behind),
        "line": WHITE.mixed(look.accent, 0.2),
        "edge": readable(Colour(0xC7, 0x8A, 0x00), behind, 3),
    }


def _dark_colours(look: Look) -> dict[str, Colour]:
    surface = _DARK_PAGE.mixed(WHITE, 0.07)
    notice = _DARK_PAGE.mixed(Colour(0xC7, 0x8A, 0x00), 0.18)
    behind = (_DARK_PAGE, surface, notice)
    return {
        "page": _DARK_PAGE,
        "surface": surface,
        "notice": notice,
        "text": readable(_DARK_TEXT, behind, 7),
        "muted": readable(_DARK_MUTED, behind),
        "accent": readable(look.accent, behind, 6),
        "line": _DARK_PAGE.mixed(WHITE, 0.25),
        "edge": readable(Colour(0xC7, 0x8A, 0x00), behind, 3),
    }


def _declared(colours: Mapping[str, Colour]) -> str:
    return "".join(f"--{name}:{colour.hex};" for name, colour in colours.items())


def _without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/\n*", "", css, flags=re.DOTALL)


def _link(span: Span) -> str | None:
    """A reference to a note is a link of its own, which cannot stand in another one."""
    return None if span.note else span.link


def _linked(link: str | None, spans: Text, around: Language) -> Markup:
    """Neighbouring spans with the same link, or with none."""
    if not link:
        return _spans_html(spans, around)
    if not link.startswith(LINK_STARTS):
        raise ValueError(link)
    languages = {_language(span, around) for span in spans}
    own = languages.pop() if len(languages) == 1 else around
    marks = attributes(own, around) if own != around else ""
    return Markup('<a href="{}"{}>{}</a>').format(link, marks, _spans_html(spans, own))


def _spans_html(spans: Text, around: Language) -> Markup:
    """Spans of one language that runs the other way are one element.

    Each alone would be isolated, and bold words would change places with those beside them.
    """
    content: list[Markup] = []
    for own, group in groupby(spans, key=lambda span: _language(span, around)):
        same = tuple(group)
        is_phrase = own.is_rtl != around.is_rtl and len(same) > 1
        inside = [_span_html(span, own if is_phrase else around) for span in same]
        if is_phrase:
            marks = attributes(own, around)
            inside = [Markup("<span{}>{}</span>").format(marks, Markup("").join(inside))]
        content += inside
    return Markup("").join(content)


def _span_html(span: Span, around: Language) -> Markup:
    own = _language(span, around)
    content = isolated(span.text, own)
    if own != around:
        content = Markup("<span{}>{}</span>").format(attributes(own, around), content)
    if span.note:
        reference = Markup('<a href="#{}" role="doc-noteref">{}</a>').format(span.note, content)
        direction = Markup(' dir="ltr"') if around.is_rtl else ""
        return Markup("<sup{}>{}</sup>").format(direction, reference)
    if span.emphasis:
        content = Markup("<em>{}</em>").format(content)
    return Markup("<strong>{}</strong>").format(content) if span.strong else content


def _language(span: Span, around: Language) -> Language:
    return described(span.language) if span.language else around


def _isolated_pieces(text: str) -> Iterator[Markup]:
    unbroken = figures(text)
    position = 0
    for start, end in isolated_ranges(text):
        yield Markup.escape(text[position:start])
        marks = Markup(' class="number"') if (start, end) in unbroken else ""
        yield Markup('<bdi dir="ltr"{}>{}</bdi>').format(marks, text[start:end])
        position = end
    yield Markup.escape(text[position:])
