"""The engine over real CTranslate2 and SentencePiece, with a model whose drafts are known."""

import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.languages import language
from pipeline.translate.argos import ArgosEngine
from pipeline.translate.argos_model import MOST_TOKENS, load_model
from pipeline.translate.document_names import Names
from pipeline.translate.draft import Drafted, Wanted, draft_texts
from pipeline.translate.engine import Model
from pipeline.translate.models.content import content_sha256
from pipeline.translate.models.store import InstalledModel
from pipeline.translate.pivot import Pivot
from tests.builders import briefing
from tests.translate.models.plumbing import Package, unpacked

SV_EN, EN_FI, EN_DE = Model("sv", "en", "1.0"), Model("en", "fi", "1.0"), Model("en", "de", "1.0")
SCHEMES = ("brackets", "ph", "xq")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installed model that copies what it gets."""
    return unpacked(Package(), tmp_path_factory.mktemp("model"))


def engine(folder: Path, *models: Model, most_loaded: int = 2) -> ArgosEngine:
    checksum = content_sha256(folder)
    installed = (InstalledModel(model, folder, SCHEMES, checksum) for model in models)
    return ArgosEngine(installed, most_loaded)


def copied(folder: Path, sentences: Sequence[str]) -> list[str]:
    return [draft.text for draft in engine(folder, SV_EN).translate(SV_EN, sentences)]


def test_sentences_come_out_in_their_order_whatever_their_length(folder: Path) -> None:
    sentences = [f"Ring {'kommunen ' * n}nu." for n in range(12)]
    assert copied(folder, sentences) == [" ".join(s.split()) for s in sentences]


def test_a_draft_names_its_model_and_how_sure_it_is(folder: Path) -> None:
    (draft,) = engine(folder, SV_EN).translate(SV_EN, ["Ring kommunen."])
    assert draft.route == (SV_EN,)
    assert 0 < draft.score <= 1


def test_nothing_and_too_much_give_no_draft_and_stop_nothing(folder: Path) -> None:
    long = " ".join(["kommunen"] * 20_000)
    assert copied(folder, ["", "Ring.", long, "   "]) == ["", "Ring.", "", ""]


def test_no_sentence_is_cut_off_silently(folder: Path) -> None:
    tokenizer = load_model(folder).tokenizer
    for words in range(10, 60, 7):
        sentence = " ".join(["kommunen"] * words)
        (draft,) = engine(folder, SV_EN).translate(SV_EN, [sentence])
        expected = sentence if len(tokenizer.encode(sentence)) <= MOST_TOKENS else ""
        assert draft.text == expected


def test_links_say_which_characters_come_from_which(folder: Path) -> None:
    sentence = "Ring kommunen nu."
    (draft,) = engine(folder, SV_EN).translate(SV_EN, [sentence], aligned=True)
    assert draft.links
    for link in draft.links:
        assert draft.text[link.start : link.end] == sentence[link.source_start : link.source_end]


def test_models_that_need_more_memory_than_allowed_take_turns(folder: Path) -> None:
    found = engine(folder, SV_EN, EN_FI, EN_DE, most_loaded=1)
    for model in (SV_EN, EN_FI, EN_DE, SV_EN):
        assert found.translate(model, ["Ring."])[0].text == "Ring."
        assert list(found.loaded) == [model]
    found.close()
    assert not found.loaded


def test_within_the_limit_a_model_is_loaded_once(folder: Path) -> None:
    found = engine(folder, SV_EN, EN_FI)
    found.translate(SV_EN, ["Ring."])
    first = found.loaded[SV_EN]
    found.translate(EN_FI, ["Ring."])
    found.translate(SV_EN, ["Ring."])
    assert found.loaded[SV_EN] is first


@pytest.mark.parametrize("name", ["model/model.bin", "sentencepiece.model", "metadata.json"])
def test_a_damaged_model_is_one_clear_sentence(tmp_path: Path, name: str) -> None:
    folder = unpacked(Package(), tmp_path)
    (folder / name).write_bytes(b"damaged")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_model(folder)


def test_no_text_is_logged(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        copied(folder, ["Hemlig text om Carin."])
    assert "Hemlig" not in caplog.text
    assert "Carin" not in caplog.text


def test_protected_texts_go_through_two_models_whole(folder: Path) -> None:
    names = Names.of(briefing("# Titel", "Chefen Carin Berg leder arbetet."))
    texts = [
        Wanted("Ring 0220-240 00 den 12 maj. Fråga efter Carin Berg.", names),
        Wanted("Ring <1>112</1> vid fara.", names),
    ]
    pivot = Pivot(engine(folder, SV_EN, EN_FI))
    drafts = draft_texts(texts, (SV_EN, EN_FI), pivot, language("fi"))
    assert [draft.text for draft in drafts] == [
        "Ring 0220-240 00 12. toukokuuta. Fråga efter Carin Berg.",
        "Ring <1>112</1> vid fara.",
    ]
    assert all(isinstance(draft, Drafted) and not draft.reasons for draft in drafts)
