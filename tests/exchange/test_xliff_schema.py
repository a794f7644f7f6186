"""XLIFF 2 files against the OASIS schema and the constraints of the specification."""

import os
import shutil
import subprocess
from pathlib import Path

from pipeline.exchange.exchanged import Exchanged, exchanged
from pipeline.exchange.xliff import xliff_bytes
from pipeline.translate.approvals import read_approvals
from pipeline.translate.catalog import read_catalog
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState
from tests.conftest import REPOSITORY, require
from tests.render.test_docx_schemas import has_compiler

TOOL = REPOSITORY / "tests/tools/xliff"

ODD = Exchanged(
    "läges bild",
    "ar",
    (
        Entry("title", "Läget", "الوضع", fuzzy=True, previous="Läge", comments=("", "a & b")),
        Entry("paragraph", "<1>Ring <2>oss</2></1><3/> nu", "<2>x</2>", hints=("<1>: fet",)),
        Entry("paragraph", "a\x0b\tb", "a\x0b b ", flags=("own",)),
        Entry("", "\\<1> <1>a</1>", "<1>b</1>"),
    ),
    {("", "\\<1> <1>a</1>"): EntryState.APPROVED},
    "ab",
)


def validate(files: list[Path]) -> subprocess.CompletedProcess[str]:
    fetch = "mvn -f tests/tools/xliff/pom.xml dependency:copy-dependencies"
    jars = sorted((TOOL / "target/dependency").glob("*.jar"))
    java = shutil.which("java")
    require("java is not installed (ci/install-system-packages)", java is not None)
    assert java is not None
    require("java is no JDK: it cannot run ValidateXliff.java (jdk.compiler)", has_compiler(java))
    require(f"the XLIFF 2 library is missing; fetch it with: {fetch}", bool(jars))
    path = os.pathsep.join(str(jar) for jar in jars)
    command = [java, "-cp", path, str(TOOL / "ValidateXliff.java"), *map(str, files)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / f"{name}.xlf"
    path.write_bytes(data)
    return path


def test_every_catalog_follows_the_schema(tmp_path: Path) -> None:
    files = [
        written(tmp_path, "odd", xliff_bytes(ODD)),
        written(tmp_path, "none", xliff_bytes(Exchanged("a", "fi"))),
    ]
    for path in sorted(REPOSITORY.glob("source/translations/*/*.po")):
        catalog = read_catalog(path, path.parent.name, path.stem)
        approvals = read_approvals(path.parent / "approvals.toml")
        data = xliff_bytes(exchanged(catalog, approvals))
        files.append(written(tmp_path, f"{path.parent.name}.{path.stem}", data))
    result = validate(files)
    expected = f"{len(files)} files, 0 errors\n"
    assert result.stdout == expected, result.stdout + result.stderr


def test_the_judge_finds_what_is_wrong(tmp_path: Path) -> None:
    sound = xliff_bytes(ODD)
    harms = {
        "id": sound.replace(b'<unit id="u2"', b'<unit id="u1"'),
        "state": sound.replace(b'state="final"', b'state="done"'),
        "data": sound.replace(b'dataRef="d3a"', b'dataRef="d9a"'),
        "element": sound.replace(b"<target>", b"<goal>").replace(b"</target>", b"</goal>"),
    }
    assert all(harm != sound for harm in harms.values())
    files = [written(tmp_path, name, data) for name, data in harms.items()]
    assert validate(files).stdout.endswith(f"{len(files)} files, {len(files)} errors\n")
