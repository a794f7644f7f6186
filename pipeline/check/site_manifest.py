"""What the manifest says of the files, compared with the texts that are stored of them.

Rule: `site.manifest`.
"""

from collections.abc import Iterator, Mapping

from pipeline.check.html_index import Contents
from pipeline.edition import Withdrawal
from pipeline.errors import PublishError
from pipeline.findings import Finding
from pipeline.manifest import MANIFEST, PublishedFile, Status, parse_manifest
from pipeline.messages import message
from pipeline.model import one_line
from pipeline.summary import EditionSummary


def manifest_findings(files: Mapping[str, bytes], contents: Contents) -> Iterator[Finding]:
    """What is wrong with the manifest among these files, if there is one.

    It lists what the `contents` have, but for itself.
    """
    if MANIFEST not in files:
        return
    try:
        listed = {file.path: file for file in parse_manifest(files[MANIFEST]).files}
    except PublishError as error:
        yield Finding("site.manifest", MANIFEST, error.text)
        return
    for path in sorted(listed.keys() ^ (contents.sizes.keys() - {MANIFEST})):
        reason = "The manifest and the files of the site differ: {path}."
        yield Finding("site.manifest", MANIFEST, message(reason, path=path))
    for file in listed.values():
        if file.document and file.language:
            key = (file.document, file.language)
            stored = contents.editions.get(key) or contents.withdrawals.get(key)
            if stored and not _agrees(file, stored):
                reason = "The manifest says otherwise than the stored text of this document."
                yield Finding("site.manifest", file.path, message(reason))


def _agrees(file: PublishedFile, stored: EditionSummary | Withdrawal) -> bool:
    if isinstance(stored, Withdrawal):
        return (file.status, file.title) == (Status.WITHDRAWN, one_line(stored.title))
    state = Status.OUTDATED if stored.superseded else Status(stored.state.value)
    return file.status is state
