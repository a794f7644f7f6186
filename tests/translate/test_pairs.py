import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.translate.engine import Model
from pipeline.translate.pairs import shortest_route


def models(text: str) -> list[Model]:
    """Models in short: `sv-en 1.5, en-fi 1.9`."""
    found = [part.split() for part in text.split(",") if part.strip()]
    return [Model(*pair.split("-"), version) for pair, version in found]


def way(text: str, target: str = "fi") -> str | None:
    route = shortest_route(models(text), "sv", target)
    return None if route is None else ", ".join(map(str, route))


def test_a_direct_model_is_shorter_than_a_pivot() -> None:
    assert way("sv-en 1.5, en-fi 1.9, sv-fi 0.1") == "sv-fi 0.1"


def test_any_language_may_be_the_pivot() -> None:
    assert way("sv-de 1.0, de-fi 1.0, en-fi 1.9") == "sv-de 1.0, de-fi 1.0"
    assert way("sv-da 1.0, da-en 1.0, en-fi 1.9") == "sv-da 1.0, da-en 1.0, en-fi 1.9"


def test_the_best_version_is_a_matter_of_numbers() -> None:
    assert way("sv-fi 1.9, sv-fi 1.10, sv-fi 1.2") == "sv-fi 1.10"
    assert way("sv-fi 1.9, sv-fi nonsense") == "sv-fi 1.9"


def test_of_equally_short_ways_the_one_with_better_versions() -> None:
    assert way("sv-de 1.0, de-fi 9.0, sv-en 1.5, en-fi 1.0") == "sv-en 1.5, en-fi 1.0"
    assert way("sv-de 1.5, de-fi 1.1, sv-en 1.5, en-fi 1.0") == "sv-de 1.5, de-fi 1.1"
    assert way("sv-en 1.5, en-fi 1.0, sv-de 1.5, de-fi 1.0") == "sv-de 1.5, de-fi 1.0"


def test_without_a_way_there_is_none() -> None:
    assert way("") is None
    assert way("fi-sv 1.0, sv-en 1.0") is None
    assert way("sv-en 1.0, en-sv 1.0") is None
    assert way("sv-en 1.0", "sv") == ""


LANGUAGES = st.sampled_from(["sv", "en", "de", "da", "fi", "ar"])
MODELS = st.lists(st.builds(Model, LANGUAGES, LANGUAGES, st.sampled_from(["1.0", "1.9", "1.10"])))


@given(MODELS, st.randoms(use_true_random=False))
def test_a_route_is_connected_and_does_not_depend_on_the_order(
    found: list[Model], chance: random.Random
) -> None:
    route = shortest_route(found, "sv", "fi")
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert shortest_route(shuffled, "sv", "fi") == route
    if route is not None:
        assert route[0].source == "sv"
        assert route[-1].target == "fi"
        assert all(a.target == b.source for a, b in pairwise(route))
        assert set(route) <= set(found)


@given(MODELS)
def test_there_is_no_shorter_way(found: list[Model]) -> None:
    route = shortest_route(found, "sv", "fi")
    reached, steps = {"sv"}, 0
    while "fi" not in reached and steps < 7:
        reached |= {model.target for model in found if model.source in reached}
        steps += 1
    assert (None if route is None else len(route)) == (steps if "fi" in reached else None)
