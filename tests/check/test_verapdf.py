import shutil
from pathlib import Path

import pytest
from pikepdf import Dictionary

from pipeline.check.results import Outcome
from pipeline.check.verapdf import check_with_verapdf, find_verapdf
from pipeline.messages import Message
from tests.builders import edition
from tests.conftest import require
from tests.defects.pdf_changes import catalog, harmed
from tests.samples import pdf_file

GOOD = edition("# Titel", "Ett stycke.", "- en punkt")


def test_without_the_jar_nothing_is_passed(tmp_path: Path) -> None:
    rows = check_with_verapdf(tmp_path, ["a.pdf"], tmp_path / "none.jar")
    assert [row.check for row in rows] == ["verapdf ua1", "verapdf 2a"]
    assert {row.outcome for row in rows} == {Outcome.NOT_RUN}
    assert all(row.reason for row in rows)


def test_without_java_it_tells_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = find_verapdf()
    assert isinstance(found, Message)
    assert "Java" in str(found)


def test_a_jar_that_is_none(tmp_path: Path) -> None:
    require("Java is not installed", shutil.which("java") is not None)
    broken = tmp_path / "broken.jar"
    broken.write_bytes(b"no jar")
    (tmp_path / "a.pdf").write_bytes(pdf_file(GOOD))
    rows = check_with_verapdf(tmp_path, ["a.pdf"], broken)
    assert {row.outcome for row in rows} == {Outcome.FAILED}


def test_good_and_bad_files_are_told_apart(verapdf_jar: Path, tmp_path: Path) -> None:
    (tmp_path / "bra å").mkdir()
    files = {
        "bra å/god.pdf": pdf_file(GOOD),
        "utan språk.pdf": harmed(pdf_file(GOOD), catalog(MarkInfo=Dictionary(Marked=False))),
        "trasig.pdf": b"%PDF-1.7\nno file",
    }
    for path, data in files.items():
        (tmp_path / path).write_bytes(data)
    rows = check_with_verapdf(tmp_path, list(files), verapdf_jar)
    outcomes = {(row.path, row.check): row.outcome for row in rows}
    for flavour in ("ua1", "2a"):
        assert outcomes["bra å/god.pdf", f"verapdf {flavour}"] is Outcome.PASSED
        assert outcomes["utan språk.pdf", f"verapdf {flavour}"] is Outcome.FAILED
        assert outcomes["trasig.pdf", f"verapdf {flavour}"] is Outcome.FAILED
    clauses = [str(f.message) for row in rows for f in row.findings if f.rule == "verapdf.ua1"]
    assert any("ISO 14289-1" in clause for clause in clauses)
