import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Literal

import pytest
from lxml import etree
from rich.console import Console

from pipeline.check.artefacts import check_output
from pipeline.check.report import results_json, results_junit, results_table, summary
from pipeline.check.results import Outcome, Results
from pipeline.edition import Edition
from pipeline.findings import Severity
from pipeline.interface import interface
from pipeline.manifest import (
    MANIFEST,
    Manifest,
    Status,
    published_edition,
    published_page,
    published_picture,
    published_withdrawal,
)
from pipeline.publish.site import Site, SiteFile, published, render_site, withdrawn
from pipeline.render.html import Download, render_html
from pipeline.style import Style
from pipeline.summary import summary_of
from tests.builders import edition
from tests.samples import docx_file, pdf_file, site, withdrawal_of, withdrawn_page

FORMATS: tuple[Literal["pdf", "docx"], ...] = ("pdf", "docx")
ALL_FORMATS: tuple[Literal["html", "pdf", "docx"], ...] = ("html", *FORMATS)
NO_JAR = Path("none.jar")
SWEDISH = edition("# Lägesbild", "## Möte", "Mötet är den 12 maj i Hallstahammars kommun.")
ENGLISH = edition(
    "# Situation report",
    "## Meeting",
    "The meeting is on 12 May in Hallstahammar Municipality.",
    language="en",
)

EDITIONS = (SWEDISH, ENGLISH)


class Folder:
    """An output folder in which files can be put, listed in its manifest."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest = Manifest()

    def write(self, path: str, data: bytes, of: Edition | None = None) -> None:
        target = self.path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        status = Status(of.state.value) if of else None
        entry = published_edition(path, data, of, status) if of and status else None
        self.list(self.manifest.with_files([entry or published_page(path, data)]))

    def write_pages(self, content: Site) -> None:
        for path, data in render_site(content).items():
            self.write(path, data)

    def list(self, manifest: Manifest) -> None:
        self.manifest = manifest
        (self.path / MANIFEST).write_bytes(manifest.to_bytes())

    def unlist(self, *paths: str) -> None:
        self.list(Manifest(tuple(f for f in self.manifest.files if f.path not in paths)))

    def publish(self, document: Edition) -> tuple[SiteFile, ...]:
        data = {
            "pdf": pdf_file(document),
            "docx": docx_file(document),
            "json": json.dumps(document.to_json()).encode(),
        }
        downloads = tuple(Download(f, f"{document.stem}.{f}", len(data[f])) for f in FORMATS)
        siblings = tuple(e.language for e in EDITIONS if e.language != document.language)
        data["html"] = render_html(document, Style(), downloads, siblings)
        for suffix, content in data.items():
            self.write(document.path(suffix), content, document)
        return tuple(SiteFile(f, document.path(f), len(data[f])) for f in ALL_FORMATS)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    listings = [published(summary_of(e), Status.ORIGINAL, made.publish(e)) for e in EDITIONS]
    made.write_pages(site(*listings))
    return made


def check(folder: Folder) -> Results:
    return check_output(folder.path, jar=NO_JAR)


def rules(results: Results) -> set[str]:
    return {finding.rule for finding in results.findings}


def test_a_good_folder_passes_and_missing_tools_are_told(folder: Folder) -> None:
    results = check(folder)
    assert results.ok, results.findings
    assert results.findings == ()
    assert {row.check for row in results.rows if row.outcome is Outcome.NOT_RUN} == {
        "verapdf ua1",
        "verapdf 2a",
    }
    assert {row.check for row in results.rows if row.outcome is Outcome.PASSED} == {
        "bytes",
        "manifest",
        "pdf",
        "docx",
        "html",
        "json",
        "fidelity",
        "site",
    }


def test_a_folder_with_pictures(tmp_path: Path) -> None:
    made = Folder(tmp_path)
    of = edition("# Karta", "![Karta](red) Här")
    (image,) = of.briefing.images()
    made.write(of.path("html"), render_html(of, Style(), (), ()), of)
    made.write(of.path("json"), json.dumps(of.to_json()).encode(), of)
    size = (tmp_path / of.path("html")).stat().st_size
    listed = SiteFile("html", of.path("html"), size)
    made.write_pages(site(published(summary_of(of), Status.ORIGINAL, (listed,))))
    picture = published_picture(of.picture_path(image), image.data, of.info.name)
    made.list(made.manifest.with_files([picture]))
    place = tmp_path / picture.path
    place.parent.mkdir()
    place.write_bytes(image.data)
    assert check(made).findings == ()
    assert check_output(tmp_path, languages=frozenset({"sv"}), jar=NO_JAR).findings == ()
    assert not check_output(tmp_path, languages=frozenset({"en"}), jar=NO_JAR).ok
    place.write_bytes(image.data + b"x")
    assert {"output.changed", "output.edition", "site.picture"} <= rules(check(made))
    place.unlink()
    assert {"output.missing", "output.edition", "site.picture"} <= rules(check(made))


def test_a_withdrawn_document(tmp_path: Path) -> None:
    made = Folder(tmp_path)
    left = withdrawal_of(ENGLISH)
    page = withdrawn_page(left)
    for suffix, data in (("html", page), ("json", json.dumps(left.to_json()).encode())):
        made.write(left.path(suffix), data)
        made.list(made.manifest.with_files([published_withdrawal(left.path(suffix), data, left)]))
    made.write_pages(site(withdrawn(left, len(page))))
    results = check(made)
    assert results.findings == ()
    assert results.ok
    place = tmp_path / left.path("html")
    place.write_bytes(page.replace(b"3 June", b"4 June"))
    assert {"output.changed", "html.words"} <= rules(check(made))
    place.write_bytes(page)
    made.write(left.path("pdf"), b"%PDF")
    made.list(made.manifest.with_files([published_withdrawal(left.path("pdf"), b"%PDF", left)]))
    assert {"output.format", "site.page"} <= rules(check(made))


def test_nothing_to_check_is_a_failure(tmp_path: Path) -> None:
    assert not check_output(tmp_path, jar=NO_JAR).ok
    made = Folder(tmp_path)
    made.write("index.html", b"")
    results = check(made)
    assert not results.ok
    assert rules(results) == {"output.empty"}
    assert not Results().ok


def test_a_language_that_is_not_there_is_a_failure(folder: Folder) -> None:
    assert not check_output(folder.path, languages=frozenset({"ar"}), jar=NO_JAR).ok
    assert check_output(folder.path, languages=frozenset({"en"}), jar=NO_JAR).ok


@pytest.mark.parametrize("manifest", ["{", "[]", '{"files": [1]}'])
def test_a_manifest_that_is_none(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest, "utf-8")
    assert rules(check_output(tmp_path, jar=NO_JAR)) == {"output.manifest"}


def test_changed_and_missing_files(folder: Folder) -> None:
    path = folder.path / SWEDISH.path("pdf")
    path.write_bytes(path.read_bytes() + b"\n")
    (folder.path / ENGLISH.path("pdf")).unlink()
    assert {"output.changed", "output.missing"} <= rules(check(folder))


def test_a_file_of_another_text(folder: Folder) -> None:
    stored = folder.path / SWEDISH.path("json")
    other = edition("# Lägesbild", "## Möte", "Mötet är den 21 maj i Hallstahammars kommun.")
    stored.write_text(json.dumps(other.to_json()), "utf-8")
    assert {"pdf.text", "fidelity.date"} <= rules(check(folder))


def test_an_edition_that_is_lost(folder: Folder) -> None:
    (folder.path / ENGLISH.path("json")).unlink()
    assert "output.edition" in rules(check(folder))


def test_an_outdated_translation_is_not_compared(folder: Folder) -> None:
    folder.publish(replace(ENGLISH, source_digest="of an older text"))
    (row,) = [row for row in check(folder).rows if row.check == "fidelity"]
    assert row.outcome is Outcome.NOT_RUN
    assert not row.judge_is_missing


def test_a_translation_without_its_original_is_not_compared(folder: Folder) -> None:
    swedish = [file.path for file in folder.manifest.files if file.language == "sv"]
    folder.unlist(*swedish)
    (folder.path / SWEDISH.path("json")).unlink()
    (row,) = [row for row in check(folder).rows if row.check == "fidelity"]
    assert row.outcome is Outcome.NOT_RUN


def test_a_page_that_links_to_what_is_not_there(folder: Folder) -> None:
    folder.unlist(ENGLISH.path("pdf"))
    (folder.path / ENGLISH.path("pdf")).unlink()
    assert "site.link" in rules(check(folder))


def test_a_file_that_is_not_ours_is_told_and_fails_nothing(folder: Folder) -> None:
    (folder.path / "CNAME").write_text("example.org\n", "utf-8")
    (folder.path / "lagesbild" / "sv" / "gammal.pdf").write_bytes(b"%PDF")
    (folder.path / "loop").symlink_to(folder.path)
    results = check(folder)
    assert results.ok
    assert [(f.rule, f.where, f.severity) for f in results.findings] == [
        ("output.unlisted", name, Severity.WARNING)
        for name in ("CNAME", "lagesbild/sv/gammal.pdf", "loop")
    ]
    for number in range(30):
        (folder.path / f"{number}.txt").touch()
    assert len(check(folder).findings) == 21


def test_an_edition_in_a_language_that_is_not_known(folder: Folder) -> None:
    path = folder.path / ENGLISH.path("json")
    path.write_bytes(path.read_bytes().replace(b'"language": "en"', b'"language": "xx"'))
    assert "output.edition" in rules(check(folder))


def test_each_format_has_its_check(folder: Folder) -> None:
    exchanged = {
        suffix: (folder.path / ENGLISH.path(suffix)).read_bytes() for suffix in ALL_FORMATS
    }
    for suffix, data in exchanged.items():
        (folder.path / SWEDISH.path(suffix)).write_bytes(data)
    failed = {row.check for row in check(folder).rows if row.outcome is Outcome.FAILED}
    assert failed >= {"pdf", "docx", "html"}


def test_a_format_without_a_check_is_never_passed(folder: Folder) -> None:
    folder.write("lagesbild/sv/lagesbild.sv.odt", b"", SWEDISH)
    assert "output.format" in rules(check(folder))


def test_the_same_results_for_people_and_machines(folder: Folder) -> None:
    path = folder.path / SWEDISH.path("pdf")
    path.write_bytes(path.read_bytes() + b"\n")
    results = check(folder)
    english = interface("en")
    value = results_json(results, english)
    assert value["ok"] is False
    assert value["counts"] == {
        "passed": results.count(Outcome.PASSED),
        "failed": 1,
        "NOT RUN": 4,
    }
    assert json.loads(json.dumps(value)) == value
    suites = etree.fromstring(results_junit(results, english).encode())
    cases = list(suites.iter("testcase"))
    assert len(cases) == len(results.rows)
    assert len(list(suites.iter("failure"))) == 1
    assert len(list(suites.iter("skipped"))) == 4
    console = Console(width=200, record=True, file=StringIO())
    console.print(results_table(results, english))
    text = console.export_text()
    assert "NOT RUN" in text
    assert "output.changed" in text
    assert summary(results, english) in text


def test_a_person_reads_a_row_for_each_file_and_for_each_reason(folder: Folder) -> None:
    results = check(folder)
    console = Console(width=80, record=True, file=StringIO())
    console.print(results_table(results, interface("en")))
    lines = console.export_text().splitlines()
    for path in {row.path for row in results.rows if row.path.endswith((".docx", ".html"))}:
        (line,) = (line for line in lines if line.startswith(f"{path} "))
        assert "bytes" in line
    assert sum("NOT RUN:" in line for line in lines) == 2
    assert all(len(line) <= 80 for line in lines)
