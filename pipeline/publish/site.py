"""The residents' page, `index.html`: every document in every language, by the language's name.

The page is Swedish with a part in each language. The list of languages comes first, so that
a resident finds the own one within seconds, and on a phone without scrolling.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from markupsafe import Markup

from pipeline.edition import Contact, Edition, Issuer
from pipeline.errors import PublishError
from pipeline.imprint import contact_sentence
from pipeline.interface import MACHINE_LABEL, MissingStringError, interface
from pipeline.languages import SOURCE_TAG, Language, language
from pipeline.manifest import Status
from pipeline.messages import message
from pipeline.model import Text, text_of
from pipeline.webpage import (
    Look,
    PageFormat,
    file_link,
    page_html,
    sentence,
    text_html,
    time_html,
    title_html,
)

Format = PageFormat

_STATUS_TEXTS = {
    Status.DRAFT: "Draft, not yet approved",
    Status.MACHINE: MACHINE_LABEL,
    Status.OUTDATED: "Older version",
}


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to open or download; `path` is relative to the output folder, `size` in bytes."""

    format: Format
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One document in one language.

    `title` is in that language; of a document that is on its way, it is the Swedish title,
    marked as Swedish. `files` are in the order in which they are offered; without files the
    translation is on its way, and `status` and the dates are not shown.
    """

    document: str
    language: Language
    title: Text
    status: Status
    published: date
    updated: date | None = None
    files: tuple[SiteFile, ...] = ()

    @property
    def current(self) -> date:
        """The date that the text is valid for."""
        return self.updated or self.published


def published(edition: Edition, status: Status, files: tuple[SiteFile, ...]) -> Listing:
    """The listing of an edition with its published files."""
    info, title = edition.info, edition.briefing.title
    return Listing(info.name, edition.language, title, status, info.published, info.updated, files)


def on_its_way(original: Edition, own: Language) -> Listing:
    """The listing of a translation that does not exist yet, by the Swedish original's title."""
    title = text_of(*(replace(span, language=SOURCE_TAG) for span in original.briefing.title))
    return Listing(original.info.name, own, title, Status.DRAFT, original.info.published)


@dataclass(frozen=True, slots=True)
class Site:
    """What the index page says: who publishes, whom to ask, and what there is.

    The listings come in the order of the page: by language, and inside by document.
    """

    issuer: Issuer
    contact: Contact
    look: Look
    listings: tuple[Listing, ...]


def render_index(site: Site) -> bytes:
    """The index page in UTF-8.

    Raises PublishError if a language lacks the site's own sentences, since they never
    silently become Swedish or English.
    """
    swedish = language(SOURCE_TAG)
    title = interface(SOURCE_TAG).resident("Information in several languages")
    return page_html(
        "pipeline.publish",
        "index.html",
        language=swedish,
        look=site.look,
        issuer=site.issuer.name,
        contact=text_html(contact_sentence(site.contact, swedish), swedish),
        title=title,
        description=f"{title}: {site.issuer.name}",
        sections=[_section(own, found) for own, found in _by_language(site.listings)],
        updated=_updated(site.listings, swedish),
    )


def _by_language(listings: Sequence[Listing]) -> list[tuple[Language, list[Listing]]]:
    found: dict[Language, list[Listing]] = {}
    for listing in listings:
        found.setdefault(listing.language, []).append(listing)
    return list(found.items())


def _section(own: Language, listings: Sequence[Listing]) -> dict[str, object]:
    """A language's part of the page; the link of the list of languages goes where it helps.

    Where the language has one document, the link opens it; else it leads to the section.
    """
    pages = [quote(f.path) for item in listings for f in item.files if f.format == "html"]
    try:
        strings = interface(own.tag)
        return {
            "language": own,
            "choose": strings.resident("Choose your language"),
            "address": pages[0] if len(pages) == 1 == len(listings) else f"#{own.tag}",
            "documents": [_document(item) for item in listings],
            "on_its_way": not pages,
            "waiting": strings.resident("The translation is on its way."),
        }
    except MissingStringError as error:
        reason = "The site has no words in this language yet: {words}."
        raise PublishError(message(reason, words=str(error)), where="index.html") from None


def _document(listing: Listing) -> dict[str, object]:
    own = listing.language
    strings = interface(own.tag)
    if not listing.files:
        return {"title": title_html(listing.title, own), "page": None, "files": []}
    status = _STATUS_TEXTS.get(listing.status)
    template = "Updated {date}" if listing.updated else "Published {date}"
    return {
        "title": title_html(listing.title, own),
        "page": next((quote(f.path) for f in listing.files if f.format == "html"), None),
        "status": strings.resident(status) if status else "",
        "date": sentence(strings, template, date=time_html(listing.current, own)),
        "files": [file_link(item.format, item.path, item.size, own) for item in listing.files],
    }


def _updated(listings: Sequence[Listing], own: Language) -> Markup:
    days = [listing.current for listing in listings if listing.files]
    if not days:
        return Markup("")
    return sentence(interface(own.tag), "Updated {date}", date=time_html(max(days), own))
