"""The lists of components and licences are those of the lock, and CycloneDX as it should be."""

import sys

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tools.sbom import FONTS, LICENCES, SBOM, licences, parts, sbom

IS_CI_S_PYTHON = sys.version_info[:2] == (3, 11)
"""Markers of the lock and licences in packages depend on Python and the system."""


@pytest.mark.skipif(not IS_CI_S_PYTHON, reason="the files are made with Python 3.11")
def test_the_files_are_today_s() -> None:
    found = parts()
    assert SBOM.read_text("utf-8") == sbom(found), "run: python -m tools.sbom"
    assert LICENCES.read_text("utf-8") == licences(found), "run: python -m tools.sbom"


def test_the_list_of_components_is_valid() -> None:
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(SBOM.read_text("utf-8"))
    assert problem is None, problem


def test_fonts_models_and_tools_are_in_it() -> None:
    names = {part.name for part in parts()}
    assert {path.name for path in FONTS.glob("*.ttf")} <= names
    assert {"reportlab", "python-docx", "axe-core", "veraPDF"} <= names
    assert any(name.endswith(".argosmodel") for name in names)


def test_everything_of_the_lock_has_hashes_of_its_files() -> None:
    packages = [part for part in parts() if part.purl.startswith("pkg:pypi/")]
    assert len(packages) > 100
    assert all(part.hashes for part in packages)


def test_what_the_program_itself_needs_has_a_licence() -> None:
    assert not [p.name for p in parts() if p.use == "the program" and not p.licence]
