"""Machine drafts as staff meet them: real models, real catalogs, the real commands."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from pipeline.check.fidelity import check_variant
from pipeline.cli import run
from pipeline.drafting import draft_language, find_tasks
from pipeline.glossary import Glossary
from pipeline.project import Project, read_documents
from pipeline.translate.argos import ArgosEngine
from pipeline.translate.catalog import catalog_bytes, read_catalog
from pipeline.translate.engine import Engine, Model, Route
from pipeline.translate.models.store import installed_models
from pipeline.translate.pivot import Pivot
from pipeline.translate.po import Entry
from pipeline.translate.variant import Translation
from pipeline.translate.workspace import translation, update_catalogs
from tests.builders import briefing
from tests.conftest import REPOSITORY
from tests.translate.scripted import ScriptedEngine
from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]

OLD = "I övrigt, som ni kanske följt i media, har den anmälda brottsligheten gått ner."
NEW = "Biblioteket öppnar klockan 10 på lördag. Ring 0220-240 00 om du har frågor."
SLIGHTLY_CHANGED = OLD.replace("gått ner", "gått upp")
MACHINE_FI = "käännetty koneellisesti"


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The models folder and the lock file after an installation from a folder."""
    folder = tmp_path_factory.mktemp("installed")
    (folder / "source").mkdir()
    shutil.copy(REPOSITORY / "source" / "settings.toml", folder / "source")
    options = ("--models", str(folder / "models"), "--source", str(folder / "source"))
    package = str(REPOSITORY / "tests" / "models")
    assert run(["models", "install", "fi", "en", "--from", package, *options]) == 0
    return folder


@pytest.fixture
def office(workplace: Workplace, models: Path) -> Workplace:
    """A project with the models from Swedish to English and from English to Finnish."""
    shutil.copytree(models / "models", workplace.folder / "models")
    shutil.copy(models / "source" / "models.lock", workplace.folder / "source")
    return workplace


def entries(office: Workplace, tag: str) -> dict[str, Entry]:
    catalog = read_catalog(office.catalog(tag), NAME, tag)
    return {entry.source: entry for entry in catalog.active}


def write(office: Workplace, tag: str, changes: Mapping[str, Entry]) -> None:
    """What a translator's program saves."""
    catalog = read_catalog(office.catalog(tag), NAME, tag)
    changed = tuple(changes.get(e.source, e) if not e.obsolete else e for e in catalog.entries)
    office.catalog(tag).write_bytes(catalog_bytes(replace(catalog, entries=changed)))


def others(found: Mapping[str, Entry], *left_out: str) -> dict[str, tuple[str, bool]]:
    return {s: (e.target, e.fuzzy) for s, e in found.items() if s not in left_out}


class TestNewText:
    def test_it_gets_a_draft_and_everything_else_stays(self, office: Workplace) -> None:
        before = {tag: entries(office, tag) for tag in ("fi", "en", "ar", "so")}
        office.edit(office.source, OLD, NEW)
        result = office.run("translate")
        assert result.exit_code == 0, result.errors
        finnish, english = entries(office, "fi"), entries(office, "en")
        assert {"library", "saturday", "0220-240"} <= words(english[NEW].target)
        assert any(word.startswith("kirjasto") for word in words(finnish[NEW].target))
        assert "10.00" in finnish[NEW].target
        assert "0220-240 00" in finnish[NEW].target
        assert all(entries(office, tag)[NEW].target == "" for tag in ("ar", "so"))
        for tag, known in before.items():
            assert others(entries(office, tag), NEW) == others(known, OLD)

    def test_the_draft_says_where_it_is_from(self, office: Workplace) -> None:
        office.edit(office.source, OLD, NEW)
        office.run("translate")
        entry = entries(office, "fi")[NEW]
        assert entry.fuzzy
        (mark,) = (c for c in entry.comments if c.startswith("Maskinöversättning"))
        assert f"{ArgosEngine(()).name}; sv-en 1.0, en-fi 1.0; säkerhet 0." in mark
        assert date.today().isoformat() in mark

    def test_a_second_run_changes_nothing(self, office: Workplace) -> None:
        office.edit(office.source, OLD, NEW)
        office.run("translate")
        before = {tag: office.catalog(tag).read_bytes() for tag in ("fi", "en", "ar", "so")}
        result = office.run("translate")
        assert "the machine made" not in result.output
        assert before == {tag: office.catalog(tag).read_bytes() for tag in before}

    def test_languages_without_a_model_are_named(self, office: Workplace) -> None:
        office.edit(office.source, OLD, NEW)
        result = office.run("translate")
        assert "No translation model is installed for: ar." in result.output
        assert "No translation model exists for: so." in result.output

    def test_the_machine_can_be_left_out(self, office: Workplace) -> None:
        office.edit(office.source, OLD, NEW)
        office.run("translate", "--no-machine")
        assert entries(office, "fi")[NEW].target == ""

    def test_one_language_alone(self, office: Workplace) -> None:
        office.edit(office.source, OLD, NEW)
        office.run("translate", "--language", "en")
        assert entries(office, "en")[NEW].target
        assert NEW not in entries(office, "fi")


class TestChangedText:
    def test_a_persons_old_text_stays_and_the_draft_is_offered_beside_it(
        self, office: Workplace
    ) -> None:
        before = entries(office, "fi")[OLD].target
        office.edit(office.source, OLD, SLIGHTLY_CHANGED)
        result = office.run("translate")
        entry = entries(office, "fi")[SLIGHTLY_CHANGED]
        assert (entry.target, entry.fuzzy, entry.previous) == (before, True, OLD)
        told = [c for c in entry.comments if c.startswith(("Maskinens förslag", "Maskinen kunde"))]
        assert len(told) == 1
        assert re.search(r"(1 are offered|1 could not be)", result.output)

    def test_what_a_person_changed_in_a_draft_is_theirs(self, office: Workplace) -> None:
        office.edit(office.source, OLD, NEW)
        office.run("translate")
        entry = entries(office, "fi")[NEW]
        own = "Kirjasto avautuu lauantaina klo 10.00. Soita 0220-240 00, jos on kysyttävää."
        write(office, "fi", {NEW: replace(entry, target=own, fuzzy=False)})
        office.run("translate")
        assert entries(office, "fi")[NEW].target == own
        status = office.run("translate").output
        assert re.search(r"fi\.po: 0 approved, 29 drafts, 0 by machine", status)


class TestPublishing:
    def test_a_draft_is_not_published_where_people_must_write(self, office: Workplace) -> None:
        office.run("build")
        office.edit(office.source, OLD, NEW)
        office.run("translate")
        result = office.run("build")
        assert result.exit_code == 1
        assert "catalog.machine" in result.errors
        assert "kirjasto" not in page(office, "fi").lower()

    def test_it_is_published_with_a_notice_where_the_settings_say_so(
        self, office: Workplace
    ) -> None:
        office.edit(office.settings, 'fi = "draft"', 'fi = "machine"')
        office.edit(office.source, OLD, NEW)
        office.run("translate")
        office.run("build")
        text = page(office, "fi").lower()
        assert "kirjasto" in text
        assert MACHINE_FI in text
        checked = office.run("check", "--language", "fi", "--json").json
        assert checked["ok"], checked

    def test_once_approved_it_has_no_notice(self, office: Workplace) -> None:
        office.edit(office.settings, 'fi = "draft"', 'fi = "approved"')
        office.edit(office.source, OLD, NEW)
        office.run("translate")
        entry = entries(office, "fi")[NEW]
        write(office, "fi", {NEW: replace(entry, fuzzy=False)})
        office.run("approve", NAME, "fi", "--by", "Aino Virtanen")
        result = office.run("build")
        assert not re.search(r"/fi\.po.*catalog\.machine", result.errors)
        text = page(office, "fi").lower()
        assert "kirjasto" in text
        assert MACHINE_FI not in text


def page(office: Workplace, tag: str) -> str:
    return str(html.fromstring(office.published(tag, "html").read_bytes()).text_content())


def words(text: str) -> set[str]:
    return {word.strip(".,").lower() for word in text.split()}


class TestWhatGoesWrong:
    def test_a_model_whose_files_changed_is_not_used(self, office: Workplace) -> None:
        office.edit(office.source, OLD, NEW)
        model = next(office.folder.glob("models/*/model/model.bin"))
        data = model.read_bytes()
        model.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        result = office.run("translate")
        assert result.exit_code == 7
        assert result.errors.count("\n") == 1
        assert "have changed since it was installed" in result.errors

    def test_a_library_that_would_send_texts_away_is_refused(
        self, office: Workplace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ARGOS_MODEL_PROVIDER", "LIBRETRANSLATE")
        result = office.run("translate")
        assert result.exit_code == 7
        assert "ARGOS_MODEL_PROVIDER" in result.errors

    def test_a_paragraph_in_another_language_is_left_to_people(self, office: Workplace) -> None:
        text = "The library is open, and the school is closed for the rest of this week."
        office.edit(office.source, OLD, text)
        office.run("translate")
        entry = entries(office, "fi")[text]
        assert entry.target == ""
        assert any(c.startswith("Maskinen kunde inte: Texten är inte på") for c in entry.comments)
        before = office.catalog("fi").read_bytes()
        office.run("translate")
        assert office.catalog("fi").read_bytes() == before

    def test_a_catalog_that_a_person_saves_meanwhile_is_not_written_over(
        self, office: Workplace
    ) -> None:
        """The engine here is one that a person is faster than."""
        office.edit(office.source, OLD, NEW)
        office.run("translate", "--no-machine")
        own = "Kirjasto avautuu. 10 0220-240 00"

        def slow(sentence: str) -> str:
            write(office, "fi", {NEW: replace(entries(office, "fi")[NEW], target=own)})
            return sentence

        route = (Model("sv", "fi", "1.0"),)
        project = Project()
        pivot = Pivot(ScriptedEngine({route[0]: slow}))
        name = pivot.engine.name
        tasks = find_tasks(read_documents(project), "fi", route, name, project)
        assert draft_language(tasks, route, pivot, Glossary(), project, date.today()) == ()
        assert entries(office, "fi")[NEW].target == own

    @pytest.mark.parametrize("seconds", [0.4, 0.7, 1.0, 1.3, 1.6])
    def test_a_killed_run_leaves_whole_catalogs(self, office: Workplace, seconds: float) -> None:
        before = {tag: others(entries(office, tag), OLD) for tag in ("fi", "en")}
        office.edit(office.source, OLD, NEW)
        command = [sys.executable, "-m", "pipeline", "translate"]
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        time.sleep(seconds)  # any moment will do
        running.send_signal(signal.SIGKILL)
        running.wait()
        for tag, known in before.items():
            assert others(entries(office, tag), OLD, NEW) == known
        assert office.run("translate").exit_code == 0
        assert entries(office, "fi")[NEW].target


MARKED = briefing(
    "# Biblioteket",
    "Biblioteket öppnar klockan 10 på **lördag**[^1]. Ring [0220-240 00](tel:022024000) nu.",
    "| Biblioteket | 0220-240 00 |",
    "![Biblioteket](red)",
    "[^1] Kommunen stänger simhallen på [fredag](https://hallstahammar.se).",
)


class TestMarkup:
    """With a document that has markup, a table, a picture and a note."""

    def drafted(self, engine: Engine, route: Route) -> Translation:
        project = Project()
        (document,) = read_documents(project)
        marked = replace(document, parsed=replace(document.parsed, briefing=MARKED))
        update_catalogs(document.path, MARKED, {}, ("fi",))
        name = engine.name
        tasks = find_tasks((marked,), "fi", route, name, project)
        draft_language(tasks, route, Pivot(engine), Glossary(), project, date.today())
        return translation(project.source, NAME, MARKED, "fi", with_machine=True)

    def test_a_draft_has_the_markup_of_its_text(self, office: Workplace) -> None:
        project = Project()
        found = installed_models(project.models, project.source / "models.lock").models
        with closing(ArgosEngine(found)) as engine:
            route = (Model("sv", "en", "1.0"), Model("en", "fi", "1.0"))
            made = self.drafted(engine, route)
        catalog = entries(office, "fi")
        library = next(e for s, e in catalog.items() if s.startswith("Biblioteket öppnar"))
        assert library.source == (
            "Biblioteket öppnar klockan 10 på <1>lördag</1><2/>. Ring <3>0220-240 00</3> nu."
        )
        assert re.search(r"<1>\w+</1><2/>", library.target), library
        assert "<3>0220-240 00</3>" in library.target
        assert "0220-240 00" not in catalog
        assert not any("ätt dess taggar" in c for e in catalog.values() for c in e.comments)
        assert made.findings == ()
        assert made.variant is not None
        assert check_variant(MARKED, made.variant) == ()

    def test_a_draft_that_has_lost_a_tag_is_not_used(self, office: Workplace) -> None:
        def forgetful(sentence: str) -> str:
            return " ".join(sentence.split()[:2])

        model = Model("sv", "fi", "1.0")
        made = self.drafted(ScriptedEngine({model: forgetful}), (model,))
        assert made.variant is None
        note = next(e for s, e in entries(office, "fi").items() if s.startswith("Kommunen"))
        assert note.target == "Kommunen stänger"
        assert any("<1>" in comment for comment in note.comments)
