"""The residents' pages: `index.html`, which lists the languages, and a page for each of them.

The index is Swedish and names every language in its own words, with the Swedish name beside it
for those who help. A language's page, `TAG.html`, lists every document that there is in it, those
that are on their way, and those that have been withdrawn.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from pipeline.edition import Contact, Issuer, Withdrawal
from pipeline.errors import PublishError
from pipeline.imprint import contact_sentence
from pipeline.interface import MACHINE_LABEL, MissingStringError, interface, speaks_to_residents
from pipeline.languages import SOURCE_TAG, Language, language
from pipeline.manifest import Status
from pipeline.messages import message
from pipeline.model import Text, text_of
from pipeline.published_paths import INDEX, language_page
from pipeline.summary import EditionSummary
from pipeline.webpage import (
    Look,
    PageFormat,
    SharedFiles,
    file_link,
    file_size,
    page_html,
    sentence,
    text_html,
    time_html,
    title_html,
)

Format = PageFormat

STATUS_TEXTS = {
    Status.DRAFT: "Draft, not yet approved",
    Status.MACHINE: MACHINE_LABEL,
    Status.OUTDATED: "Older version",
}
"""What residents are told of a text that is not approved or not today's."""


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
    marked as Swedish, and `status` is None. `published` is the day of the withdrawal where the
    status says that. `files` are in the order in which they are offered.
    """

    document: str
    language: Language
    title: Text
    status: Status | None
    published: date
    updated: date | None = None
    files: tuple[SiteFile, ...] = ()

    @property
    def current(self) -> date:
        """The date that the text is valid for, or that it was withdrawn on."""
        return self.updated or self.published

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands in a list: what there is, what comes, what was; the newest first."""
        group = {None: 1, Status.WITHDRAWN: 2}.get(self.status, 0)
        return group, -self.current.toordinal(), self.document

    @property
    def page(self) -> str | None:
        """The address of the web page, relative to the output folder."""
        return next((quote(file.path) for file in self.files if file.format == "html"), None)


def published(edition: EditionSummary, status: Status, files: tuple[SiteFile, ...]) -> Listing:
    """The listing of an edition with its published files."""
    info, title = edition.info, edition.title
    return Listing(info.name, edition.language, title, status, info.published, info.updated, files)


def on_its_way(original: EditionSummary, own: Language) -> Listing:
    """The listing of a translation that does not exist yet, by the Swedish original's title."""
    title = text_of(*(replace(s, language=s.language or SOURCE_TAG) for s in original.title))
    return Listing(original.info.name, own, title, None, original.info.published)


def withdrawn(left: Withdrawal, size: int) -> Listing:
    """The listing of a withdrawn document, whose page of this size says so."""
    page = SiteFile("html", left.path("html"), size)
    return Listing(left.name, left.language, left.title, Status.WITHDRAWN, left.day, files=(page,))


@dataclass(frozen=True)
class Site:
    """What the residents' pages say: who publishes, whom to ask, and what there is.

    `languages` are all that the index names, in its order.
    """

    issuer: Issuer
    contact: Contact
    look: Look
    languages: tuple[Language, ...]
    listings: tuple[Listing, ...]
    shared: SharedFiles = field(default_factory=SharedFiles)

    def listed(self, own: Language) -> Sequence[Listing]:
        """The listings of a language in the order of its page."""
        return self._by_language.get(own.tag, ())

    @cached_property
    def _by_language(self) -> Mapping[str, Sequence[Listing]]:
        found: dict[str, list[Listing]] = {}
        for listing in sorted(self.listings, key=lambda i: i.place):
            found.setdefault(listing.language.tag, []).append(listing)
        return found

    def page_digest(self, own: Language) -> str:
        """A digest (SHA-256, hex) of all that the page of a language tells and leads to."""
        around = (self.issuer, self.contact, self.look, _alternates(self))
        links = self.shared.links(language_page(own.tag), own, _alternates(self))
        digest = hashlib.sha256(repr((own, around, links)).encode("utf-8", "surrogatepass"))
        for item in self.listed(own):
            days = (item.published, item.updated)
            files = [(file.path, file_size(file.size, own)) for file in item.files]
            told = (item.document, item.title, item.status, days, files)
            digest.update(repr(told).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    @cached_property
    def with_page(self) -> tuple[Language, ...]:
        """The languages that have a page.

        Where nothing is published there is one only if the site has words in the language.
        """
        return tuple(own for own in self.languages if self._has_page(own))

    def _has_page(self, own: Language) -> bool:
        listed = self.listed(own)
        is_published = any(item.status for item in listed)
        return is_published or (bool(listed) and speaks_to_residents(own.tag))


def render_site(site: Site) -> dict[str, bytes]:
    """The index and the page of each language, in UTF-8, by their paths.

    Raises PublishError if a language lacks the site's own sentences, since they never
    silently become Swedish or English.
    """
    pages = {INDEX: render_index(site)}
    for own in site.with_page:
        pages[language_page(own.tag)] = render_language(site, own)
    return pages


def render_index(site: Site) -> bytes:
    """The index page in UTF-8. Raises PublishError, as `render_site`."""
    swedish = language(SOURCE_TAG)
    title = interface(SOURCE_TAG).resident("Information in several languages")
    pages = site.with_page
    return page_html(
        "pipeline.publish",
        "index.html",
        language=swedish,
        look=site.look,
        issuer=site.issuer.name,
        contact=text_html(contact_sentence(site.contact, swedish), swedish),
        title=title,
        description=f"{title}: {site.issuer.name}",
        links=site.shared.links(INDEX, swedish, _alternates(site)),
        sheets=("index.css",),
        choices=[_choice(site, own, has_page=own in pages) for own in site.languages],
        updated=_updated(site, swedish),
    )


def render_language(site: Site, own: Language) -> bytes:
    """The page of a language in UTF-8. Raises PublishError, as `render_site`."""
    path = language_page(own.tag)
    try:
        title = interface(own.tag).resident("Information in English")
        return page_html(
            "pipeline.publish",
            "language.html",
            language=own,
            look=site.look,
            issuer=site.issuer.name,
            contact=text_html(contact_sentence(site.contact, own), own),
            title=title,
            description=f"{title}: {site.issuer.name}",
            links=site.shared.links(path, own, _alternates(site)),
            sheets=("language.css",),
            documents=[_document(item) for item in site.listed(own)],
        )
    except MissingStringError as error:
        raise _no_words(error, path) from None


def _no_words(error: MissingStringError, where: str) -> PublishError:
    reason = "The site has no words in this language yet: {words}."
    return PublishError(message(reason, words=str(error)), where=where)


def _alternates(site: Site) -> tuple[tuple[str, str], ...]:
    """The pages of all languages; whoever reads none of them chooses on the index."""
    pages = tuple((own.html, language_page(own.tag)) for own in site.with_page)
    return (*pages, ("x-default", INDEX)) if pages else ()


def _choice(site: Site, own: Language, *, has_page: bool) -> dict[str, object]:
    """A language in the list; `waiting` says in its words that nothing is published yet."""
    strings = interface(own.tag)
    is_waiting = not any(item.status for item in site.listed(own)) and own.tag != SOURCE_TAG
    try:
        return {
            "language": own,
            "choose": strings.resident("Choose your language"),
            "address": language_page(own.tag) if has_page else None,
            "swedish": own.swedish if own.swedish != own.endonym else "",
            "waiting": strings.resident("The translation is on its way.") if is_waiting else "",
        }
    except MissingStringError as error:
        raise _no_words(error, INDEX) from None


def _document(listing: Listing) -> dict[str, object]:
    own = listing.language
    strings = interface(own.tag)
    downloads = [file for file in listing.files if file.format != "html"]
    return {
        "title": title_html(listing.title, own),
        "page": listing.page,
        "facts": list(_facts(listing)),
        "files": [file_link(item.format, item.path, item.size, own) for item in downloads],
        "waiting": "" if listing.files else strings.resident("The translation is on its way."),
    }


def _facts(listing: Listing) -> Iterator[dict[str, object]]:
    """When it was published, updated or withdrawn, and what to think of its text."""
    own, status = listing.language, listing.status
    strings = interface(own.tag)
    if not listing.files:
        return
    day = time_html(listing.current, own)
    if status is Status.WITHDRAWN:
        yield {"text": sentence(strings, "Withdrawn {date}", date=day), "is_status": True}
        return
    template = "Updated {date}" if listing.updated else "Published {date}"
    yield {"text": sentence(strings, template, date=day), "is_status": False}
    if status in STATUS_TEXTS:
        yield {"text": strings.resident(STATUS_TEXTS[status]), "is_status": True}


def _updated(site: Site, own: Language) -> Markup:
    days = [item.current for item in site.listings if item.files]
    if not days:
        return Markup("")
    return sentence(interface(own.tag), "Updated {date}", date=time_html(max(days), own))
