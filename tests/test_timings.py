"""What a build's time was spent on: the table, the JSON, the trace, the log."""

import json
from collections.abc import Iterator

import pytest

from pipeline.executor import InThisProcess
from pipeline.findings import Finding, Report
from pipeline.interface import interface
from pipeline.messages import message
from pipeline.timings import Span, Stopwatch, log_lines, timings_json, totals, trace_json
from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]

SPANS = [
    Span("lage/fi/lage.fi.pdf", 1.0, 2.0, 7),
    Span("lage/ar/lage.ar.pdf", 1.0, 3.0, 8),
    Span("lage/ar", 0.5, 0.25, 8),
]


def ticking() -> Iterator[float]:
    yield from (float(second) for second in range(100))


@pytest.fixture
def watch() -> Stopwatch:
    ticks = ticking()
    return Stopwatch(clock=lambda: next(ticks), spans=list(SPANS))


def test_work_by_its_step_and_by_its_language() -> None:
    assert [(t.step, t.pieces, t.seconds, t.longest) for t in totals(SPANS)] == [
        ("pdf", 2, 5.0, 3.0),
        ("text", 1, 0.25, 0.25),
    ]
    found = [(t.step, t.language) for t in totals(SPANS, by_language=True)]
    assert found == [("pdf", "ar"), ("pdf", "fi"), ("text", "ar")]


def test_phases_follow_each_other_and_files_of_one_phase_are_one(watch: Stopwatch) -> None:
    show = watch.progress(lambda _text: None)
    show(message("Reading"))
    show(message("Making {path}", path="a"))
    show(message("Making {path}", path="b"))
    watch.stop()
    assert [phase.name for phase in watch.phases] == ["Reading", "Making"]
    assert all(phase.seconds > 0 for phase in watch.phases)


def test_the_executor_gives_what_it_would_without_the_watch(watch: Stopwatch) -> None:
    executor = watch.executor(InThisProcess())
    assert list(executor.map(lambda shared, item: shared + item, 1, [1, 2, 3])) == [2, 3, 4]
    assert len(watch.spans) == len(SPANS) + 3


def test_the_trace_has_the_form_that_viewers_read(watch: Stopwatch) -> None:
    events = json.loads(trace_json(watch))["traceEvents"]
    first = {k: events[0][k] for k in ("name", "cat", "ph", "ts", "dur", "tid")}
    assert first == {
        "name": "lage/fi/lage.fi.pdf",
        "cat": "pdf",
        "ph": "X",
        "ts": 1_000_000,
        "dur": 2_000_000,
        "tid": 7,
    }


def test_the_log_has_no_sentence_of_a_finding(watch: Stopwatch) -> None:
    text = message("The name “{name}” is missing in the translation.", name="Carin")
    report = Report((Finding("fidelity.name", "fi.po:3", text),))
    lines = [json.loads(line) for line in log_lines(watch, 1, report)]
    assert [line["event"] for line in lines] == ["work"] * 3 + ["finding", "end"]
    assert lines[3] | {"time": ""} == {
        "time": "",
        "event": "finding",
        "rule": "fidelity.name",
        "where": "fi.po:3",
        "severity": "error",
    }
    assert "Carin" not in json.dumps(lines)
    assert lines[-1]["exit_code"] == 1


def test_a_build_shows_its_timings_and_writes_them(workplace: Workplace) -> None:
    arguments = ("--language", "sv", "--jobs", "1", "--timings", "--log", "log/build.jsonl")
    result = workplace.run("build", *arguments)
    assert result.exit_code == 0, result.errors
    assert "Making the files" in result.errors
    work = json.loads((workplace.folder / "build" / "timings.json").read_text("utf-8"))["work"]
    assert f"{NAME}/sv/{NAME}.sv.pdf" in {piece["name"] for piece in work}
    assert json.loads((workplace.folder / "build" / "trace.json").read_text("utf-8"))
    log = (workplace.folder / "log" / "build.jsonl").read_text("utf-8").splitlines()
    assert json.loads(log[-1])["event"] == "end"
    assert "trygghetsskapande" not in "\n".join(log)
    workplace.run("build", *arguments)
    assert len((workplace.folder / "log" / "build.jsonl").read_text("utf-8").splitlines()) > len(
        log
    )


def test_the_json_is_whole(watch: Stopwatch) -> None:
    value = json.loads(timings_json(watch))
    assert [piece["step"] for piece in value["work"]] == ["pdf", "pdf", "text"]
    assert interface("sv").show(message("Making the files")) == "Gör filerna"
