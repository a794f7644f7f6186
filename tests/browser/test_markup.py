"""Every kind of page, in every language, judged by the Nu HTML Checker of the W3C."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.languages import all_languages
from pipeline.publish.site import render_site
from pipeline.webpage import SharedFiles
from tests.borrowed_words import words_borrowed_from
from tests.browser.browser import HERE, browser_and_node
from tests.builders import edition
from tests.conftest import require
from tests.samples import OLD, listing, page, site, waiting, withdrawn_page, write_site

CHECKER = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

KNOWN = (
    # Safari takes a list without marks for no list, unless its role is said.
    r"The “list” role is unnecessary for element “ul”\.",
    # The checker compares no hashes, and no file is 'self' to it; browsers are asked elsewhere.
    r"Inline style violates Content Security Policy \(meta tag\): .*",
    r"Resource violates Content Security Policy \(meta tag\): image “\.\./images/\w+\.png” .*",
)
"""The only warnings."""

SHARED = SharedFiles(
    frozenset(
        (
            *("accessibility.sv.html", "accessibility.en.html"),
            *(f"{tag}.atom" for tag in all_languages()),
        )
    )
)


def write_every_language(folder: Path) -> list[Path]:
    """A page of each kind in each language."""
    tags = tuple(all_languages())
    found: list[Path] = []
    with words_borrowed_from("en", *(tag for tag in tags if tag != "sv")):
        editions = [edition("# Titel", "## Rubrik", "Text.", language=tag) for tag in tags]
        listings = (*(listing(e, "html", "pdf") for e in editions), waiting("fi"))
        pages = dict(render_site(site(*listings, shared=SHARED)))
        for each in editions:
            pages[f"{each.briefing.language}-document.html"] = page(each)
        for left in OLD:
            pages[f"{left.tag}-withdrawn.html"] = withdrawn_page(left, "en", shared=SHARED)
        for name, data in pages.items():
            found.append(folder / name)
            found[-1].write_bytes(data)
    return found


def test_no_page_has_an_error(tmp_path: Path) -> None:
    browser_and_node()
    java = shutil.which("java")
    require("java is not installed (ci/install-system-packages)", java is not None)
    require("vnu-jar is not installed (npm ci in tests/browser)", CHECKER.is_file())
    assert java
    (tmp_path / "all").mkdir()
    files = [*write_site(tmp_path), *write_every_language(tmp_path / "all")]
    command = [java, "-jar", CHECKER, "--format", "json", "--stdout", *files]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    messages = json.loads(done.stdout)["messages"]
    unknown = [m for m in messages if not any(re.fullmatch(k, m["message"]) for k in KNOWN)]
    assert unknown == []
    assert {m["type"] for m in messages} == {"info"}
    assert len(files) > 60


@pytest.mark.parametrize("harm", [b"<p><div></div></p>", b'<a href="a b">x</a>', b"<main></main>"])
def test_the_checker_sees_an_error(tmp_path: Path, harm: bytes) -> None:
    java = shutil.which("java")
    require("java is not installed (ci/install-system-packages)", java is not None)
    require("vnu-jar is not installed (npm ci in tests/browser)", CHECKER.is_file())
    assert java
    (index, *_) = write_every_language(tmp_path)
    index.write_bytes(index.read_bytes().replace(b"</main>", harm + b"</main>"))
    command = [java, "-jar", CHECKER, "--errors-only", index]
    assert subprocess.run(command, check=False, capture_output=True, timeout=120).returncode == 1
