"""A resident finds a document: by pointer or keyboard, from a server or from a stick."""

import base64
import hashlib
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import run
from pipeline.languages import language
from pipeline.serve import LOOPBACK, SiteHandler
from pipeline.settings import read_settings
from tests.browser.browser import browser_and_node
from tests.conftest import REPOSITORY
from tests.workplace import NAME, SECOND

HERE = Path(__file__).parent
Walk = dict[str, Any]


class StrictHandler(SiteHandler):
    """The site as a server with a policy of its own shows it."""

    def end_headers(self) -> None:
        style = ""
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() else path
        if page.suffix == ".html" and page.is_file():
            style = page.read_text("utf-8").partition("<style>")[2].partition("</style>")[0]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' data:"
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the briefings in `source/`."""
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        source = str(REPOSITORY / "source")
        assert run(["build", "--source", source, "--output", "output", "--ui", "en"]) == 0
    return folder / "output"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(
        (LOOPBACK, 0), partial(StrictHandler, directory=str(folder))
    ) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://{LOOPBACK}:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def walk(start: str, way: str, profile: Path) -> Walk:
    browser, node = browser_and_node()
    command = [node, HERE / "walk.mjs", browser, start, way, profile]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    value = json.loads(done.stdout)
    assert isinstance(value, dict)
    return value


def require_arrived(found: Walk, start: str) -> None:
    """The pages were the index, the language, the document, and both again."""
    home = start.removesuffix("index.html")
    language, document = f"{home}ar.html", f"{home}{SECOND}/ar/{SECOND}.ar.html"
    assert [seen["address"] for seen in found["pages"]] == [
        start,
        language,
        document,
        language,
        f"{home}index.html",
    ]
    assert [(seen["lang"], seen["dir"]) for seen in found["pages"]] == [
        ("sv", "ltr"),
        *[("ar", "rtl")] * 3,
        ("sv", "ltr"),
    ]
    assert found["errors"] == []
    assert found["foreign"] == []
    assert (found["download"]["name"], found["download"]["head"]) == (f"{SECOND}.ar.pdf", "%PDF-")


@pytest.mark.parametrize("way", ["pointer", "keyboard"])
@pytest.mark.parametrize("below", ["", "kommun/lägesbild 1/"])
def test_from_a_server_with_a_strict_policy(
    site: Path, tmp_path: Path, way: str, below: str
) -> None:
    root = tmp_path / "root"
    shutil.copytree(site, root / below)
    with served(root) as address:
        start = f"{address}{below}".replace(" ", "%20").replace("ä", "%C3%A4")
        found = walk(start, way, tmp_path / "profile")
        require_arrived(found, start)
    assert found["download"]["type"] == "application/pdf"
    pdf = site / SECOND / "ar" / f"{SECOND}.ar.pdf"
    assert found["download"]["size"] == pdf.stat().st_size


def test_from_a_folder(site: Path, tmp_path: Path) -> None:
    start = (site / "index.html").as_uri()
    require_arrived(walk(start, "pointer", tmp_path / "profile"), start)


def test_the_keyboard_goes_through_the_pages_in_their_order(site: Path, tmp_path: Path) -> None:
    start = (site / "index.html").as_uri()
    found = walk(start, "keyboard", tmp_path / "profile")
    require_arrived(found, start)
    assert len(found["focused"]) > 20
    for seen in found["focused"]:
        if seen["tag"] == "body":  # from the last link of a page the focus begins anew
            continue
        assert seen["outline"] >= 3, seen
        assert seen["inside"], seen
    by_page: dict[int, list[dict[str, Any]]] = {}
    for seen in found["focused"]:
        by_page.setdefault(seen["page"], []).append(seen)
    index = [seen["name"].split("\n")[0] for seen in by_page[1]]
    tags = read_settings(REPOSITORY / "source" / "settings.toml").tags
    before = [tag for tag in tags[: tags.index("ar") + 1] if (site / f"{tag}.html").exists()]
    assert index == ["Hoppa till innehållet", *(language(tag).endonym for tag in before)]
    for number in (2, 4):
        tops = [seen["top"] for seen in by_page[number][1:]]
        assert tops == sorted(tops)


def test_each_language_and_each_document_can_be_reached(site: Path) -> None:
    index = (site / "index.html").read_text("utf-8")
    for tag in ("sv", "fi", "en", "ar", "so"):
        assert f'href="{tag}.html"' in index
        page = (site / f"{tag}.html").read_text("utf-8")
        for name in (NAME, SECOND):
            assert f'href="{name}/{tag}/{name}.{tag}.html"' in page
