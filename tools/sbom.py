"""What the program is made of: `docs/sbom.cdx.json` (CycloneDX) and `docs/licences.md`.

    python -m tools.sbom

Versions and hashes are those of `requirements.lock`; licences are what the installed packages say
of themselves. A package that this system does not need is listed without a licence. The same lock
and the same packages give the same files.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from fontTools.ttLib import TTFont
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
SBOM = ROOT / "docs" / "sbom.cdx.json"
LICENCES = ROOT / "docs" / "licences.md"
FONTS = ROOT / "pipeline" / "fonts"
VERSION_NAME = 5
"""The name record of a font's version (OpenType, name table)."""
OFL = "OFL-1.1"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
SHA256 = re.compile(r"sha256:([0-9a-f]{64})")
LONGEST_LICENCE = 60

WITHOUT_NAME = {
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
}
"""Classifiers, for packages that name their licence in no other way."""


@dataclass(frozen=True, slots=True)
class Part:
    """One component: `use` is what it is there for, `licence` is empty if it is not known."""

    kind: str
    name: str
    version: str
    licence: str
    use: str
    purl: str = ""
    hashes: tuple[str, ...] = ()


def parts() -> tuple[Part, ...]:
    """All components: Python packages, fonts, data, and the tools of tests."""
    return (*python_packages(), *fonts(), *data(), *test_tools())


def python_packages() -> Iterator[Part]:
    """The packages of the lock, with their hashes."""
    needed = _needed()
    for block in re.split(r"\n(?=[A-Za-z0-9])", LOCK.read_text("utf-8")):
        found = PINNED.match(block)
        if found is None:
            continue
        name, version = canonicalize_name(found[1]), found[2]
        hashes = tuple(sorted(SHA256.findall(block)))
        use = "the program" if name in needed else "development and tests"
        purl = PackageURL("pypi", None, name, version).to_string()
        yield Part("library", name, version, _licence(name), use, purl, hashes)


def _needed() -> set[str]:
    """The packages that the program itself needs, with all that those need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [Requirement(text) for text in project["dependencies"]]
    needed: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in needed:
            continue
        needed.add(name)
        found = _installed(name)
        for text in (found.requires or ()) if found else ():
            inner = Requirement(text)
            extras = ("", *requirement.extras)
            if inner.marker is None or any(inner.marker.evaluate({"extra": e}) for e in extras):
                waiting.append(inner)
    return needed


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence(name: str) -> str:
    """What the package says of itself, as an SPDX expression where it does."""
    found = _installed(name)
    if found is None:
        return ""
    told = found.metadata.get_all("License-Expression") or found.metadata.get_all("License") or []
    for text in (line.strip() for line in told):
        if text and len(text) <= LONGEST_LICENCE and "\n" not in text:
            return str(text)
    classifiers = found.metadata.get_all("Classifier") or []
    ends = [c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License :: ")]
    names = [WITHOUT_NAME.get(end, end) for end in ends if end != "OSI Approved"]
    return " AND ".join(sorted(names))


def fonts() -> Iterator[Part]:
    """The fonts of the package."""
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            told = str(font["name"].getDebugName(VERSION_NAME) or "")
        found = re.search(r"[0-9]+\.[0-9]+", told)
        version = found[0] if found else "0"
        yield Part("font", path.name, version, OFL, "text in PDF files", hashes=(_sha256(path),))


def data() -> Iterator[Part]:
    """Tables that others made, and the models of the tests."""
    for name in ("bidi_brackets.csv", "bidi_classes.csv"):
        path = ROOT / "pipeline" / "data" / name
        use = "the bidi algorithm (Unicode Character Database)"
        yield Part("data", name, "1", "Unicode-3.0", use, hashes=(_sha256(path),))
    for path in sorted((ROOT / "tests" / "models").glob("*.argosmodel")):
        use = "tests: a small model that this project trained"
        yield Part("model", path.name, "1.0", "Apache-2.0", use, hashes=(_sha256(path),))


def test_tools() -> Iterator[Part]:
    """What judges the files in tests, from npm and Maven."""
    folder = ROOT / "tests" / "browser"
    locked = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    for path, entry in sorted(locked.items()):
        name = path.removeprefix("node_modules/")
        if name:
            purl = PackageURL("npm", None, name, entry["version"]).to_string()
            licence = str(entry.get("license", ""))
            yield Part("library", name, entry["version"], licence, "tests in a browser", purl)
    script = (ROOT / "ci" / "install-verapdf").read_text("utf-8")
    version = re.search(r"^version=(\S+)", script, re.MULTILINE)
    pinned = version[1] if version else ""
    place = PackageURL("maven", "org.verapdf.apps", "greenfield-apps", pinned).to_string()
    use = "make check and tests: the judge of PDF/UA and PDF/A"
    licence = "GPL-3.0-or-later OR MPL-2.0"
    yield Part("application", "veraPDF", pinned, licence, use, place)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sbom(found: Iterable[Part]) -> str:
    """The list of components in CycloneDX 1.6."""
    bom = Bom()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    bom.metadata.component = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        licenses=[LicenseExpression(project["license"])],
        bom_ref="project",
    )
    for part in found:
        bom.components.add(_component(part))
    bom.register_dependency(bom.metadata.component, bom.components)
    value = json.loads(JsonV1Dot6(bom).output_as_string())
    del value["metadata"]["timestamp"]  # the same components give the same file
    seed = json.dumps(value["components"], sort_keys=True)
    value["serialNumber"] = f"urn:uuid:{uuid5(NAMESPACE_URL, seed)}"
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _component(part: Part) -> Component:
    kinds = {"library": ComponentType.LIBRARY, "application": ComponentType.APPLICATION}
    is_needed = part.use == "the program" or part.kind in ("font", "data")
    is_one_file = len(part.hashes) == 1
    more = () if is_one_file else part.hashes
    return Component(
        name=part.name,
        version=part.version,
        type=kinds.get(part.kind, ComponentType.DATA),
        bom_ref=part.purl or f"{part.kind}:{part.name}",
        purl=PackageURL.from_string(part.purl) if part.purl else None,
        scope=ComponentScope.REQUIRED if is_needed else ComponentScope.EXCLUDED,
        licenses=[DisjunctiveLicense(name=part.licence)] if part.licence else None,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=h) for h in part.hashes[:1]]
        if is_one_file
        else None,
        properties=[Property(name="lock:sha256", value=digest) for digest in more],
        description=part.use,
    )


HEAD = """\
# Licences

Made by `python -m tools.sbom` from what the packages say of themselves; the same in CycloneDX is
[sbom.cdx.json](sbom.cdx.json). The program itself is under the [Apache License 2.0](../LICENSE).

Whoever passes the program on together with its packages should look at these first:

- **translate-toolkit** is under the GPL, version 3 or later. The program imports it only to read
  and write TMX and TBX (`pipeline/exchange/`).
- **minisbd** is under the AGPL, version 3. argos-translate-lt requires it; the program splits
  sentences itself and does not call it.
- **Models of Argos Translate** are not a part of the program: `make models` fetches them. Their
  packages say under which licence they are and on which texts they were trained
  (`README.md` in each folder of `models/`).
- A package without a licence here is one that this system does not install.

"""


def licences(found: Iterable[Part]) -> str:
    """The table of licences, the program's own needs first."""
    rows = ["| component | version | licence | for |", "| --- | --- | --- | --- |"]
    order = ("the program", "text in PDF files")
    listed = sorted(
        found,
        key=lambda p: (order.index(p.use) if p.use in order else len(order), p.use, p.name),
    )
    rows += [f"| {p.name} | {p.version} | {p.licence or '–'} | {p.use} |" for p in listed]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    made = parts()
    SBOM.write_text(sbom(made), "utf-8")
    LICENCES.write_text(licences(made), "utf-8")
