"""What stays on the site without being made anew, what goes, and what staff are told of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.editions import Prepared
from pipeline.findings import Finding, Report, Severity
from pipeline.languages import SOURCE_TAG
from pipeline.messages import message
from pipeline.project import Document
from pipeline.publish.renames import renamed_to
from pipeline.published import Published
from pipeline.settings import Publish, Settings


def not_for_the_public(document: Document) -> Prepared:
    """A document that its settings keep from the public: nothing, and a note of it."""
    reason = "By its settings this document is still being written; nothing is published."
    finding = Finding("document.status", document.info.name, message(reason), Severity.NOTE)
    report = document.parsed.report.with_findings((finding,))
    return Prepared(document.info.name, SOURCE_TAG, None, False, report)


def without_source(
    documents: tuple[Document, ...],
    settings: Settings,
    published: Published,
    removed: tuple[str, ...] = (),
) -> Iterator[Prepared]:
    """What is published of documents whose source is gone: it stays, and staff are told.

    Where a person has removed the document, or its folder, there is nothing to tell.
    """
    names = {document.info.name for document in documents}
    told: set[str] = set()
    for name, tag in published.keys:
        is_known = tag in settings.tags and name not in removed
        if name in names or not is_known or not (published.folder / name).is_dir():
            continue
        findings = () if name in told else (_source_gone(name, documents, published),)
        told.add(name)
        left = published.withdrawals.get((name, tag))
        if left:
            left = replace(left, issuer=settings.issuer, contact=settings.contact)
        edition = published.editions.get((name, tag))
        yield Prepared(name, tag, edition, False, Report(findings), withdrawal=left)


def _source_gone(name: str, documents: tuple[Document, ...], published: Published) -> Finding:
    """What is known of a document without source, and how to take its files away."""
    count = len(published.files_of(name))
    if published.withdrawn_since(name):
        reason = (
            "The source of this withdrawn document is gone; the pages that say that it is "
            'withdrawn stay ({count} files). To take them away: make remove NAME="{name}"'
        )
        text = message(reason, count=count, name=name)
        return Finding("source.gone", name, text, Severity.NOTE)
    swedish = published.editions.get((name, SOURCE_TAG))
    texts = {document.info.name: document.parsed.briefing for document in documents}
    other = renamed_to(swedish, texts) if swedish else None
    if other:
        reason = (
            "The source of this document is gone, and {other} has the same text, or almost: it "
            "looks renamed. What is published under the old name stays ({count} files). Give the "
            'source its old name back, or see which files would go: make remove NAME="{name}"'
        )
        text = message(reason, other=other, count=count, name=name)
    else:
        reason = (
            "The source of this document is gone; what is published of it stays ({count} files). "
            "Put the source back and withdraw it in its settings, or see which files would go: "
            'make remove NAME="{name}"'
        )
        text = message(reason, count=count, name=name)
    return Finding("source.gone", name, text, Severity.WARNING)


def taken_away(removed: Iterable[str], published: Published) -> Iterator[Finding]:
    """A note of the pages and files that this build takes from the site, for each document.

    Pictures are not named: they go with the last page that shows them.
    """
    there = {file.path: file for file in published.manifest.files}
    gone: dict[str, list[str]] = {}
    for path in removed:
        file = there.get(path)
        if file and file.language and published.has(path):
            place = file.document or str(published.folder)
            gone.setdefault(place, []).append(path.removeprefix(f"{file.document}/"))
    for name, paths in gone.items():
        text = message("Taken away from the site: {files}", files=", ".join(paths))
        yield Finding("site.removed", name, text, Severity.NOTE)


def with_loss(item: Prepared, settings: Settings, published: Published) -> Prepared:
    """The same with a finding, if it cannot stay on the site because its text is lost."""
    is_planned = settings.languages.get(item.tag) is Publish.PLANNED
    is_there = item.edition or item.withdrawal
    if is_there or is_planned or (item.document, item.tag) not in published.lost:
        return item
    reason = (
        "The stored text of what was published here is missing or damaged, so it had to be "
        "taken away. Finish the translation, or put a copy of the output folder back."
    )
    where = str(published.folder / item.document / item.tag)
    finding = Finding("edition.lost", where, message(reason), Severity.WARNING)
    return replace(item, report=item.report.with_findings((finding,)))
