"""What a build remembers of the last one; it may be lost at any time, and then costs only time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.file_digests import FileDigests
from pipeline.fingerprint import folder_entries
from pipeline.manifest import Manifest
from pipeline.project import Project
from pipeline.selection import Selection
from pipeline.settled import (
    Settled,
    files_of,
    inputs_of,
    settled_documents,
)
from pipeline.settled_record import read_settled, write_settled
from pipeline.steps import StepRecord, read_steps, write_steps


@dataclass(frozen=True, slots=True)
class BuildMemory:
    """The results of steps, the documents that may be settled, and the digests of files.

    `pages` identify the languages' pages that were right (`check_own_pages`), by digests that
    hold for one version of the program. `output` is the digest of the output folder as the build
    left it (`output_digest`); `sources` are the entries of the source folder, if they are known.
    """

    steps: StepRecord = field(default_factory=StepRecord)
    pages: frozenset[str] = frozenset()
    documents: Mapping[str, Settled] = field(default_factory=dict)
    digests: FileDigests = field(default_factory=FileDigests)
    output: str = ""
    sources: tuple[tuple[str, bytes], ...] = ()

    def start(self, project: Project, manifest: Manifest, selection: Selection) -> "Start":
        """What is the same as at the last build. Raises SourceError."""
        sources = self.sources or folder_entries(project.source, self.digests)
        inputs = inputs_of(project, sources)
        if not self.documents:
            return Start(manifest, inputs, {})
        files = files_of(folder_entries(project.output, self.digests), manifest)
        known = settled_documents(self.documents, inputs, files, manifest, selection)
        return Start(manifest, inputs, known)


@dataclass(frozen=True, slots=True)
class Start:
    """What a build begins with: what is published, a digest of what each document depends on, and
    the documents that need no second look."""

    manifest: Manifest
    inputs: Mapping[str, str]
    settled: Mapping[str, Settled]


def read_memory(
    project: Project,
    digests: FileDigests | None = None,
    sources: tuple[tuple[str, bytes], ...] = (),
    steps: StepRecord | None = None,
) -> BuildMemory:
    """What the last build of the project remembered, as far as it can be used.

    What is known already, its steps among it, is not read again.
    """
    known = FileDigests() if digests is None else digests
    documents, pages = read_settled(project)
    found = read_steps(project) if steps is None else steps
    return BuildMemory(found, pages, documents, known, sources=sources)


def write_memory(project: Project, memory: BuildMemory) -> None:
    """Remember it for the next build; the digests are remembered by themselves."""
    write_steps(project, memory.steps)
    write_settled(project, memory.documents, memory.pages)
