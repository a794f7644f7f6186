import ast
import re
from pathlib import Path
from string import Formatter
from unicodedata import category

import pytest
from babel.messages.pofile import read_po

from pipeline.findings import Finding
from pipeline.interface import (
    ADAPTATION_SENTENCES,
    MACHINE_SENTENCES,
    RESIDENTS,
    MissingStringError,
    interface,
    speaks_to_residents,
)
from pipeline.languages import all_languages
from pipeline.messages import message
from tests.conftest import REPOSITORY
from tools.strings import LOCALE, staff_sentences

WITHOUT_MACHINE = ("sv-simple", "so", "ti", "prs", "ps", "ckb", "kmr", "bs")
"""No model translates into it, so no text of a machine is ever published in it."""
PUBLISHED = tuple(tag for tag in all_languages() if tag != "am")
WITH_ADAPTATIONS = ("sv-simple", "en")
"""English is the language of the msgids, so it has every sentence."""


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_sentence_for_staff_is_in_swedish() -> None:
    swedish = interface("sv").strings
    missing = [text for text in staff_sentences() if not swedish.get((None, text))]
    assert not missing, f"{missing}; run python -m tools.strings and translate them"


def test_translations_have_the_places_of_their_sentences() -> None:
    for path in sorted(LOCALE.glob("*.po")):
        for (_, text), translation in interface(path.stem).strings.items():
            assert places(translation) == places(text), (path.name, text)


@pytest.mark.parametrize("tag", PUBLISHED)
def test_every_sentence_for_residents_is_in_every_published_language(tag: str) -> None:
    wanted = {text for context, text in interface("en").strings if context == RESIDENTS}
    found = {text for context, text in interface(tag).strings if context == RESIDENTS}
    unneeded = MACHINE_SENTENCES if tag in WITHOUT_MACHINE else frozenset()
    unneeded |= ADAPTATION_SENTENCES if tag not in WITH_ADAPTATIONS else frozenset()
    assert found | unneeded == wanted


def test_a_language_that_no_machine_knows_speaks_to_residents_all_the_same() -> None:
    for tag in PUBLISHED:
        assert speaks_to_residents(tag)
        assert speaks_to_residents(tag, of_machines=True) == (tag not in WITHOUT_MACHINE)
        assert speaks_to_residents(tag, of_adaptations=True) == (tag in WITH_ADAPTATIONS)
    assert not speaks_to_residents("am")


@pytest.mark.parametrize("tag", sorted(all_languages()))
def test_every_language_can_be_shown_as_on_its_way(tag: str) -> None:
    assert interface(tag).resident("The translation is on its way.")
    assert interface(tag).resident("Choose your language")


def test_a_missing_sentence_never_becomes_another_language() -> None:
    with pytest.raises(MissingStringError, match="fi"):
        interface("fi").resident("A sentence that nobody has translated")


def test_catalogs_are_well_formed() -> None:
    for path in sorted(LOCALE.glob("*.po")):
        with path.open("rb") as file:
            read_po(file, abort_invalid=True)


def test_residents_sentences_of_the_code_are_in_the_catalogs() -> None:
    wanted = {text for context, text in interface("en").strings if context == RESIDENTS}
    for path in sorted((REPOSITORY / "pipeline").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr
                in ("resident", "resident_text", "resident_parts", "resident_template")
                and isinstance(node.args[0], ast.Constant)
            ):
                assert node.args[0].value in wanted, path


def test_templates_only_ask_for_sentences_that_exist() -> None:
    wanted = {text for context, text in interface("en").strings if context == RESIDENTS}
    for path in sorted((REPOSITORY / "pipeline").rglob("templates/*.html")):
        for text in re.findall(r"\bt\(\"([^\"]+)\"", Path(path).read_text("utf-8")):
            assert text in wanted, (path, text)


def test_a_terminal_obeys_no_name_of_a_file() -> None:
    name = "\x1b[2Jlöneförhöjning\r\x9b.po"
    inner = message("Read {name}.", name=name)
    finding = Finding("rule", name, message("“{name}”: {inner}", name=name, inner=inner))
    shown = interface("en").show_finding(finding)
    assert not {letter for letter in shown if category(letter) == "Cc"}
    assert shown.count("\\x1b[2Jlöneförhöjning\\x0d\\x9b.po") == 3
