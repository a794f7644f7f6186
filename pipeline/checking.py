"""The check of a finished site before it is published: its documents, then its own pages."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.check.html_index import Publisher
from pipeline.check.site import check_own_pages
from pipeline.check.site_document import DocumentPart, check_document
from pipeline.executor import Executor, Lost
from pipeline.findings import Finding, Report
from pipeline.site import NewSite
from pipeline.steps import given_up


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a site, and what it has to know of each document that was looked at."""

    report: Report
    parts: Mapping[str, DocumentPart]


@dataclass(frozen=True, slots=True)
class _Due:
    """A document whose files are to be checked; `files` are their contents by their paths."""

    step: str
    files: Mapping[str, bytes]


def check_new_site(
    site: NewSite,
    folder: Path,
    publisher: Publisher,
    known: Mapping[str, DocumentPart],
    executor: Executor,
) -> Checked:
    """The findings of a site that is to replace the one in a folder.

    The documents that are `known` have been checked and are as they were; of the others, the
    files that stay are read from the folder.
    """
    names = sorted(_documents(site, known))
    due = [_Due(name, site.document_files({name}, folder)) for name in names]
    findings: list[Finding] = []
    parts: dict[str, DocumentPart] = {}
    for each, done in zip(due, executor.map(_check, None, due), strict=True):
        if isinstance(done, Lost):
            findings.append(given_up(each.step))
        else:
            parts[each.step], found = done
            findings += found
    every = {**known, **parts}
    own = check_own_pages(site.own_files, [every[name] for name in sorted(every)], publisher)
    return Checked(Report((*findings, *own)), parts)


def _documents(site: NewSite, known: Container[str]) -> set[str]:
    found = {path.partition("/")[0] for path in (*site.files, *site.kept) if "/" in path}
    return {name for name in found if name not in known}


def _check(_shared: None, due: _Due) -> tuple[DocumentPart, tuple[Finding, ...]]:
    return check_document(due.step, due.files)
