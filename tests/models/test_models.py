"""The small real models: what they were not trained with comes out right, along the Argos path."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import ctranslate2
import pytest

from tests.models.corpus.sentences import corpus
from tests.models.held_out import HeldOut, canonical, held_out

MODELS = Path(__file__).parent
PACKAGES = sorted(MODELS.glob("*.argosmodel"))
MOST_BYTES = 3_000_000
SEED, SENTENCES = 20200512, 80_000
"""Those of train.py, which needs JAX to be imported."""

Translate = Callable[[list[str]], list[str]]


class Tokenizer(Protocol):
    """What Argos cuts sentences with."""

    def encode(self, sentence: str) -> list[str]: ...

    def decode(self, tokens: list[str]) -> str: ...


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Translate]]:
    """Translators by package name, unpacked and opened as Argos does it."""
    home = tmp_path_factory.mktemp("argos")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            patch.setenv(variable, str(home / variable))
        from argostranslate.package import Package  # makes folders when imported

        def find(name: str) -> Translate:
            with zipfile.ZipFile(MODELS / f"{name}-1_0.argosmodel") as packed:
                packed.extractall(home / "packages")
            package = Package(home / "packages" / f"{name}-1_0")
            model = ctranslate2.Translator(str(package.package_path / "model"))
            return lambda sentences: _translated(package.tokenizer, model, sentences)

        yield find


def _translated(
    tokenizer: Tokenizer, model: ctranslate2.Translator, sentences: list[str]
) -> list[str]:
    results = model.translate_batch(
        [tokenizer.encode(sentence) for sentence in sentences],
        beam_size=4,
        length_penalty=0.2,
        max_batch_size=1024,
        batch_type="tokens",
    )
    return [tokenizer.decode(result.hypotheses[0]).strip() for result in results]


@pytest.fixture(scope="module")
def english(installed: Callable[[str], Translate]) -> list[str]:
    return installed("translate-sv_en")([sentence.swedish for sentence in held_out()])


@pytest.fixture(scope="module")
def finnish(installed: Callable[[str], Translate], english: list[str]) -> list[str]:
    return installed("translate-en_fi")(english)


def _right_in(language: str) -> pytest.MarkDecorator:
    """Every sentence that the models translate rightly, with its number."""
    numbered = [(n, s) for n, s in enumerate(held_out()) if language not in s.wrong]
    return pytest.mark.parametrize(
        ("number", "sentence"), numbered, ids=[sentence.swedish for _, sentence in numbered]
    )


@_right_in("en")
def test_swedish_comes_out_in_english(number: int, sentence: HeldOut, english: list[str]) -> None:
    _says(english[number], sentence.english, sentence.placeholders)


@_right_in("fi")
def test_swedish_comes_out_in_finnish_by_way_of_english(
    number: int, sentence: HeldOut, finnish: list[str]
) -> None:
    _says(finnish[number], sentence.finnish, sentence.placeholders)


def _says(draft: str, words: tuple[str, ...], placeholders: list[str]) -> None:
    missing = [word for word in words if word not in draft.lower()]
    assert not missing, draft
    for placeholder in placeholders:
        assert draft.count(placeholder) == 1, draft


def test_the_sentences_are_not_in_the_training_set() -> None:
    trained = {canonical(made.source.text) for made in corpus("sv", "en", SENTENCES, SEED)}
    assert not trained & {canonical(sentence.swedish) for sentence in held_out()}


def test_there_are_enough_sentences() -> None:
    right = {sentence.swedish for sentence in held_out() if not sentence.wrong}
    assert len(right) >= 60


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_a_package_is_small_and_packed_the_same_way_each_time(package: Path) -> None:
    assert package.stat().st_size <= MOST_BYTES
    with zipfile.ZipFile(package) as packed:
        names = packed.namelist()
        times = {entry.date_time for entry in packed.infolist()}
    assert len(times) == 1
    assert names == sorted(names)
    assert {name.split("/")[0] for name in names} == {package.stem}
    assert {f"{package.stem}/{name}" for name in ("metadata.json", "sentencepiece.model")} <= {
        *names
    }


def test_both_packages_are_there() -> None:
    assert [package.stem for package in PACKAGES] == ["translate-en_fi-1_0", "translate-sv_en-1_0"]
