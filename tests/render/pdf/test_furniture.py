"""Masthead, running header and footer: what they say, and that it fits."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from pipeline.edition import Edition, Issuer
from pipeline.languages import language
from pipeline.model import plain
from pipeline.render.edition_pdf import pdf_document
from pipeline.render.pdf.furniture import Furniture, PlacedText, furnish
from pipeline.render.pdf.geometry import Geometry
from pipeline.render.pdf.look import MM, Looks
from pipeline.style import Style
from tests.builders import edition
from tests.real_editions import real_editions
from tests.render.pdf.setting import text_of_line
from tests.samples import LANGUAGES

LONG_NAME = "Kommunalförbundet för räddningstjänst och krisberedskap i Mälardalen"
LONG_TITLE = "# " + "Lägesbild med många ord i rad " * 9 + "slut"


def furniture(item: Edition) -> Furniture:
    looks = Looks(Style(), item.language)
    return furnish(pdf_document(item), looks, Geometry.of(Style(), item.language))


def texts(item: Edition, page: int) -> list[str]:
    return [text_of_line(p.line) for p in placed(item, page)]


def placed(item: Edition, page: int) -> list[PlacedText]:
    return [p for p in furniture(item).header(page) if isinstance(p, PlacedText)]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_page_says_issuer_title_date_and_language(tag: str) -> None:
    item = real_editions()[tag]
    issuer, facts, *title = texts(item, 1)
    assert issuer == "Hallstahammars kommun"
    assert "2020" in facts
    assert facts.endswith(language(tag).endonym)
    assert "".join(title) == plain(item.briefing.title)
    first = " ".join(texts(item, 0))
    assert "2020" in first
    assert language(tag).endonym in first


def test_a_title_of_two_lines_is_whole() -> None:
    item = edition("# " + "Lägesbild med många ord " * 6)
    title = texts(item, 1)[2:]
    assert len(title) == 2
    assert "".join(title) == plain(item.briefing.title)


@pytest.mark.parametrize("title", [LONG_TITLE, "# " + "x" * 400])
def test_only_a_longer_title_is_shortened(title: str) -> None:
    item = edition(title)
    lines = texts(item, 1)[2:]
    assert len(lines) == 2
    shown = "".join(lines)
    assert shown.endswith("…")
    assert len(shown) > 100
    assert plain(item.briefing.title).startswith(shown[:-1])


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize(("tag", "title"), [("sv", LONG_TITLE), ("ar", "# تقرير عن الوضع")])
def test_a_long_issuer_fits(tag: str, title: str, page: int) -> None:
    item = edition(title, language=tag)
    info = replace(item.info, updated=date(2020, 9, 30), version="12")
    item = replace(item, issuer=Issuer(LONG_NAME), info=info)
    geometry = Geometry.of(Style(), item.language)
    found = placed(item, page)
    for each in found:
        assert geometry.side - 0.01 <= each.x_pt
        assert each.x_pt + each.line.width_pt <= geometry.width - geometry.side + 0.01
        assert 10 * MM < each.y_pt < geometry.top
    for one, other in pairwise(found):
        if abs(one.y_pt - other.y_pt) < 1:
            left, right = sorted((one, other), key=lambda each: each.x_pt)
            assert left.x_pt + left.line.width_pt + 5 < right.x_pt
