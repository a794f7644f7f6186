"""What becomes of a document's pictures on the site."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from pipeline.check.html_index import Publisher
from pipeline.check.site import check_site
from pipeline.edition import Edition
from pipeline.editions import Prepared
from pipeline.findings import Report
from pipeline.manifest import MANIFEST, read_manifest
from pipeline.publish.replace import replace_folder
from pipeline.published import read_published
from pipeline.render.html import render_html
from pipeline.settings import read_settings
from pipeline.site import compose_site
from pipeline.webpage import SharedFiles
from tests.builders import edition, image
from tests.conftest import REPOSITORY
from tests.publish.sites import read_site
from tests.samples import RICH, RICH_ARABIC

SETTINGS = read_settings(REPOSITORY / "source" / "settings.toml")
RED, BLUE = image("red"), image("blue")
BOTH = edition("# Karta", "![Karta](red)", "![](blue)", "![Samma karta](red) Igen")
FINNISH = edition("# Kartta", "![Kartta](red)", "![](blue)", language="fi")
ONLY_RED = edition("# Karta", "![Karta](red)")
TEXT = edition("# Karta", "Ingen bild.")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def pages_of(*editions: Edition, shared: Mapping[str, bytes]) -> dict[str, bytes]:
    languages = [of.language for of in editions]
    common = SharedFiles(frozenset(shared))

    def page(of: Edition) -> bytes:
        others = tuple(other for other in languages if other != of.language)
        return render_html(of, SETTINGS.style, (), others, common)

    return {of.path("html"): page(of) for of in editions}


def publish(
    output: Path,
    *editions: Edition,
    pages: Mapping[str, bytes] | None = None,
    shared: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    mine = [replace(e, issuer=SETTINGS.issuer, contact=SETTINGS.contact) for e in editions]
    before = read_published(output)
    prepared = [Prepared(e.info.name, e.briefing.language, e, True, Report()) for e in mine]
    made = pages_of(*mine, shared=shared) if pages is None else pages
    site = compose_site(SETTINGS, prepared, made, before, shared)
    publisher = Publisher(SETTINGS.issuer, SETTINGS.contact)
    assert check_site(site.contents(output), publisher) == ()
    replace_folder(output, site.files, owned=before.manifest.owned, removed=site.removed)


def pictures(output: Path) -> dict[str, bytes]:
    return {path: data for path, data in read_site(output).items() if "/images/" in path}


def test_each_picture_is_published_once_and_is_ours(output: Path) -> None:
    publish(output, BOTH, FINNISH)
    red, blue = (f"lagesbild/images/{each.file_name}" for each in (RED, BLUE))
    assert pictures(output) == {red: RED.data, blue: BLUE.data}
    entries = {f.path: f for f in read_manifest(output).files if "/images/" in f.path}
    assert set(entries) == {red, blue}
    assert {(f.document, f.language, f.status) for f in entries.values()} == {
        ("lagesbild", None, None)
    }
    assert not read_manifest(output).changed(output)


def test_what_is_published_reads_back_with_its_pictures(output: Path) -> None:
    publish(output, BOTH, FINNISH)
    found = read_published(output)
    assert not found.lost
    assert [e.briefing for e in found.editions.values()] == [FINNISH.briefing, BOTH.briefing]
    assert [i.data for i in found.editions["lagesbild", "sv"].briefing.images()] == [
        RED.data,
        BLUE.data,
        RED.data,
    ]


def test_a_picture_goes_with_its_last_text(output: Path) -> None:
    publish(output, BOTH, FINNISH)
    publish(output, TEXT, FINNISH)
    assert len(pictures(output)) == 2
    publish(output, ONLY_RED)
    assert list(pictures(output).values()) == [RED.data]
    publish(output, TEXT)
    assert not (output / "lagesbild" / "images").exists()


def test_publishing_again_changes_nothing(output: Path) -> None:
    publish(output, BOTH, FINNISH)
    before = read_site(output)
    publish(output, BOTH, FINNISH)
    assert read_site(output) == before


def test_a_site_without_pictures_has_no_folder_for_them(output: Path) -> None:
    publish(output, TEXT)
    assert sorted(read_site(output)) == [
        "index.html",
        "lagesbild/sv/lagesbild.sv.html",
        "lagesbild/sv/lagesbild.sv.json",
        "manifest.json",
        "sv.html",
    ]


@pytest.mark.parametrize("data", [None, b"", BLUE.data])
def test_a_text_whose_picture_is_lost_or_damaged_is_lost_and_comes_again(
    output: Path, data: bytes | None
) -> None:
    publish(output, BOTH)
    before = read_site(output)
    place = output / "lagesbild" / "images" / RED.file_name
    place.unlink()
    if data is not None:
        place.write_bytes(data)
    found = read_published(output)
    assert (dict(found.editions), found.lost) == ({}, {("lagesbild", "sv")})
    publish(output, BOTH)
    assert read_site(output) == before


def test_without_a_manifest_the_pictures_are_still_known_as_ours(output: Path) -> None:
    publish(output, BOTH)
    before = read_site(output)
    (output / MANIFEST).unlink()
    publish(output, BOTH)
    assert read_site(output) == before
    (output / MANIFEST).unlink()
    publish(output, ONLY_RED)
    assert list(pictures(output).values()) == [RED.data]


def test_the_sites_own_files_are_linked_and_listed_and_go_again(output: Path) -> None:
    feeds = {"sv.atom": b"<feed/>", "fi.atom": b"<feed/>"}
    publish(output, TEXT, shared=feeds)
    entries = {file.path: file for file in read_manifest(output).files}
    assert [entries[path].language for path in feeds] == ["sv", "fi"]
    assert not read_manifest(output).changed(output)
    for path in ("index.html", "sv.html", TEXT.path("html")):
        assert b"sv.atom" in (output / path).read_bytes()
    (output / MANIFEST).unlink()
    publish(output, TEXT, shared={"sv.atom": b"<feed>new</feed>"})
    assert (output / "sv.atom").read_bytes() == b"<feed>new</feed>"
    publish(output, TEXT)
    assert not list(output.glob("*.atom"))


def test_a_page_that_stays_keeps_its_pictures(output: Path) -> None:
    """A page that did not pass its check is not replaced; it may be older than its text."""
    publish(output, BOTH)
    publish(output, ONLY_RED, pages={})
    publish(output, TEXT, pages={})
    assert len(pictures(output)) == 2
    publish(output, TEXT)
    assert pictures(output) == {}


def test_a_strangers_file_in_the_folder_of_pictures_stays(output: Path) -> None:
    publish(output, BOTH)
    foreign = output / "lagesbild" / "images" / "mine.png"
    foreign.write_bytes(b"mine")
    publish(output, TEXT)
    assert list(pictures(output).values()) == [b"mine"]


def test_all_that_a_briefing_may_have(output: Path) -> None:
    publish(output, RICH, RICH_ARABIC)
    found = read_published(output).editions
    assert found["vatten", "sv"].briefing == RICH.briefing
    assert found["vatten", "ar"].briefing == RICH_ARABIC.briefing
