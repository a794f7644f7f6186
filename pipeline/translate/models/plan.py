"""Which models the languages need, and which of them are there, can be had, or do not exist."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.languages import SOURCE_TAG, languages_without_models
from pipeline.translate.engine import Model, Route
from pipeline.translate.models.lockfile import Locks
from pipeline.translate.models.package import is_the_same
from pipeline.translate.pairs import pair, shortest_route


class Availability(StrEnum):
    """Whether a language can be translated into on this machine."""

    INSTALLED = "installed"
    """Every model of its route is installed."""
    AVAILABLE = "available"
    """Every model of its route is installed or can be."""
    NOT_OFFERED = "not offered"
    """There are models in the public index, but not where we looked."""
    NONE = "none"
    """No model exists, neither in the public index nor where we looked."""


@dataclass(frozen=True, slots=True)
class LanguagePlan:
    """A language, the models from Swedish to it (none if there is no way), and their state."""

    tag: str
    route: Route
    availability: Availability


def language_plans(
    tags: Iterable[str], installed: Iterable[Model], offered: Iterable[Model], locks: Locks
) -> tuple[LanguagePlan, ...]:
    """For each language the shortest way; of equally short ones that which is installed.

    An installed model goes before an offered one of its pair, and so does the version that the
    lock file names.
    """
    installed = tuple(installed)
    known = (*installed, *_eligible(installed, offered, locks))
    return tuple(_plan(tag, installed, known) for tag in tags)


def models_to_install(
    plans: Iterable[LanguagePlan], installed: Iterable[Model]
) -> tuple[Model, ...]:
    """The models of the routes that are not installed, each once, in the order of the routes."""
    there = frozenset(installed)
    needed = (model for plan in plans for model in plan.route if model not in there)
    return tuple(dict.fromkeys(needed))


def _eligible(
    installed: Iterable[Model], offered: Iterable[Model], locks: Locks
) -> tuple[Model, ...]:
    offered = tuple(offered)
    has = {pair(model) for model in installed}
    locked = {
        pair(model)
        for model in offered
        if pair(model) in locks and is_the_same(locks[pair(model)].model, model)
    }
    return tuple(
        model
        for model in offered
        if pair(model) not in has
        and (pair(model) not in locked or is_the_same(locks[pair(model)].model, model))
    )


def _plan(tag: str, installed: tuple[Model, ...], known: tuple[Model, ...]) -> LanguagePlan:
    best = shortest_route(known, SOURCE_TAG, tag)
    if best is None:
        exists = not languages_without_models([tag])
        return LanguagePlan(tag, (), Availability.NOT_OFFERED if exists else Availability.NONE)
    own = shortest_route(installed, SOURCE_TAG, tag)
    if own is not None and len(own) <= len(best):
        return LanguagePlan(tag, own, Availability.INSTALLED)
    return LanguagePlan(tag, best, Availability.AVAILABLE)
