import json
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.translate.models.privacy import refuse_remote_translation

NAME = "ARGOS_MODEL_PROVIDER"


def with_setting(folder: Path, value: object) -> None:
    path = folder / "argos-translate" / "settings.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(value), "utf-8")


@pytest.mark.parametrize("provider", ["LIBRETRANSLATE", "OPENAI", "something"])
def test_a_provider_elsewhere_is_refused(tmp_path: Path, provider: str) -> None:
    with pytest.raises(ModelError, match="would send texts to another machine") as found:
        refuse_remote_translation({NAME: provider}, tmp_path)
    assert provider in found.value.where


@pytest.mark.parametrize("environ", [{}, {NAME: "OPENNMT"}, {NAME: ""}, {"OPENAI_API_KEY": "x"}])
def test_translation_on_this_machine_is_allowed(tmp_path: Path, environ: dict[str, str]) -> None:
    with_setting(tmp_path / ".config", {NAME: "OPENNMT", "ARGOS_DEBUG": "0"})
    refuse_remote_translation(environ, tmp_path)


def test_the_librarys_settings_are_looked_into(tmp_path: Path) -> None:
    with_setting(tmp_path / ".config", {NAME: "OPENAI"})
    with pytest.raises(ModelError, match="Remove the setting") as found:
        refuse_remote_translation({}, tmp_path)
    assert found.value.where.endswith(".config/argos-translate/settings.json")


@pytest.mark.parametrize("name", ["XDG_CONFIG_HOME", "SNAP"])
def test_they_are_where_the_library_looks(tmp_path: Path, name: str) -> None:
    with_setting(tmp_path / "x" / "config", {NAME: "OPENAI"})
    with_setting(tmp_path / "x" / ".config", {NAME: "OPENAI"})
    environ = {
        "XDG_CONFIG_HOME": {"XDG_CONFIG_HOME": str(tmp_path / "x" / "config")},
        "SNAP": {"SNAP": "/snap", "SNAP_USER_DATA": str(tmp_path / "x")},
    }[name]
    with pytest.raises(ModelError):
        refuse_remote_translation(environ, tmp_path)
    refuse_remote_translation({}, tmp_path)


@pytest.mark.parametrize("text", [b"", b"not json", b"\xff", b"[]", b"[" * 100_000])
def test_settings_that_the_library_cannot_read_have_no_effect(tmp_path: Path, text: bytes) -> None:
    with_setting(tmp_path / ".config", {})
    (tmp_path / ".config" / "argos-translate" / "settings.json").write_bytes(text)
    refuse_remote_translation({}, tmp_path)
