"""The page at the address of a withdrawn document: it says that the text no longer applies."""

from urllib.parse import quote

from pipeline.edition import Withdrawal
from pipeline.errors import PublishError
from pipeline.imprint import contact_sentence
from pipeline.interface import MissingStringError, interface
from pipeline.languages import SOURCE_TAG, Language
from pipeline.messages import message
from pipeline.model import one_line
from pipeline.published_paths import language_page
from pipeline.webpage import (
    Look,
    SharedFiles,
    page_html,
    sentence,
    text_html,
    time_html,
    title_html,
)


def render_withdrawn(
    left: Withdrawal, look: Look, others: tuple[Language, ...], shared: SharedFiles
) -> bytes:
    """The page in UTF-8; `others` are the other languages in which the document has such a page.

    Raises PublishError if the language lacks one of the page's sentences.
    """
    own, strings = left.language, interface(left.tag)
    path = left.path("html")
    title = one_line(left.title)
    try:
        text = strings.resident("This document has been withdrawn and no longer applies.")
        return page_html(
            "pipeline.publish",
            "withdrawn.html",
            language=own,
            look=look,
            issuer=left.issuer.name,
            contact=text_html(contact_sentence(left.contact, own), own),
            title=title,
            description=text,
            links=shared.links(path, own, _alternates(left, others)),
            sheets=("withdrawn.css",),
            all_documents=f"../../{language_page(own.tag)}",
            heading=title_html(left.title, own),
            text=text,
            day=sentence(strings, "Withdrawn {date}", date=time_html(left.day, own)),
        )
    except MissingStringError as error:
        reason = "The site has no words in this language yet: {words}."
        raise PublishError(message(reason, words=str(error)), where=path) from None


def _alternates(left: Withdrawal, others: tuple[Language, ...]) -> tuple[tuple[str, str], ...]:
    """The same page in each language; without others there is nothing to tell."""
    if not others:
        return ()
    pages = tuple((own.html, _address(left, own)) for own in (left.language, *others))
    default = [address for tag, address in pages if tag == SOURCE_TAG]
    return (*pages, *(("x-default", address) for address in default))


def _address(left: Withdrawal, own: Language) -> str:
    return quote(f"../{own.tag}/{left.name}.{own.tag}.html")
