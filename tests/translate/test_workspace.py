import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.edition import State
from pipeline.errors import CatalogError, UsageError
from pipeline.model import Briefing
from pipeline.translate.catalog import catalog_bytes, read_catalog
from pipeline.translate.states import EntryState
from pipeline.translate.workspace import (
    Updated,
    approvals_path,
    approve_catalog,
    catalog_path,
    read_memory,
    translation,
    unapproved_entries,
    update_catalogs,
)
from tests.builders import briefing
from tests.translate.builders import NEW, NOW, OLD, OLD_FI, drafted, edited

DAY = date(2020, 5, 14)
FIRST = briefing("# Läge", OLD)
SECOND = briefing("# Läge", NEW)


def run(
    folder: Path, source: Briefing, name: str = "lagesbild", tags: tuple[str, ...] = ("fi",)
) -> tuple[Updated, ...]:
    return update_catalogs(folder / f"{name}.txt", source, {"title": 1, "b1": 3}, tags, NOW)


def write(folder: Path, source: str, target: str, name: str = "lagesbild") -> None:
    path = catalog_path(folder, name, "fi")
    path.write_bytes(catalog_bytes(edited(read_catalog(path, name, "fi"), source, target)))


def translate_first(folder: Path, name: str = "lagesbild") -> None:
    run(folder, FIRST, name)
    write(folder, "Läge", "Tilanne", name)
    write(folder, OLD, OLD_FI, name)


def msgfmt(program: Callable[[str], str], path: Path) -> None:
    command = [program("msgfmt"), "--check", "--use-fuzzy", "-o", "/dev/null", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_catalogs_are_made_and_then_left_alone(tmp_path: Path) -> None:
    made = run(tmp_path, FIRST, tags=("fi", "ar"))
    assert [(u.language, u.changed, u.counts[EntryState.MISSING]) for u in made] == [
        ("fi", True, 2),
        ("ar", True, 2),
    ]
    before = {u.path: (u.path.read_bytes(), u.path.stat().st_mtime_ns) for u in made}
    again = run(tmp_path, FIRST, tags=("fi", "ar"))
    assert not any(u.changed for u in again)
    assert {u.path: (u.path.read_bytes(), u.path.stat().st_mtime_ns) for u in again} == before
    assert {p.name for p in made[0].path.parent.iterdir()} == {"fi.po", "ar.po"}


def test_the_file_is_the_documented_one(tmp_path: Path) -> None:
    run(tmp_path, briefing("# Läge"))
    text = (tmp_path / "translations/lagesbild/fi.po").read_text("utf-8")
    assert '"X-Document: lagesbild\\n"\n' in text
    assert '"Language: fi\\n"\n' in text
    assert '#: lagesbild.txt:1\nmsgctxt "title"\nmsgid "Läge"\nmsgstr ""\n' in text


def test_gettext_accepts_every_round(tmp_path: Path, program: Callable[[str], str]) -> None:
    path = catalog_path(tmp_path, "lagesbild", "fi")
    translate_first(tmp_path)
    msgfmt(program, path)
    rounds = (SECOND, briefing("# Läge"), FIRST, briefing("# 100 % {x} %s", OLD, NEW))
    for source in rounds:
        run(tmp_path, source)
        msgfmt(program, path)


def test_from_translation_to_approval_to_change(tmp_path: Path) -> None:
    translate_first(tmp_path)
    assert translation(tmp_path, "lagesbild", FIRST, "fi").state is State.DRAFT
    assert approve_catalog(tmp_path, "lagesbild", "fi", " Anna Ek ", DAY) == 2
    assert translation(tmp_path, "lagesbild", FIRST, "fi").state is State.APPROVED
    assert approve_catalog(tmp_path, "lagesbild", "fi", "Bo", DAY) == 0
    assert 'by = "Anna Ek"' in approvals_path(tmp_path, "lagesbild").read_text("utf-8")

    counts = run(tmp_path, SECOND)[0].counts
    assert (counts[EntryState.APPROVED], counts[EntryState.OUTDATED]) == (1, 1)
    found = translation(tmp_path, "lagesbild", SECOND, "fi")
    assert found.state is None
    assert found.findings[0].where.startswith(str(catalog_path(tmp_path, "lagesbild", "fi")) + ":")

    run(tmp_path, FIRST)
    assert translation(tmp_path, "lagesbild", FIRST, "fi").state is State.APPROVED


def test_a_program_that_clears_the_flag_makes_a_draft(
    tmp_path: Path, program: Callable[[str], str]
) -> None:
    translate_first(tmp_path)
    approve_catalog(tmp_path, "lagesbild", "fi", "Anna Ek", DAY)
    path = run(tmp_path, SECOND)[0].path
    clear = [program("msgattrib"), "--clear-fuzzy", "--clear-previous", "-o", str(path), str(path)]
    subprocess.run(clear, check=True)
    assert translation(tmp_path, "lagesbild", SECOND, "fi").state is State.DRAFT
    assert run(tmp_path, SECOND)[0].counts[EntryState.APPROVED] == 1


def test_a_second_document_reuses_the_first_as_a_draft(tmp_path: Path) -> None:
    translate_first(tmp_path)
    approve_catalog(tmp_path, "lagesbild", "fi", "Anna Ek", DAY)
    counts = run(tmp_path, FIRST, "sommar")[0].counts
    assert counts[EntryState.DRAFT] == 2
    reused = read_catalog(catalog_path(tmp_path, "sommar", "fi"), "sommar", "fi").active[1]
    assert reused.target == OLD_FI
    assert "lagesbild" in reused.comments[0]
    assert translation(tmp_path, "sommar", FIRST, "fi").state is State.DRAFT
    assert not run(tmp_path, FIRST, "sommar")[0].changed
    assert not run(tmp_path, FIRST)[0].changed


def test_a_similar_text_of_another_document_is_shown_until_the_own_one_is_finished(
    tmp_path: Path,
) -> None:
    translate_first(tmp_path)
    (made,) = run(tmp_path, SECOND, "sommar")
    comments = "# Liknande text (94 %) i lagesbild: Ring kundcenter på [-0220-240 00-]"
    assert comments in made.path.read_text("utf-8")
    assert not run(tmp_path, SECOND, "sommar")[0].changed
    write(tmp_path, NEW, "Uusi", "sommar")
    run(tmp_path, SECOND, "sommar")
    assert "Liknande" not in made.path.read_text("utf-8")
    assert not run(tmp_path, SECOND, "sommar")[0].changed


def test_a_memory_that_was_read_once_serves_many_documents(tmp_path: Path) -> None:
    translate_first(tmp_path)
    memories = {"fi": read_memory(tmp_path, "fi")}
    catalog_path(tmp_path, "lagesbild", "fi").unlink()
    (made,) = update_catalogs(tmp_path / "sommar.txt", FIRST, {}, ("fi",), NOW, memories)
    assert made.counts[EntryState.DRAFT] == 2


def test_an_approved_text_of_the_machine_is_kept_when_its_text_goes(tmp_path: Path) -> None:
    path = run(tmp_path, FIRST)[0].path
    value = read_catalog(path, "lagesbild", "fi")
    by_machine = tuple(drafted(entry, f"Kone {entry.source}") for entry in value.entries)
    path.write_bytes(catalog_bytes(replace(value, entries=by_machine)))
    assert run(tmp_path, FIRST)[0].counts[EntryState.MACHINE] == 2
    assert unapproved_entries(tmp_path, "lagesbild", "fi")[EntryState.MACHINE] == 2
    assert approve_catalog(tmp_path, "lagesbild", "fi", "Anna Ek", DAY) == 0
    cleared = tuple(replace(entry, fuzzy=False) for entry in by_machine)
    path.write_bytes(catalog_bytes(replace(value, entries=cleared)))
    assert approve_catalog(tmp_path, "lagesbild", "fi", "Anna Ek", DAY) == 2
    assert not any(unapproved_entries(tmp_path, "lagesbild", "fi").values())
    run(tmp_path, briefing("# Läge"))
    kept = read_catalog(path, "lagesbild", "fi").obsolete
    assert [(entry.target, entry.comments) for entry in kept] == [(f"Kone {OLD}", ())]
    assert run(tmp_path, FIRST)[0].counts[EntryState.APPROVED] == 2


def test_what_the_machine_wrote_is_used_only_if_it_is_asked_for(tmp_path: Path) -> None:
    path = run(tmp_path, FIRST)[0].path
    value = read_catalog(path, "lagesbild", "fi")
    by_machine = tuple(drafted(entry, f"Kone {entry.source}") for entry in value.entries)
    path.write_bytes(catalog_bytes(replace(value, entries=by_machine)))
    assert translation(tmp_path, "lagesbild", FIRST, "fi").state is None
    found = translation(tmp_path, "lagesbild", FIRST, "fi", with_machine=True)
    assert (found.state, found.findings) == (State.MACHINE, ())


def test_without_a_catalog_everything_is_missing(tmp_path: Path) -> None:
    found = translation(tmp_path, "lagesbild", FIRST, "fi")
    assert len(found.gaps) == 2


def test_a_damaged_catalog_is_neither_used_nor_written_over(tmp_path: Path) -> None:
    run(tmp_path, FIRST, tags=("en", "fi"))
    path = catalog_path(tmp_path, "lagesbild", "fi")
    path.write_text(path.read_text("utf-8") + "<<<<<<< HEAD\n", "utf-8")
    damaged = path.read_bytes()
    english = catalog_path(tmp_path, "lagesbild", "en").read_bytes()
    with pytest.raises(CatalogError) as caught:
        run(tmp_path, SECOND, tags=("en", "fi"))
    assert caught.value.where.startswith(f"{path}:")
    with pytest.raises(CatalogError):
        approve_catalog(tmp_path, "lagesbild", "fi", "Anna", DAY)
    assert path.read_bytes() == damaged
    assert catalog_path(tmp_path, "lagesbild", "en").read_bytes() == english


@pytest.mark.parametrize(
    ("name", "tag", "by", "reason"),
    [
        ("okand", "fi", "Anna", "okand.*lagesbild"),
        ("../translations/lagesbild", "fi", "Anna", "no translations"),
        ("lagesbild", "en", "Anna", "make translate"),
        ("lagesbild", "xx", "Anna", "xx"),
        ("lagesbild", "sv", "Anna", "sv"),
        ("lagesbild", "fi", " ", "--by"),
        ("lagesbild", "fi", "Anna\nBo", "--by"),
    ],
)
def test_what_does_not_exist_cannot_be_approved(
    tmp_path: Path, name: str, tag: str, by: str, reason: str
) -> None:
    run(tmp_path, FIRST)
    with pytest.raises(UsageError, match=reason):
        approve_catalog(tmp_path, name, tag, by, DAY)


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="xx"):
        run(tmp_path, FIRST, tags=("xx",))


@contextmanager
def full_disk() -> Iterator[None]:
    """No file can grow beyond some bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_old_catalog_whole(tmp_path: Path) -> None:
    path = run(tmp_path, FIRST)[0].path
    before = path.read_bytes()
    with full_disk(), pytest.raises(CatalogError, match="cannot be written") as caught:
        run(tmp_path, SECOND)
    assert caught.value.where == str(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
