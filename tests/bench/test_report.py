"""Figures that were kept come back, and are shown as a picture and as a table."""

from pathlib import Path

from lxml import html

from bench.history import HISTORY, Measurement, add, read
from bench.report import report

OLD = Measurement("2026-11-26", "aaaaaaa", 0.5, "scale", {"one process, files/s": 8.0})
NEW = Measurement("2026-11-27", "bbbbbbb", 0.5, "scale", {"one process, files/s": 12.5, "<new>": 0})


def test_what_was_measured_is_kept_in_order(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    assert read(path) == ()
    for value in (1.0, 2.0):
        add("bench", {"files/s": value}, path)
    assert [m.figures["files/s"] for m in read(path)] == [1.0, 2.0]
    assert all(m.machine > 0 and m.commit for m in read(path))


def test_each_figure_has_a_picture_with_a_name_and_a_table() -> None:
    page = html.document_fromstring(report([OLD, NEW]))
    assert [e.text for e in page.iter("h3")] == ["one process, files/s", "<new>"]
    pictures = list(page.iter("svg"))
    assert pictures[0].get("aria-label") == "one process, files/s: from 8 to 12.5; most 12.5"
    first, second = (p.split(",") for p in str(pictures[0].xpath(".//polyline/@points")[0]).split())
    assert float(first[0]) < float(second[0])
    assert float(first[1]) > float(second[1])  # the larger one stands higher
    assert [e.text for e in page.iter("td")].count("aaaaaaa") == 1


def test_what_is_kept_in_the_project_can_be_drawn() -> None:
    history = read(HISTORY)
    assert report(history).count("<svg") >= len({m.bench for m in history})
