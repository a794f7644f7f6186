"""What a build spends its time on: each step of each file, and the phases of the whole.

Nothing of a document is told but its name: no title and no text.
"""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeVar, runtime_checkable

from rich.table import Table

from pipeline.executor import Executor, Lost
from pipeline.findings import Report
from pipeline.interface import Interface
from pipeline.json_values import JsonObject, JsonValue
from pipeline.messages import Message, message

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")
Clock = Callable[[], float]
"""Seconds since any moment, the same one in all processes of this machine."""

TEXT = "text"
"""The step that translates and checks a text; the others are called by their format."""
LINKS = "links"
"""The check of what leads from file to file of a document."""
MICROSECONDS = 1_000_000
PHASES = {"Making": message("Making the files")}
"""What a phase is called whose progress names each file."""


@runtime_checkable
class Named(Protocol):
    """A piece of work that has a name: `NAME`, `NAME/TAG`, or the path of a file."""

    @property
    def step(self) -> str:
        """The name."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of work: when it began, in seconds since the build began, how many seconds it took,
    and in which process."""

    name: str
    start: float
    seconds: float
    process: int

    @property
    def step(self) -> str:
        """What kind of work it was: `text`, `pdf`, `docx`, `html`, `links`."""
        if "/" not in self.name:
            return LINKS
        return self.name.rpartition(".")[2] if self.name.count("/") > 1 else TEXT

    @property
    def language(self) -> str:
        """The tag of its language."""
        return self.name.split("/")[1] if "/" in self.name else ""

    def to_json(self) -> JsonObject:
        """For machines."""
        return {
            "name": self.name,
            "step": self.step,
            "language": self.language,
            "start": round(self.start, 6),
            "seconds": round(self.seconds, 6),
            "process": self.process,
        }


@dataclass
class Stopwatch:
    """Takes the time of all that goes through its executor and its progress."""

    clock: Clock = time.monotonic
    spans: list[Span] = field(default_factory=list)
    phases: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.began = self.clock()

    def executor(self, inner: Executor) -> Executor:
        """An executor that does the same and takes the time of each piece of work."""
        return _TimedExecutor(inner, self)

    def progress(self, inner: Callable[[Message], None]) -> Callable[[Message], None]:
        """A progress that shows the same and takes the time of each phase."""

        def show(text: Message) -> None:
            self._begin_phase(text.template.partition("{")[0].strip())
            inner(text)

        return show

    def stop(self) -> None:
        """Ends the last phase."""
        if self.phases:
            last = self.phases.pop()
            seconds = self.clock() - self.began - last.start
            self.phases.append(Span(last.name, last.start, seconds, last.process))

    def _begin_phase(self, name: str) -> None:
        if self.phases and self.phases[-1].name == name:
            return
        self.stop()
        self.phases.append(Span(name, self.clock() - self.began, 0, os.getpid()))


class _TimedExecutor:
    def __init__(self, inner: Executor, watch: Stopwatch) -> None:
        self._inner = inner
        self._watch = watch

    def map(
        self,
        function: Callable[[Shared, Item], Result],
        shared: Shared,
        items: Iterable[Item],
    ) -> Iterator[Result | Lost]:
        """As `Executor.map`."""
        waiting = tuple(items)
        call = (function, shared)
        for item, done in zip(waiting, self._inner.map(_timed, call, waiting), strict=True):
            if isinstance(done, Lost):
                yield done
                continue
            result, start, end, process = done
            name = item.step if isinstance(item, Named) else ""
            self._watch.spans.append(Span(name, start - self._watch.began, end - start, process))
            yield result


def _timed(
    call: tuple[Callable[[Shared, Item], Result], Shared], item: Item
) -> tuple[Result, float, float, int]:
    function, shared = call
    start = time.monotonic()
    result = function(shared, item)
    return result, start, time.monotonic(), os.getpid()


@dataclass(frozen=True, slots=True)
class Total:
    """The work of one kind: how many pieces, and how many seconds all and the longest took."""

    step: str
    language: str
    pieces: int
    seconds: float
    longest: float


def totals(spans: Iterable[Span], *, by_language: bool = False) -> tuple[Total, ...]:
    """The work by its step or, if asked, by its step and language; the most costly first."""
    groups: dict[tuple[str, str], list[float]] = {}
    for span in spans:
        key = (span.step, span.language if by_language else "")
        groups.setdefault(key, []).append(span.seconds)
    found = (Total(*key, len(each), sum(each), max(each)) for key, each in groups.items())
    return tuple(sorted(found, key=lambda total: (-total.seconds, total.step, total.language)))


def timings_json(watch: Stopwatch) -> str:
    """All that was measured, as JSON."""
    value: JsonObject = {
        "seconds": round(sum(phase.seconds for phase in watch.phases), 6),
        "phases": [{"name": p.name, "seconds": round(p.seconds, 6)} for p in watch.phases],
        "work": [span.to_json() for span in watch.spans],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def trace_json(watch: Stopwatch) -> str:
    """The same in the Trace Event Format, which Perfetto, chrome://tracing and the Firefox
    Profiler open: a lane for each process, times in microseconds."""
    events: list[JsonValue] = [_event(phase, "phase") for phase in watch.phases]
    events += [_event(span, span.step) for span in watch.spans]
    return json.dumps({"traceEvents": events, "displayTimeUnit": "ms"}, ensure_ascii=False) + "\n"


def log_lines(watch: Stopwatch, exit_code: int, report: Report) -> Iterator[str]:
    """The build as lines of JSON: each piece of work, each finding without its sentence, which may
    quote a document, and how it ended."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for span in watch.spans:
        yield _line(now, "work", span.to_json())
    for finding in report.findings:
        place = {"rule": finding.rule, "where": finding.where, "severity": finding.severity.value}
        yield _line(now, "finding", dict(place))
    seconds = round(sum(phase.seconds for phase in watch.phases), 6)
    yield _line(now, "end", {"exit_code": exit_code, "seconds": seconds})


def _line(now: str, event: str, values: JsonObject) -> str:
    return json.dumps({"time": now, "event": event, **values}, ensure_ascii=False) + "\n"


def timings_tables(watch: Stopwatch, ui: Interface) -> tuple[Table, ...]:
    """The phases of the build, the work by its kind, and that of each language."""
    phases = Table(title=ui.show(message("Phases")))
    _columns(phases, ui, message("Phase"), message("Seconds"))
    for phase in watch.phases:
        phases.add_row(ui.show(PHASES.get(phase.name, Message(phase.name))), _two(phase.seconds))
    steps = Table(title=ui.show(message("Work, of all processes together")))
    numbers = (message("Number"), message("Seconds"), message("Longest"))
    _columns(steps, ui, message("Step"), *numbers)
    for total in totals(watch.spans):
        steps.add_row(total.step, str(total.pieces), _two(total.seconds), _two(total.longest))
    return phases, steps, _languages(watch, ui)


def _languages(watch: Stopwatch, ui: Interface) -> Table:
    """Seconds of each language, a column for each step."""
    table = Table(title=ui.show(message("Seconds of each language")))
    found = {(t.step, t.language): t.seconds for t in totals(watch.spans, by_language=True)}
    kinds = [total.step for total in totals(watch.spans)]
    _columns(table, ui, message("Language"), *map(Message, kinds))
    for tag in dict.fromkeys(span.language for span in watch.spans):
        table.add_row(tag, *(_two(found.get((kind, tag), 0)) for kind in kinds))
    return table


def _columns(table: Table, ui: Interface, first: Message, *numbers: Message) -> None:
    table.add_column(ui.show(first))
    for name in numbers:
        table.add_column(ui.show(name), justify="right")


def _two(seconds: float) -> str:
    return f"{seconds:.2f}"


def _event(span: Span, category: str) -> JsonObject:
    return {
        "name": span.name,
        "cat": category,
        "ph": "X",
        "ts": round(span.start * MICROSECONDS),
        "dur": round(span.seconds * MICROSECONDS),
        "pid": 1,
        "tid": span.process,
    }
