import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.translate.models.plumbing import ALPHABET, Package
from tests.translate.models.server import Server, server
from tests.workplace import Workplace, workplace

__all__ = ["server", "workplace"]

SV_EN, EN_FI, EN_AR = Package(), Package("en", "fi", "1.9"), Package("en", "ar", "1.0")


@pytest.fixture
def stick(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Packages for Finnish, and a home without settings of the library."""
    monkeypatch.setenv("HOME", str(workplace.folder / "home"))
    folder = workplace.folder / "stick"
    for package in (SV_EN, EN_FI):
        package.write(folder)
    return folder


def indexed(server: Server, monkeypatch: pytest.MonkeyPatch, *packages: Package) -> None:
    """Serve these packages, with an index of them."""
    folder = Path(os.environ["SSL_CERT_FILE"]).parent / "packages"
    entries = []
    for package in packages:
        server.files["/" + package.name] = package.write(folder).read_bytes()
        codes = {"from_code": package.source, "to_code": package.target}
        links = [server.url("/" + package.name)]
        entries.append({**codes, "package_version": package.version, "links": links})
    server.files["/index.json"] = json.dumps(entries).encode()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.url("/"))


def states(workplace: Workplace, *arguments: str) -> dict[str, str]:
    value = workplace.run("models", "list", "--json", *arguments).json
    assert isinstance(value["languages"], list)
    return {row["language"]: row["state"] for row in value["languages"]}


def test_languages_are_installed_from_a_folder(workplace: Workplace, stick: Path) -> None:
    result = workplace.run("models", "install", "fi", "en", "--from", str(stick))
    assert (result.exit_code, result.errors) == (0, "")
    assert "Installed: sv-en 1.5" in result.output
    assert "Installed: en-fi 1.9" in result.output
    assert (workplace.folder / "source" / "models.lock").is_file()
    again = workplace.run("models", "install", "fi", "en", "--from", str(stick))
    assert again.exit_code == 0
    assert "there already" in again.output


def test_without_languages_those_of_the_settings_are_meant(
    workplace: Workplace, stick: Path
) -> None:
    """Arabic is not on the stick, and for Somali there is no model at all."""
    result = workplace.run("models", "install", "--from", str(stick))
    assert result.exit_code == 1
    assert "warning: ar: " in result.errors
    assert "note: so: No translation model exists" in result.errors
    assert "Installed: en-fi 1.9" in result.output


def test_the_list_names_each_languages_way(workplace: Workplace, stick: Path) -> None:
    workplace.run("models", "install", "en", "--from", str(stick))
    result = workplace.run("models", "list", "--from", str(stick))
    assert result.exit_code == 0
    assert "sv-en 1.5 → en-fi 1.9 *" in result.output
    assert "can be installed" in result.output
    assert "no model exists" in result.output
    rows = workplace.run("models", "list", "fi", "--from", str(stick), "--json").json["languages"]
    assert rows == [
        {
            "language": "fi",
            "state": "available",
            "route": [
                {"pair": "sv-en", "version": "1.5", "installed": True},
                {"pair": "en-fi", "version": "1.9", "installed": False},
            ],
        }
    ]


def test_the_list_can_show_every_language(workplace: Workplace, stick: Path) -> None:
    found = states(workplace, "--all", "--from", str(stick))
    assert found["de"] == "not offered"
    assert found["prs"] == found["sv-simple"] == "none"
    assert "sv" not in found


def test_without_network_the_list_still_tells_what_is_there(
    workplace: Workplace, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace.run("models", "install", "en", "--from", str(stick))
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "https://127.0.0.1:9/")
    result = workplace.run("models", "list")
    assert result.exit_code == 0
    assert "note: https://127.0.0.1:9/index.json: This server cannot be reached" in result.errors
    assert states(workplace)["en"] == "installed"
    assert states(workplace)["so"] == "none"


@pytest.mark.usefixtures("stick")
def test_models_are_fetched_by_the_index(
    workplace: Workplace, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed(server, monkeypatch, SV_EN, EN_FI, EN_AR, Package("en", "fi", "1.8"))
    result = workplace.run("models", "install")
    assert result.exit_code == 0, result.errors
    assert [path for path, _ in server.asked] == [
        "/index.json",
        *("/" + package.name for package in (SV_EN, EN_FI, EN_AR)),
    ]
    server.asked.clear()
    assert workplace.run("models", "install").exit_code == 0
    assert server.asked == []
    assert set(states(workplace).values()) == {"installed", "none"}


def test_one_package_that_cannot_be_used_does_not_stop_the_others(
    workplace: Workplace, stick: Path
) -> None:
    half = EN_AR.write(stick)
    half.write_bytes(half.read_bytes()[:1000])
    result = workplace.run("models", "install", "ar", "fi", "--from", str(stick))
    assert result.exit_code == 7
    assert f"error: {half}: This package is damaged" in result.errors
    assert "Installed: en-fi 1.9" in result.output


@pytest.mark.usefixtures("stick")
def test_no_network_is_one_sentence(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "https://127.0.0.1:9/")
    result = workplace.run("models", "install")
    assert result.exit_code == 7
    assert result.errors.count("\n") == 1
    assert "This server cannot be reached" in result.errors


def test_a_changed_model_is_found_and_installed_again(workplace: Workplace, stick: Path) -> None:
    workplace.run("models", "install", "en", "--from", str(stick))
    assert workplace.run("models", "verify").exit_code == 0
    path = workplace.folder / "models" / "translate-sv_en-1_5" / "model" / "model.bin"
    path.write_bytes(path.read_bytes()[:-1])
    result = workplace.run("models", "verify")
    assert result.exit_code == 7
    assert "have changed since it was installed" in result.errors
    value = workplace.run("models", "verify", "--json").json
    assert value["ok"] is False
    assert isinstance(value["models"], list)
    assert value["models"][0]["problem"]["rule"] == "model.changed"
    assert workplace.run("models", "install", "en", "--from", str(stick)).exit_code == 0
    assert workplace.run("models", "verify").exit_code == 0


def test_another_checksum_is_refused(workplace: Workplace, stick: Path) -> None:
    workplace.run("models", "install", "en", "--from", str(stick))
    shutil.rmtree(workplace.folder / "models")
    Package(changed={"README.md": b"Something else."}).write(stick)
    result = workplace.run("models", "install", "en", "--from", str(stick))
    assert result.exit_code == 7
    assert "models.lock: The package for sv-en is not the one" in result.errors
    assert states(workplace, "en", "--from", str(stick))["en"] == "available"


def test_models_are_removed_by_pair(workplace: Workplace, stick: Path) -> None:
    workplace.run("models", "install", "fi", "--from", str(stick))
    result = workplace.run("models", "remove", "en-fi")
    assert (result.exit_code, result.output) == (0, "Removed: en-fi\n")
    assert states(workplace, "fi", "en", "--from", str(stick)) == {
        "fi": "available",
        "en": "installed",
    }
    again = workplace.run("models", "remove", "en-fi")
    assert again.exit_code == 7
    assert "no translation model for en-fi" in again.errors


def test_a_model_without_placeholders_is_installed_with_a_warning(
    workplace: Workplace, stick: Path
) -> None:
    letters = "".join(c for c in ALPHABET if c.isalpha() or c in " .,")
    Package(alphabet=letters).write(stick)
    result = workplace.run("models", "install", "en", "--from", str(stick))
    assert result.exit_code == 1
    assert "loses the placeholders" in result.errors
    assert states(workplace, "en", "--from", str(stick))["en"] == "installed"


@pytest.mark.parametrize("command", [["install", "fi"], ["install"]])
def test_a_service_elsewhere_is_refused(
    workplace: Workplace, stick: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("ARGOS_MODEL_PROVIDER", "OPENAI")
    result = workplace.run("models", *command, "--from", str(stick))
    assert result.exit_code == 7
    assert "ARGOS_MODEL_PROVIDER=OPENAI: This environment variable would send" in result.errors
    assert not (workplace.folder / "models").exists()


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (["install", "xx"], 2),
        (["install", "sv"], 2),
        (["list", "xx"], 2),
        (["remove"], 2),
        (["remove", "fi"], 2),
        (["remove", "../.."], 2),
        (["remove", "sv-../x"], 2),
        (["verify", "--source", "absent"], 2),
        (["install", "--from", "absent"], 7),
        (["list", "--from", "absent"], 7),
        (["nonsense"], 2),
    ],
)
@pytest.mark.parametrize("ui", ["sv", "en"])
@pytest.mark.usefixtures("stick")
def test_wrong_use_gets_one_sentence(
    workplace: Workplace, arguments: list[str], exit_code: int, ui: str
) -> None:
    result = workplace.run("models", *arguments, ui=ui)
    assert result.exit_code == exit_code
    assert result.errors.strip()
    assert "Traceback" not in result.errors


def test_nothing_installed_is_told(workplace: Workplace) -> None:
    result = workplace.run("models", "verify")
    assert (result.exit_code, result.output) == (0, "No translation model is installed.\n")
    assert workplace.run("models", "verify", "--json").json["ok"] is True


@pytest.mark.parametrize("command", ["", "list", "install", "remove", "verify"])
def test_every_command_explains_itself(workplace: Workplace, command: str) -> None:
    arguments = ["models", *([command] if command else []), "--help"]
    assert "Usage" in workplace.run(*arguments).output
    swedish = workplace.run(*arguments, ui="sv").output
    assert "Användning" in swedish
    for word in ("OPTIONS", "PATH", "TEXT", "FILE", "LANGUAGE", "PAIR", "FOLDER", "required"):
        assert word not in swedish


def test_make_passes_on_the_languages_and_the_folder() -> None:
    command = ["make", "-n", "-o", ".venv/.ready", "models", "LANGUAGES=fi ar", "FROM=/media/a b"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    shown = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert 'models install --ui sv --from "/media/a b" fi ar' in shown
