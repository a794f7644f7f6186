"""The check of a finished site before it is published: its documents, then its own pages."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.check.html_index import Publisher
from pipeline.check.site import check_own_pages
from pipeline.check.site_document import DocumentPart, check_document
from pipeline.executor import Executor, Lost
from pipeline.findings import Finding, Report
from pipeline.site import NewSite
from pipeline.steps import given_up

DOWNLOADS = (".pdf", ".docx")
"""What the site only tells the size of; the files themselves have been checked."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a site, and what it has to know of each document that was looked at.

    `pages` identify the languages' pages that are right (`check_own_pages`).
    """

    report: Report
    parts: Mapping[str, DocumentPart]
    pages: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Due:
    """A document whose files are to be checked; `files` are their contents by their paths.

    Of its `downloads` only the bytes are counted.
    """

    step: str
    files: Mapping[str, bytes]
    downloads: Mapping[str, int]


def check_new_site(
    site: NewSite,
    folder: Path,
    publisher: Publisher,
    known: Mapping[str, DocumentPart],
    known_pages: Container[str],
    executor: Executor,
) -> Checked:
    """The findings of a site that is to replace the one in a folder.

    The documents that are `known` have been checked and are as they were; of the others, the
    files that stay are read from the folder. So it is with the `known_pages` of languages.
    """
    due = list(_due(site, folder, known))
    findings: list[Finding] = []
    parts: dict[str, DocumentPart] = {}
    for each, done in zip(due, executor.map(_check, None, due), strict=True):
        if isinstance(done, Lost):
            findings.append(given_up(each.step))
        else:
            parts[each.step], found = done
            findings += found
    every = {**known, **parts}
    documents = [every[name] for name in sorted(every)]
    own = check_own_pages(site.own_files(folder), documents, publisher, known_pages)
    return Checked(Report((*findings, *own.findings)), parts, own.digests)


def _due(site: NewSite, folder: Path, known: Container[str]) -> Iterator[_Due]:
    for name, paths in site.documents_paths(known).items():
        downloads = [path for path in paths if path.endswith(DOWNLOADS)]
        yield _Due(
            name,
            {path: site.content(path, folder) for path in paths if path not in downloads},
            {path: site.size(path) for path in downloads},
        )


def _check(_shared: None, due: _Due) -> tuple[DocumentPart, tuple[Finding, ...]]:
    return check_document(due.step, due.files, due.downloads)
