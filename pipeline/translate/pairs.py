"""From which language to which one the models go, and the shortest way through them."""

from collections.abc import Iterable, Mapping

from packaging.version import InvalidVersion, Version

from pipeline.translate.engine import Model, Route

Pair = tuple[str, str]
"""From which language to which one."""

NO_VERSION = Version("0.dev0")
"""Below every version that a model can have."""


def pair(model: Model) -> Pair:
    """From which language to which one a model goes."""
    return model.source, model.target


def pair_name(pair: Pair) -> str:
    """A pair as people write it: `sv-en`."""
    return "-".join(pair)


def version_of(model: Model) -> Version:
    """The model's version, for comparing; below all others if it is none (PEP 440)."""
    try:
        return Version(model.version)
    except InvalidVersion:
        return NO_VERSION


def best_versions(models: Iterable[Model]) -> Mapping[Pair, Model]:
    """The model with the highest version of each pair, in alphabetical order of the pairs."""
    ordered = sorted(models, key=lambda model: (pair(model), version_of(model), model.version))
    return {pair(model): model for model in ordered}


def shortest_route(models: Iterable[Model], source: str, target: str) -> Route | None:
    """The way from one language to the other with the fewest models; None if there is none.

    Of equally short ways it is the one with the higher versions, the first step counting most;
    then the first in alphabetical order. From a language to itself it is empty.
    """
    best = best_versions(models)
    reached: dict[str, Route] = {source: ()}
    frontier: dict[str, Route] = {source: ()}
    while target not in reached and frontier:
        longer: dict[str, Route] = {}
        for model in best.values():
            if model.source not in frontier or model.target in reached:
                continue
            route = (*frontier[model.source], model)
            known = longer.get(model.target)
            if known is None or _is_better(route, known):
                longer[model.target] = route
        reached |= longer
        frontier = longer
    return reached.get(target)


def _is_better(route: Route, other: Route) -> bool:
    """Whether the first of two equally long routes comes before the second."""
    versions = [version_of(model) for model in route]
    others = [version_of(model) for model in other]
    if versions != others:
        return versions > others
    return [pair(model) for model in route] < [pair(model) for model in other]
