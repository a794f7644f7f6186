"""All that a language's page is compared with, as a digest, so that it is not compared twice."""

import hashlib
from collections.abc import Mapping

from pipeline.check.html_index import FORMATS, Contents, Publisher
from pipeline.check.html_parts import size_text
from pipeline.languages import SOURCE_TAG, all_languages
from pipeline.published_paths import INDEX, language_page
from pipeline.summary import EditionSummary


def page_digests(
    own: Mapping[str, bytes], contents: Contents, publisher: Publisher
) -> dict[str, str]:
    """A digest (SHA-256, hex) for the page of each language, by its path.

    Two are equal only if the pages are, and all documents in the language, those that may be on
    their way, the sizes of the files, the index, the publisher, and which files the site has of
    its own.
    """
    around = repr((publisher, sorted(own), hashlib.sha256(own[INDEX]).digest()))
    found = {
        tag: hashlib.sha256(around.encode("utf-8", "surrogatepass") + own[language_page(tag)])
        for tag in all_languages()
        if language_page(tag) in own
    }
    for (name, tag), edition in contents.editions.items():
        if tag in found:
            told = repr((edition, _sizes(edition, contents)))
            found[tag].update(told.encode("utf-8", "surrogatepass"))
        if tag == SOURCE_TAG:
            waiting = repr((name, edition.title)).encode("utf-8", "surrogatepass")
            for other in found.keys() - contents.tags[name]:
                found[other].update(waiting)
    for (_, tag), left in contents.withdrawals.items():
        if tag in found:
            found[tag].update(repr(left).encode("utf-8", "surrogatepass"))
    return {language_page(tag): digest.hexdigest() for tag, digest in found.items()}


def _sizes(edition: EditionSummary, contents: Contents) -> list[str | None]:
    """The sizes of the edition's files, as they are told."""
    sizes = (contents.sizes.get(edition.path(format_)) for format_ in FORMATS)
    own = edition.language
    return [None if size is None else size_text(size, own) for size in sizes]
