"""DOCX files against the schemas of ISO/IEC 29500."""

import os
import shutil
import subprocess
from pathlib import Path

from lxml import etree

from tests.conftest import REPOSITORY, require
from tests.real_editions import real_docx, real_editions
from tests.render.docx_everything import EVERYTHING
from tests.render.docx_package import W, change
from tests.samples import ARABIC, EDITIONS, docx_file
from tests.workplace import SECOND

TOOL = REPOSITORY / "tests/tools/ooxml"


def has_compiler(java: str) -> bool:
    """Whether this Java can run a source file, as a JDK can and a JRE cannot."""
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False)
    return "jdk.compiler" in modules.stdout


def validate(files: list[Path]) -> subprocess.CompletedProcess[str]:
    fetch = "mvn -f tests/tools/ooxml/pom.xml dependency:copy-dependencies"
    jars = sorted((TOOL / "target/dependency").glob("*.jar"))
    java = shutil.which("java")
    require("java is not installed (ci/install-system-packages)", java is not None)
    assert java is not None
    require("java is no JDK: it cannot run ValidateDocx.java (jdk.compiler)", has_compiler(java))
    require(f"the OOXML schemas are missing; fetch them with: {fetch}", bool(jars))
    quiet = (
        "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory"
    )
    path = os.pathsep.join(str(jar) for jar in jars)
    command = [java, quiet, "-cp", path, str(TOOL / "ValidateDocx.java"), *map(str, files)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


def test_files_follow_the_schemas(tmp_path: Path) -> None:
    samples = {f"sample-{of.language.tag}": docx_file(of) for of in EDITIONS}
    samples |= {f"everything-{of.language.tag}": docx_file(of) for of in EVERYTHING}
    second = {f"second-{tag}": real_docx(tag, SECOND) for tag in real_editions(SECOND)}
    contents = samples | {tag: real_docx(tag) for tag in real_editions()} | second
    files = []
    for name, data in contents.items():
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        files.append(file)
    result = validate(files)
    with_notes = sum(bool(of.briefing.notes) for of in real_editions(SECOND).values())
    count = 8 * len(files) + len(EVERYTHING) + with_notes
    assert result.stdout == f"{count} parts, 0 errors\n", result.stdout + result.stderr


def test_the_schemas_find_an_element_out_of_order(tmp_path: Path) -> None:
    def move_style_last(root: etree._Element) -> None:
        properties = next(root.iter(f"{W}pPr"))
        properties.append(properties[0])

    file = tmp_path / "wrong.docx"
    file.write_bytes(change(docx_file(ARABIC), "word/document.xml", move_style_last))
    result = validate([file])
    assert result.returncode == 1
    assert "pStyle" in result.stdout
