"""What the commands around a build do: build, why, remove.

Heavy modules are imported when they are needed: a build with nothing to do takes a fraction of a
second.
"""

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import EXIT_OK, UsageError
from pipeline.interface import Interface
from pipeline.messages import message
from pipeline.project import Project
from pipeline.terminal import print_json, progress_line, report_json, show_report

if TYPE_CHECKING:
    from pipeline.executor import Executor
    from pipeline.fingerprint import LastBuild
    from pipeline.timings import Stopwatch


def build(
    ui: Interface,
    source: Path,
    output: Path,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int | None,
    memory: int | None,
    scheduler: str | None,
    timings: bool,
    log: Path | None,
    as_json: bool,
) -> int:
    """Build what has changed; with nothing changed, repeat what is still to be done."""
    project = Project(source, output)
    project.require_own_output()
    wanted = _Wanted(languages, formats, jobs, memory, scheduler, quiet=as_json)
    watch = _stopwatch() if timings or log else None
    with _only_build(ui, project):
        last, written = _built(ui, project, wanted, watch)
    if watch:
        _show_timings(ui, project, watch, last, log, is_shown=timings and not as_json)
    if as_json:
        value = {"exit_code": last.exit_code, "is_published": last.is_published}
        print_json({**value, "written": list(written or ()), **report_json(ui, last.report)})
    else:
        show_report(ui, last.report)
        _show_result(ui, project, last, written)
    return last.exit_code


def _only_build(ui: Interface, project: Project) -> AbstractContextManager[None]:
    """Waits, and says so, while another build of the project is running."""
    from pipeline.lock import one_at_a_time

    waiting = message("Another build is running. This one begins when that one is done.")
    return one_at_a_time(
        project.work / "build.lock", lambda: click.echo(ui.show(waiting), err=True)
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a build is asked for; `jobs` is the number of processes, None for one on each core.

    `memory` is how many megabytes of finished files may be in memory, None for the usual number.
    `scheduler` is the address of the scheduler whose workers do the work instead.
    """

    languages: tuple[str, ...]
    formats: tuple[str, ...]
    jobs: int | None
    memory: int | None
    scheduler: str | None
    quiet: bool

    @property
    def is_small(self) -> bool:
        """Whether processes on this machine are hardly needed."""
        return bool(self.languages or self.formats or self.jobs == 1 or self.scheduler)

    def executor(self) -> "AbstractContextManager[Executor]":
        """Where the work is done."""
        if self.scheduler:
            from pipeline.cluster import cluster

            return cluster(self.scheduler)
        from pipeline.executor import processes

        return processes(self.jobs)

    @property
    def options(self) -> tuple[str, ...]:
        """What of it decides what is built."""
        return (*sorted(self.languages), "/", *sorted(self.formats))


def _built(
    ui: Interface, project: Project, wanted: _Wanted, watch: "Stopwatch | None"
) -> "tuple[LastBuild, tuple[str, ...] | None]":
    """What the build found and the files it made; the last build and None if nothing changed."""
    from pipeline.file_digests import read_digests, write_digests
    from pipeline.fingerprint import (
        LastBuild,
        folder_entries,
        inputs_digest,
        output_digest,
        read_last_build,
        write_last_build,
    )

    digests = read_digests(project)
    sources = tuple(folder_entries(project.source, digests))
    inputs = inputs_digest(sources, wanted.options)
    last = read_last_build(project)
    if last and last.inputs == inputs and last.output == output_digest(project, digests):
        write_digests(project, digests)
        return last, None
    from pipeline.executor import load_early
    from pipeline.file_store import MOST_IN_MEMORY
    from pipeline.steps import read_steps

    steps = read_steps(project)
    if not (wanted.is_small or steps.is_current):
        load_early()
    from pipeline.build import Selection
    from pipeline.build import build as run_build
    from pipeline.build_memory import read_memory, write_memory

    memory = read_memory(project, digests, sources, steps)
    most = wanted.memory or MOST_IN_MEMORY
    selection = Selection(wanted.languages, wanted.formats)
    with wanted.executor() as workers, progress_line(ui, quiet=wanted.quiet) as line:
        executor = watch.executor(workers) if watch else workers
        progress = watch.progress(line) if watch else line
        result = run_build(project, selection, progress, executor, memory, most)
    if result.is_published:
        write_memory(project, result.memory)
    digest = result.memory.output or output_digest(project, digests)
    done = LastBuild(inputs, digest, result.exit_code, result.report, result.is_published)
    write_last_build(project, done)
    write_digests(project, digests)
    return done, result.written


def _stopwatch() -> "Stopwatch":
    from pipeline.timings import Stopwatch

    return Stopwatch()


def _show_timings(
    ui: Interface,
    project: Project,
    watch: "Stopwatch",
    last: "LastBuild",
    log: Path | None,
    *,
    is_shown: bool,
) -> None:
    """The table on the terminal; the same for programs, the trace and the log as files."""
    from rich.console import Console

    from pipeline.errors import PublishError
    from pipeline.timings import log_lines, timings_json, timings_tables, trace_json
    from pipeline.whole_file import write_whole

    watch.stop()
    if log:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.writelines(log_lines(watch, last.exit_code, last.report))
    if is_shown:
        for table in timings_tables(watch, ui):
            Console(stderr=True).print(table)
        write_whole(project.work / "timings.json", timings_json(watch).encode(), PublishError)
        write_whole(project.work / "trace.json", trace_json(watch).encode(), PublishError)
        reason = "All times: {timings}. To look at them in perfetto or chrome://tracing: {trace}"
        paths = {"timings": project.work / "timings.json", "trace": project.work / "trace.json"}
        text = message(reason, **{name: str(path) for name, path in paths.items()})
        click.echo(ui.show(text), err=True)


def why(ui: Interface, file: Path, source: Path, output: Path) -> int:
    """Tell why a published file was last made. Raises UsageError if nothing is known of it."""
    from pipeline.reasons import why as told
    from pipeline.steps import read_steps

    project = Project(source, output)
    path = os.path.relpath(file, output)
    if path.startswith(os.pardir):
        path = str(file)
    found = told(read_steps(project), Path(path).as_posix())
    if not found:
        reason = (
            "Nothing is known of this file. Name one of the output folder, such as "
            "output/index.html; a build tells why it was made."
        )
        raise UsageError(message(reason), where=str(file))
    for text in found:
        click.echo(ui.show(text))
    return EXIT_OK


def remove(ui: Interface, name: str, is_confirmed: bool, source: Path, output: Path) -> int:
    """Show what is published of a document without source, or take all of it away at once.

    Raises UsageError if nothing is published of it, or its source is there.
    """
    from pipeline.project import briefing_files
    from pipeline.publish.replace import recover
    from pipeline.published import read_published

    project = Project(source, output)
    project.require_own_output()
    recover(output)
    published = read_published(output)
    files = published.files_of(name)
    if not files:
        names = ", ".join(sorted({document for document, _ in published.keys}))
        reason = "Nothing is published of a document with this name. Published are: {names}."
        raise UsageError(message(reason, names=names), where=name)
    for path in briefing_files(project):
        if path.stem == name:
            reason = (
                "The source of this document is still there, so the next build would publish it "
                'again. To withdraw it, write status = "withdrawn" into its settings. To remove '
                "it without a trace, take its source away first."
            )
            raise UsageError(message(reason), where=str(path))
    for each in files:
        click.echo(str(output / each))
    if not is_confirmed:
        reason = (
            "These files would be taken away: {count}. Their addresses would then lead nowhere. "
            'Nothing has changed yet. To take them away: make remove NAME="{name}" YES=yes'
        )
        click.echo(ui.show(message(reason, count=len(files), name=name)))
        return EXIT_OK
    return _build_without(ui, project, name, len(files))


def _build_without(ui: Interface, project: Project, name: str, count: int) -> int:
    from pipeline.build import Selection
    from pipeline.build import build as run_build
    from pipeline.build_memory import read_memory, write_memory

    with _only_build(ui, project), progress_line(ui, quiet=False) as progress:
        selection = Selection(removed=(name,))
        result = run_build(project, selection, progress, memory=read_memory(project))
    if result.is_published:
        write_memory(project, result.memory)
    show_report(ui, result.report)
    if result.is_published:
        click.echo(ui.show(message("Files taken away: {count}.", count=count)))
    else:
        text = message("Nothing was published. What was published before is as it was.")
        click.echo(ui.show(text))
    return result.exit_code


def _show_result(
    ui: Interface, project: Project, last: "LastBuild", written: tuple[str, ...] | None
) -> None:
    index = project.output / "index.html"
    if not last.is_published:
        text = message("Nothing was published. What was published before is as it was.")
    elif written is None:
        text = message("Nothing has changed. Open {index}", index=str(index))
    else:
        number = len(written)
        text = message("Files made: {number}. Open {index}", number=number, index=str(index))
    click.echo(ui.show(text))
    if last.report.open:
        reason = "Findings that someone has to act on: {number}. They are listed above."
        click.echo(ui.show(message(reason, number=len(last.report.open))))
