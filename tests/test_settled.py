"""Documents of which nothing has changed are not looked at, and nothing is missed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import project as projects
from pipeline.build import BuildMemory, BuildResult, Selection, build
from pipeline.build_memory import read_memory, write_memory
from pipeline.project import Document, Project
from tests.small_project import REST, State, Text, built, contents, write

OTHER = Text((REST[1],))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write(State(), tmp_path)
    built(tmp_path)
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents whose sources are read, as they are."""
    found: list[str] = []
    original: Callable[[Path], Document] = projects.read_document

    def read_document(path: Path) -> Document:
        found.append(path.stem)
        return original(path)

    monkeypatch.setattr(projects, "read_document", read_document)
    return found


def without_memory(place: Path) -> dict[str, bytes]:
    """What a build into an empty folder gives."""
    built(place, "clean", from_memory=False)
    return contents(place / "clean")


def test_only_what_has_changed_is_read(place: Path, read: list[str]) -> None:
    write(State().with_text("lage", OTHER), place)
    made = built(place).written
    assert read == ["lage"]
    assert {path.partition("/")[0] for path in made} == {"lage"}
    assert contents(place / "output") == without_memory(place)


def test_nothing_is_read_where_nothing_has_changed(place: Path, read: list[str]) -> None:
    before = contents(place / "output")
    assert built(place).written == ()
    assert read == []
    assert contents(place / "output") == before


def test_what_no_document_has_for_itself_belongs_to_all(place: Path, read: list[str]) -> None:
    (place / "source" / "karta.png").write_bytes(b"no picture")
    built(place)
    assert read == ["lage", "sommar"]


def test_the_results_of_checks_belong_to_none(place: Path, read: list[str]) -> None:
    (place / "source" / "accessibility-results.json").write_text(
        '{"version": 1, "files": {}}', "utf-8"
    )
    built(place)
    assert read == []


@pytest.mark.parametrize("path", ["sommar/fi/sommar.fi.pdf", "sommar/sv/sommar.sv.json"])
@pytest.mark.parametrize("harm", ["lost", "altered", "more"])
def test_a_document_whose_files_are_not_as_they_were_left_is_looked_at(
    place: Path, read: list[str], path: str, harm: str
) -> None:
    before = contents(place / "output")
    file = place / "output" / path
    match harm:
        case "lost":
            file.unlink()
        case "altered":
            file.write_bytes(file.read_bytes() + b" ")
        case _:
            file.with_name("foreign.txt").write_text("mine", "utf-8")
    built(place)
    assert read == ["sommar"]
    after = contents(place / "output")
    assert {k: v for k, v in after.items() if not k.endswith("foreign.txt")} == before


def test_a_manifest_that_says_otherwise_is_not_believed(place: Path, read: list[str]) -> None:
    before = contents(place / "output")
    manifest = place / "output" / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"draft"', b'"approved"', 1))
    built(place)
    assert "lage" in read
    assert contents(place / "output") == before


def test_a_part_of_a_build_looks_at_everything_and_forgets_nothing(
    place: Path, read: list[str]
) -> None:
    project = Project(place / "source", place / "output", place / "build")
    memory = read_memory(project)
    result = build(project, Selection(languages=("fi",)), lambda _text: None, None, memory)
    write_memory(project, result.memory)
    assert read == ["lage", "sommar"]
    built(place)
    assert read == ["lage", "sommar"]


def test_a_source_that_is_gone_is_told_of_at_every_build(place: Path) -> None:
    (place / "source" / "sommar.txt").unlink()
    (place / "source" / "sommar.toml").unlink()
    for text in (Text(), OTHER, Text((REST[2],))):
        write(State({"lage": text}), place)
        assert [f.where for f in built(place).report.findings if f.rule == "source.gone"] == [
            "sommar"
        ]


def test_what_is_found_in_other_documents_is_told_again_in_their_order(place: Path) -> None:
    missing = Text((REST[0],), missing=frozenset({("fi", REST[0])}))
    write(State({"lage": missing, "sommar": missing}), place)
    first = built(place)
    write(
        State({"lage": missing, "sommar": Text((REST[0], REST[1]), missing=missing.missing)}), place
    )
    second = built(place)
    for result in (first, second):
        found = [f.where for f in result.report.findings if f.rule == "catalog.missing"]
        assert [Path(where).parent.name for where in found] == ["lage", "sommar"]
        assert result.exit_code == 1


def test_what_has_changed_is_told_once(place: Path) -> None:
    write(State().with_text("lage", OTHER), place)
    assert _rules(built(place)).count("settings.updated") == 1
    write(State().with_text("lage", OTHER).with_text("sommar", OTHER), place)
    found = built(place).report.findings
    assert [f.where for f in found if f.rule == "settings.updated"] == [
        str(place / "source" / "sommar.toml")
    ]


@pytest.mark.parametrize(
    "harm", [(b"tilanne", b"tilanna"), (b'"pages"', b'"pagez"'), (b"}}", b"}")]
)
def test_a_damaged_memory_is_not_used(
    place: Path, read: list[str], harm: tuple[bytes, bytes]
) -> None:
    (record,) = (place / "build").glob("documents-*.json")
    before = record.read_bytes()
    record.write_bytes(before.replace(*harm, 1))
    assert record.read_bytes() != before
    write(State().with_text("lage", OTHER), place)
    built(place)
    assert read == ["lage", "sommar"]
    assert contents(place / "output") == without_memory(place)


def test_a_page_of_a_language_that_was_altered_is_made_again(place: Path) -> None:
    before = contents(place / "output")
    page = place / "output" / "fi.html"
    page.write_bytes(page.read_bytes().replace(b"Hallstahammar", b"Somewhere else", 1))
    built(place)
    assert contents(place / "output") == before


def test_without_memory_everything_is_read(place: Path, read: list[str]) -> None:
    project = Project(place / "source", place / "output", place / "build")
    build(project, Selection(), lambda _text: None, None, BuildMemory())
    assert read == ["lage", "sommar"]


def _rules(result: BuildResult) -> list[str]:
    return [finding.rule for finding in result.report.findings]


def test_a_part_of_a_build_does_not_lend_its_files_to_what_is_remembered(place: Path) -> None:
    """The text of before comes back after a build of one language with another text."""
    reworded = Text(reworded=frozenset({("fi", REST[0])}))
    write(State().with_text("lage", reworded), place)
    project = Project(place / "source", place / "output", place / "build")
    part = Selection(languages=("fi",))
    result = build(project, part, lambda _text: None, None, read_memory(project))
    write_memory(project, result.memory)
    write(State(), place)
    built(place)
    assert contents(place / "output") == without_memory(place)


def test_what_is_kept_from_the_public_is_settled_too(place: Path, read: list[str]) -> None:
    settings = place / "source" / "sommar.toml"
    settings.write_text(settings.read_text("utf-8") + 'status = "draft"\n', "utf-8")
    built(place)
    read.clear()
    write(State().with_text("lage", OTHER), place)
    settings.write_text(settings.read_text("utf-8") + 'status = "draft"\n', "utf-8")
    built(place)
    assert read == ["lage"]
    assert contents(place / "output") == without_memory(place)
