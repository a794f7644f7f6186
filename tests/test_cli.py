import json
import os
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from pipeline import commands
from pipeline.cli import run
from pipeline.serve import site_server
from tests.conftest import REPOSITORY
from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]

COMMANDS = (
    *("build", "parse", "translate", "models", "approve", "check", "status", "remove", "serve"),
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("ui", "word"), [("sv", "Användning"), ("en", "Usage")])
def test_every_command_explains_itself(
    workplace: Workplace, command: str, ui: str, word: str
) -> None:
    result = workplace.run(command, "--help", ui=ui)
    assert result.exit_code == 0
    assert word in result.output


def test_swedish_unless_asked_otherwise_whatever_the_environment_says(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    workplace.source.write_bytes(b"\0")
    assert "Tecknet" in workplace.run("build", ui="sv").errors


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (["build", "--language", "xx"], 2),
        (["build", "--format", "odt"], 2),
        (["build", "--nonsense"], 2),
        (["nonsense"], 2),
        (["approve", NAME, "fi"], 2),
        (["approve", NAME, "fi", "--by", " "], 2),
        (["approve", "other", "fi", "--by", "A"], 2),
        (["approve", NAME, "xx", "--by", "A"], 2),
        (["parse", "absent.txt"], 2),
        (["build", "--source", "absent"], 3),
        (["serve", "--output", "absent"], 8),
        (["serve", "--port", "many"], 2),
        (["build", "--language"], 2),
        (["build", "--output", "."], 2),
        (["build", "--output", ".."], 2),
        (["build", "--output", "source"], 2),
        (["build", "--output", "source/output"], 2),
    ],
)
@pytest.mark.parametrize("ui", ["sv", "en"])
def test_wrong_use_gets_one_sentence(
    workplace: Workplace, arguments: list[str], exit_code: int, ui: str
) -> None:
    result = workplace.run(*arguments, ui=ui)
    assert result.exit_code == exit_code
    assert result.errors.strip()
    assert "Traceback" not in result.errors


def test_without_a_command_the_help_is_shown(workplace: Workplace) -> None:
    assert run([]) == 2
    assert "Kommandon" in workplace.capture.readouterr().err


def test_the_language_of_messages_may_stand_before_the_command(workplace: Workplace) -> None:
    assert run(["--ui", "en", "status", "-h"]) == 0
    assert "Usage" in workplace.capture.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_swedish_help_has_no_english_words(workplace: Workplace, command: str) -> None:
    shown = workplace.run(command, "--help", ui="sv").output
    for word in ("OPTIONS", "PATH", "TEXT", "INTEGER", "RANGE", "FILE", "required", "default"):
        assert not re.search(rf"\b{word}\b", shown), word


def test_the_output_is_never_the_folder_of_the_project(workplace: Workplace) -> None:
    workplace.run("build", "--output", ".")
    assert {path.name for path in workplace.folder.iterdir()} == {"source"}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("arguments", [["status"], ["build"], ["parse", f"source/{NAME}.txt"]])
def test_no_letter_stops_a_run_on_a_terminal_that_cannot_show_it(
    workplace: Workplace, encoding: str, arguments: list[str]
) -> None:
    done = pipeline(workplace, *arguments, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    if arguments[0] == "parse":
        title = json.loads(done.stdout)["title"]
        assert title.startswith("Lägesbild")


def test_an_interrupt_gives_one_sentence_and_its_code(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object, **_values: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "status", interrupted)
    result = workplace.run("status")
    assert result.exit_code == 130
    assert result.errors.strip().startswith("Interrupted.")


def test_an_interrupt_while_the_program_starts_is_no_traceback() -> None:
    lines = (
        "import pipeline.cli",
        "def interrupted(_arguments): raise KeyboardInterrupt",
        "pipeline.cli.run = interrupted",
        "from pipeline.__main__ import main",
        "main()",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], cwd=REPOSITORY, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, b"")


def pipeline(
    workplace: Workplace, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=workplace.folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_an_error_in_the_program_is_kept_for_the_engineers(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_values: object) -> int:
        raise RuntimeError("a bug")

    monkeypatch.setattr(commands, "status", broken)
    result = workplace.run("status")
    assert result.exit_code == 70
    assert "Traceback" not in result.errors
    assert "a bug" in (workplace.folder / "build" / "error.log").read_text("utf-8")


def test_parse_prints_the_model(workplace: Workplace) -> None:
    result = workplace.run("parse", str(workplace.source))
    assert result.exit_code == 0
    types = [block["type"] for block in json.loads(result.output)["blocks"]]
    assert types.count("paragraph") == 14


def test_parse_tells_by_its_exit_code_that_the_source_needs_a_person(workplace: Workplace) -> None:
    path = workplace.folder / "source" / "lage.md"
    path.write_text("# Läge\n\nLäs [mer](file:///C:/mer.txt).\n", "utf-8")
    result = workplace.run("parse", str(path))
    assert result.exit_code == 1
    assert result.json["title"] == "Läge"
    assert "source/lage.md:3: The link to “file:///C:/mer.txt”" in result.errors


def test_build_as_json(workplace: Workplace) -> None:
    result = workplace.run("build", "--language", "sv", "--json")
    assert result.json["exit_code"] == 0
    assert result.json["is_published"] is True
    assert f"{NAME}/sv/{NAME}.sv.pdf" in str(result.json["written"])


def test_status_counts_texts_and_tells_what_is_published(workplace: Workplace) -> None:
    workplace.run("build", "--language", "sv", "--language", "fi")
    workplace.run("approve", NAME, "fi", "--by", "Aino Ahola")
    rows = {row["language"]: row for row in json.loads(workplace.run("status", "--json").output)}
    assert rows["fi"]["approved"] > 20
    assert rows["fi"]["published"] == "draft"
    assert rows["ar"]["draft"] > 20
    assert rows["ar"]["published"] is None
    assert "suomi" in workplace.run("status", ui="sv").output or "fi" in rows


def test_approve_tells_what_it_could_not_approve(workplace: Workplace) -> None:
    workplace.edit(workplace.catalog("fi"), 'msgid "Covid-19"', '#, fuzzy\nmsgid "Covid-19"')
    first = workplace.run("approve", NAME, "fi", "--by", "Aino Ahola").output
    assert "Newly approved texts in lagesbild-covid-19, fi: 28." in first
    assert "missing or outdated and so were not approved: 1." in first
    workplace.edit(workplace.catalog("fi"), '#, fuzzy\nmsgid "Covid-19"', 'msgid "Covid-19"')
    second = workplace.run("approve", NAME, "fi", "--by", "Aino Ahola").output
    assert "fi: 1." in second
    assert "missing" not in second


def test_translate_tells_how_far_each_language_is(workplace: Workplace) -> None:
    workplace.edit(workplace.source, "coronaviruset", "viruset")
    result = workplace.run("translate")
    assert result.exit_code == 0
    assert result.output.count("28 drafts, 0 by machine, 1 outdated, 0 missing") == 4


def test_languages_that_no_model_exists_for_are_named(workplace: Workplace) -> None:
    assert "No translation model exists for: sv-simple, so." in workplace.run("status").output
    waiting = workplace.run("translate").output
    assert "No translation model" not in waiting  # nothing waits, so nothing is missed


class TestServe:
    def get(self, port: int, path: str) -> tuple[int, str, bytes]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, "", b""

    def test_files_of_the_site_and_nothing_else(self, tmp_path: Path) -> None:
        site = tmp_path / "site"
        (site / "a").mkdir(parents=True)
        (site / "index.html").write_bytes(b"<p>hej")
        (site / "a" / "b.docx").write_bytes(b"docx")
        (site / "a" / "c.png").write_bytes(b"png")
        (tmp_path / "secret").write_bytes(b"secret")
        (site / "link").symlink_to(tmp_path / "secret")
        with site_server(site, 0) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            port = server.server_port
            try:
                assert self.get(port, "/") == (200, "text/html; charset=utf-8", b"<p>hej")
                word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                assert self.get(port, "/a/b.docx") == (200, word, b"docx")
                assert self.get(port, "/a/c.png") == (200, "image/png", b"png")
                for suffix, type_ in (
                    ("atom", "application/atom+xml"),
                    ("xml", "application/xml"),
                    ("css", "text/css; charset=utf-8"),
                    ("svg", "image/svg+xml"),
                ):
                    (site / f"d.{suffix}").write_bytes(b"<x/>")
                    assert self.get(port, f"/d.{suffix}")[:2] == (200, type_)
                for path in ("/../secret", "/%2e%2e/secret", "/link", "/a/", "/%00", "/none"):
                    assert self.get(port, path)[0] == 404, path
            finally:
                server.shutdown()
                thread.join()


class TestBrokenCatalog:
    """One broken catalog is told of, and does not keep the work on the others from going on."""

    @pytest.fixture(autouse=True)
    def broken(self, workplace: Workplace) -> None:
        workplace.edit(workplace.source, "coronaviruset", "viruset")
        workplace.catalog("fi").unlink()
        workplace.catalog("fi").symlink_to("a-drive-that-is-away/fi.po")

    def test_translate_goes_on(self, workplace: Workplace) -> None:
        result = workplace.run("translate")
        assert result.exit_code == 5
        assert re.search(r"fi\.po: This file cannot be read: it does not exist", result.errors)
        assert result.errors.count("fi.po") == 1
        assert result.output.count("28 drafts, 0 by machine, 1 outdated, 0 missing") == 3
        assert workplace.catalog("fi").is_symlink()

    def test_status_shows_the_others(self, workplace: Workplace) -> None:
        result = workplace.run("status", ui="sv")
        assert result.exit_code == 5
        assert re.search(r"engelska \(en\) +utkast +0 +28", result.output)
        assert "fi.po: Filen kan inte läsas: den finns inte." in result.errors

    def test_status_as_json(self, workplace: Workplace) -> None:
        rows = {r["language"]: r for r in json.loads(workplace.run("status", "--json").output)}
        assert rows["fi"]["missing"] == 29
        assert "catalog.unusable" in rows["fi"]["problem"]
        assert rows["en"]["problem"] is None


def test_status_shows_whole_names_on_a_narrow_terminal(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = workplace.run("status", ui="sv").output
    assert "…" not in shown
    assert "somaliska (so)" in shown
    tables, _, _ = shown.partition("Utkast som")  # a sentence may be longer: the terminal wraps it
    assert "Svenska ord i dem" in tables
    assert all(len(line) <= 80 for line in tables.splitlines())
