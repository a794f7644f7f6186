import pytest

from pipeline.languages import SOURCE_TAG, all_languages, language, languages_without_models
from pipeline.translate.engine import Model
from pipeline.translate.models.lockfile import Lock, Locks
from pipeline.translate.models.plan import Availability, language_plans, models_to_install
from pipeline.translate.pairs import pair


def models(text: str) -> list[Model]:
    """Models in short: `sv-en 1.5, en-fi 1.9`."""
    found = [part.split() for part in text.split(",") if part.strip()]
    return [Model(*pair.split("-"), version) for pair, version in found]


def locks(text: str) -> Locks:
    return {pair(model): Lock(model, "a" * 64, "b" * 64) for model in models(text)}


def planned(
    tags: str, installed: str = "", offered: str = "", locked: str = ""
) -> tuple[list[str], str]:
    """Each language's state, and the models to install."""
    plans = language_plans(tags.split(), models(installed), models(offered), locks(locked))
    states = [f"{plan.tag} {plan.availability.value}" for plan in plans]
    return states, ", ".join(map(str, models_to_install(plans, models(installed))))


def test_a_route_is_installed_as_a_whole() -> None:
    states, needed = planned("fi", "", "sv-en 1.5, en-fi 1.9")
    assert states == ["fi available"]
    assert needed == "sv-en 1.5, en-fi 1.9"


def test_a_shared_model_is_installed_once() -> None:
    _, needed = planned("fi ar en", "", "sv-en 1.5, en-fi 1.9, en-ar 1.0")
    assert needed == "sv-en 1.5, en-fi 1.9, en-ar 1.0"


def test_what_is_there_is_not_installed_again() -> None:
    states, needed = planned("fi en", "sv-en 1.5", "sv-en 1.6, en-fi 1.9")
    assert states == ["fi available", "en installed"]
    assert needed == "en-fi 1.9"


def test_a_way_that_is_there_is_kept_before_an_equally_short_one() -> None:
    states, needed = planned("fi", "sv-en 1.5, en-fi 1.0", "sv-de 2.0, de-fi 2.0")
    assert (states, needed) == (["fi installed"], "")


def test_a_direct_model_that_can_be_had_goes_before_a_pivot() -> None:
    states, needed = planned("fi", "sv-en 1.5, en-fi 1.0", "sv-fi 1.0")
    assert (states, needed) == (["fi available"], "sv-fi 1.0")


def test_the_locked_version_is_taken_where_it_can_be_had() -> None:
    offered = "sv-en 1.5, sv-en 1.6"
    assert planned("en", "", offered)[1] == "sv-en 1.6"
    assert planned("en", "", offered, "sv-en 1.5")[1] == "sv-en 1.5"
    assert planned("en", "", offered, "sv-en 1.4")[1] == "sv-en 1.6"


@pytest.mark.parametrize(
    ("offered", "state"),
    [("", "so none"), ("sv-en 1.5", "so none"), ("sv-en 1.5, en-so 1.0", "so available")],
)
def test_a_language_without_models_is_named_so_unless_someone_has_one(
    offered: str, state: str
) -> None:
    assert planned("so", "", offered)[0] == [state]


def test_a_language_whose_models_are_not_here_is_not_one_without_models() -> None:
    assert planned("fi", "", "sv-en 1.5")[0] == ["fi not offered"]


def test_languages_without_models_are_those_of_the_table() -> None:
    tags = [tag for tag in all_languages() if tag != SOURCE_TAG]
    without = ["sv-simple", "so", "ti", "prs", "ps", "ckb", "kmr", "am", "bs"]
    assert sorted(languages_without_models(tags)) == sorted(without)
    assert languages_without_models(["fi", "so", "sv", "ar"]) == ("so",)
    assert language("fi").argos_route == ("sv", "en", "fi")
    assert language("so").argos_route == language("sv").argos_route == ()


def test_every_state_is_shown() -> None:
    from pipeline.model_commands import AVAILABILITIES

    assert set(AVAILABILITIES) == set(Availability)
