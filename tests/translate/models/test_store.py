import json
import shutil
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.findings import Severity
from pipeline.translate.engine import Model
from pipeline.translate.models.content import content_sha256
from pipeline.translate.models.record import Record, read_record, write_record
from pipeline.translate.models.store import installed_models, remove_model, verified
from tests.translate.models.desk import Desk, desk
from tests.translate.models.plumbing import Package

__all__ = ["desk"]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where one model is installed; for copying."""
    folder = tmp_path_factory.mktemp("template")
    (folder / "source").mkdir()
    Desk(folder).install(Package())
    return folder


@pytest.fixture
def stocked(desk: Desk, template: Path) -> Desk:
    """One model is installed."""
    shutil.copytree(template, desk.folder, dirs_exist_ok=True)
    return desk


def model_folder(desk: Desk) -> Path:
    return desk.places.models / "translate-sv_en-1_5"


def changed(desk: Desk) -> bool:
    (model,) = installed_models(desk.places.models, desk.places.lock_file).models
    try:
        verified(model)
    except ModelError as error:
        assert "models remove sv-en" in str(error) or "link" in str(error)
        return True
    return False


def test_without_a_folder_nothing_is_installed(desk: Desk) -> None:
    found = installed_models(desk.places.models, desk.places.lock_file)
    assert (found.models, found.findings) == ((), ())


def test_what_is_installed_is_found_by_its_pair(stocked: Desk) -> None:
    found = installed_models(stocked.places.models, stocked.places.lock_file)
    model = found.of(("sv", "en"))
    assert model is not None
    assert model.model == Model("sv", "en", "1.5")
    assert model.folder == model_folder(stocked)
    assert found.of(("en", "sv")) is None


@pytest.mark.parametrize("name", ["README.md", "model/model.bin", "sentencepiece.model"])
def test_a_changed_file_is_noticed(stocked: Desk, name: str) -> None:
    path = model_folder(stocked) / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert changed(stocked)


@pytest.mark.parametrize("name", ["new", "model/source_vocabulary.json", "model/installed.json2"])
def test_a_new_file_is_noticed(stocked: Desk, name: str) -> None:
    (model_folder(stocked) / name).write_text("x")
    assert changed(stocked)


def test_a_missing_or_renamed_file_is_noticed(stocked: Desk) -> None:
    (model_folder(stocked) / "README.md").rename(model_folder(stocked) / "readme.md")
    assert changed(stocked)


def test_a_link_in_a_model_is_noticed(stocked: Desk) -> None:
    path = model_folder(stocked) / "README.md"
    path.rename(stocked.folder / "elsewhere")
    path.symlink_to(stocked.folder / "elsewhere")
    assert changed(stocked)


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "model/desktop.ini"])
def test_what_file_managers_leave_is_no_change(stocked: Desk, name: str) -> None:
    (model_folder(stocked) / name).write_text("x")
    assert not changed(stocked)


def test_the_checksum_depends_on_names_and_contents(tmp_path: Path) -> None:
    checksums = set()
    for number, files in enumerate(({"a": "x"}, {"b": "x"}, {"a": "y"}, {"a": "x", "b": ""}, {})):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
        checksums.add(content_sha256(folder))
    assert len(checksums) == 5


def test_stray_things_are_named_and_stop_nothing(stocked: Desk) -> None:
    models = stocked.places.models
    (models / "stray").mkdir()
    (models / "note.txt").write_text("x")
    (models / "unpacked").mkdir()
    (models / "unpacked" / "metadata.json").write_text("{}")
    (models / "broken").symlink_to("nowhere")
    (models / ".hidden").mkdir()
    model_folder(stocked).rename(models / "translate-sv_en-9_9")
    stocked.install(Package())
    found = installed_models(models, stocked.places.lock_file)
    assert [str(m.model) for m in found.models] == ["sv-en 1.5"]
    severities = {Path(f.where).name: f.severity for f in found.findings}
    assert severities == {
        "stray": Severity.NOTE,
        "note.txt": Severity.NOTE,
        "broken": Severity.NOTE,
        "unpacked": Severity.WARNING,
    }


@pytest.mark.parametrize("record", [b"", b"[]", b"{}", b"\xff", b'{"source": 1}', b"[" * 90_000])
def test_a_model_without_a_usable_record_is_not_used(stocked: Desk, record: bytes) -> None:
    (model_folder(stocked) / "installed.json").write_bytes(record)
    found = installed_models(stocked.places.models, stocked.places.lock_file)
    assert found.models == ()
    assert [finding.rule for finding in found.findings] == ["model.stray"]


def test_a_record_cannot_make_a_model_of_another_pair(stocked: Desk) -> None:
    """Its folder's name and its checksum in the lock file both tell."""
    stocked.install(Package("en", "fi", "1.9"))
    path = model_folder(stocked) / "installed.json"
    record = json.loads(path.read_bytes()) | {"source": "en", "target": "fi", "version": "1.9"}
    path.write_text(json.dumps(record))
    assert stocked.listed() == ["en-fi 1.9"]
    fi = stocked.places.models / "translate-en_fi-1_9"
    fi.rename(stocked.folder / "aside")
    model_folder(stocked).rename(fi)
    with pytest.raises(ModelError, match="have changed since"):
        stocked.listed()


def test_a_model_without_an_entry_is_not_used(stocked: Desk) -> None:
    stocked.places.lock_file.write_text("")
    assert stocked.listed() == []
    assert stocked.findings() == ["model.not_locked"]


def test_a_model_of_another_version_than_the_locked_is_not_used(stocked: Desk) -> None:
    text = stocked.places.lock_file.read_text()
    stocked.places.lock_file.write_text(text.replace('"1.5"', '"1.6"'))
    assert stocked.listed() == []
    assert stocked.findings() == ["model.not_locked"]


def test_removing_takes_every_version_and_no_other_pair(stocked: Desk) -> None:
    stocked.install(Package("en", "fi", "1.9"))
    (stocked.places.models / "translate-sv_en-0_9").mkdir()
    assert len(remove_model(stocked.places.models, ("sv", "en"))) == 2
    assert stocked.listed() == ["en-fi 1.9"]
    assert stocked.left() == []
    assert remove_model(stocked.places.models, ("sv", "en")) == ()
    assert remove_model(stocked.folder / "absent", ("sv", "en")) == ()


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    record = Record(Model("sv", "en", "1.5"), {"brackets": 0.79, "ph": 0.9, "xq": 1.0, "old": 1.0})
    write_record(tmp_path, record)
    found = read_record(tmp_path)
    assert found == record
    assert record.schemes == ("xq", "ph")


def test_equally_good_schemes_keep_their_order() -> None:
    survival = {"xq": 1.0, "ph": 1.0, "brackets": 1.0}
    assert Record(Model("sv", "en", "1.5"), survival).schemes == ("brackets", "ph", "xq")
