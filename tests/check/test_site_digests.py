"""A page of a language is compared again if it has changed, or what it is compared with."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from pipeline.check.html_index import Contents, Publisher
from pipeline.check.site_digests import page_digests
from pipeline.edition import State
from pipeline.summary import EditionSummary, summary_of
from tests.samples import EDITIONS, OLD, SWEDISH

KEYS = {(e.info.name, e.briefing.language): summary_of(e) for e in EDITIONS}
SIZES = {e.path(f): 45_200 for e in EDITIONS for f in ("html", "pdf", "docx")}
LEFT = {(left.name, left.tag): left for left in OLD}
OWN = {f"{tag}.html": tag.encode() for _, tag in KEYS} | {"index.html": b"index"}
PUBLISHER = Publisher(SWEDISH.issuer, SWEDISH.contact, ("sv", "fi", "ar"))
FI = next(key for key in KEYS if key[1] == "fi")
NAME = FI[0]


def digests(
    own: Mapping[str, bytes] = OWN,
    editions: Mapping[tuple[str, str], EditionSummary] = KEYS,
    sizes: Mapping[str, int] = SIZES,
    publisher: Publisher = PUBLISHER,
) -> dict[str, str]:
    return page_digests(own, Contents(editions, LEFT, sizes), publisher)


def changed(new: Mapping[str, str]) -> set[str]:
    before = digests()
    return {path for path in before if new.get(path) != before[path]}


def with_finnish(edition: EditionSummary) -> dict[tuple[str, str], EditionSummary]:
    return {**KEYS, FI: edition}


def test_the_same_again_is_the_same() -> None:
    assert changed(digests()) == set()


@pytest.mark.parametrize(
    "edition",
    [
        replace(KEYS[FI], state=State.MACHINE),
        replace(KEYS[FI], superseded=date(2020, 6, 1)),
        replace(KEYS[FI], title=KEYS[NAME, "sv"].title),
        replace(KEYS[FI], info=replace(KEYS[FI].info, updated=date(2021, 1, 1))),
    ],
)
def test_what_a_document_tells_in_a_language_is_told_on_its_page(edition: EditionSummary) -> None:
    assert changed(digests(editions=with_finnish(edition))) == {"fi.html"}


def test_a_size_counts_as_it_is_told() -> None:
    pdf = KEYS[FI].path("pdf")
    assert changed(digests(sizes={**SIZES, pdf: 45_201})) == set()
    assert changed(digests(sizes={**SIZES, pdf: 46_001})) == {"fi.html"}
    assert changed(digests(sizes={k: v for k, v in SIZES.items() if k != pdf})) == {"fi.html"}


def test_the_page_itself_counts() -> None:
    assert changed(digests({**OWN, "fi.html": b"other"})) == {"fi.html"}


def test_what_all_pages_tell_counts_for_all() -> None:
    pages = OWN.keys() - {"index.html"}
    assert changed(digests({**OWN, "index.html": b"other"})) == pages
    assert changed(digests({**OWN, "fi.atom": b""})) == pages
    assert changed(digests(publisher=replace(PUBLISHER, languages=("sv",)))) == pages


def test_a_document_that_is_not_there_yet_is_told_by_its_swedish_title() -> None:
    without = {key: e for key, e in KEYS.items() if key != FI}
    sv = (NAME, "sv")
    renamed = {**without, sv: replace(KEYS[sv], title=KEYS[FI].title)}
    one, other = digests(editions=without), digests(editions=renamed)
    assert {path for path in one if one[path] != other[path]} == {"fi.html", "sv.html"}
