"""Markup and protected pieces through the real models: to English, and on to Finnish."""

import re
import zipfile
from pathlib import Path

import pytest

from pipeline.languages import language
from pipeline.translate.argos import ArgosEngine
from pipeline.translate.document_names import Names
from pipeline.translate.draft import Wanted, draft_texts
from pipeline.translate.engine import Model
from pipeline.translate.models.content import content_sha256
from pipeline.translate.models.store import InstalledModel
from pipeline.translate.pivot import Pivot
from pipeline.translate.tags import markup_problem
from tests.builders import briefing

MODELS = Path(__file__).parent
SV_EN, EN_FI = Model("sv", "en", "1.0"), Model("en", "fi", "1.0")
NAMES = Names.of(briefing("# Titel", "Chefen Carin Berg leder arbetet."))


@pytest.fixture(scope="module")
def pivot(tmp_path_factory: pytest.TempPathFactory) -> Pivot:
    folder = tmp_path_factory.mktemp("models")
    installed: list[InstalledModel] = []
    for model in (SV_EN, EN_FI):
        name = f"translate-{model.source}_{model.target}-1_0"
        with zipfile.ZipFile(MODELS / f"{name}.argosmodel") as packed:
            packed.extractall(folder)
        place = folder / name
        installed.append(InstalledModel(model, place, ("brackets", "ph"), content_sha256(place)))
    return Pivot(ArgosEngine(installed))


@pytest.mark.parametrize(
    ("text", "english", "finnish"),
    [
        ("Biblioteket öppnar klockan 10 på <1>lördag</1>.", "Saturday", "lauantaina"),
        ("Ring <1>0220-240 00</1> om du har frågor.", "0220-240 00", "0220-240 00"),
        ("<1>Polisen</1> följer utvecklingen av skadegörelsen i centrum.", "police", "Poliisi"),
        ("Kommunen stänger <1>simhallen</1> på fredag.", "swimming pool", "uimahalli"),
        ("Kommunen stänger simhallen på <1>fredag</1>.", "Friday", "perjantaina"),
    ],
)
def test_markup_stands_where_its_words_went(
    pivot: Pivot, text: str, english: str, finnish: str
) -> None:
    for tag, route, word in (("en", (SV_EN,), english), ("fi", (SV_EN, EN_FI), finnish)):
        (draft,) = draft_texts([Wanted(text, NAMES)], route, pivot, language(tag))
        assert draft.reasons == ()
        marked = draft.text.partition("<1>")[2].partition("</1>")[0]
        assert word in marked, draft.text
        assert len(marked) <= len(word) + 5, draft.text


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("Biblioteket öppnar<1/> klockan 10 på lördag.", r"\w<1/> "),
        ("Kommunen stänger simhallen<1/> på fredag.", r"(pool|uimahalli\w*)<1/> "),
        ("Kommunen stänger simhallen på fredag.<1/>", r"\.<1/>$"),
        ("Ring 0220-240 00<1/> om du har frågor.", r"0220-240 00<1/>"),
        ("<1>Kommunen stänger simhallen på fredag. Biblioteket öppnar på lördag.</1>",
         r"^<1>[^<>]+\.</1>$"),
        ("Kommunen stänger simhallen\nBiblioteket öppnar på <1>lördag</1>.",
         r"^[^\n]+\n[^\n]+<1>\w+</1>\.$"),
        ("Biblioteket<1/> öppnar klockan 10 på lördag.", r"(library|[Kk]irjasto)<1/> "),
        ("Polisen<1/> följer utvecklingen av skadegörelsen i centrum.", r"(police|oliisi)<1/> "),
    ],
)  # fmt: skip
def test_notes_lines_and_markup_over_sentences_come_over(
    pivot: Pivot, text: str, pattern: str
) -> None:
    for tag, route in (("en", (SV_EN,)), ("fi", (SV_EN, EN_FI))):
        (draft,) = draft_texts([Wanted(text, NAMES)], route, pivot, language(tag))
        assert draft.reasons == (), draft
        assert markup_problem(text, draft.text) is None
        assert re.search(pattern, draft.text), draft.text
