"""What a package is called and what its metadata says, checked before anything is believed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.version import InvalidVersion, Version

from pipeline.errors import ModelError
from pipeline.messages import message
from pipeline.translate.engine import Model
from pipeline.translate.models.library import metadata

SUFFIX = ".argosmodel"
CODE = re.compile(r"[a-z]{2,3}")
"""A language as Argos writes it; for every language of ours this is its BCP 47 tag."""
FILE_NAME = re.compile(r"translate-([a-z]{2,3})_([a-z]{2,3})-([0-9][0-9a-z_]*)")
LONGEST_VERSION = 20
MOST_LINKS = 10


@dataclass(frozen=True, slots=True)
class Description:
    """Which model a package says it has, and the addresses it can be fetched from."""

    model: Model
    links: tuple[str, ...] = ()


def description(values: Mapping[str, object], where: str) -> Description:
    """What metadata say. Raises ModelError if it is no translation model with a plain name."""
    try:
        found = metadata(values)
    except ValueError:
        raise _unusable(where) from None
    if found.kind != "translate":
        reason = "This package is no translation model."
        raise ModelError(message(reason), where=where)
    source, target = _code(found.source, where), _code(found.target, where)
    if source == target:
        reason = "This package goes from a language to the same language."
        raise ModelError(message(reason), where=where)
    links = found.links if isinstance(found.links, list) else []
    plain = tuple(link for link in links[:MOST_LINKS] if isinstance(link, str))
    return Description(Model(source, target, _version(found.version, where)), plain)


def parsed_metadata(data: bytes, where: str) -> Description:
    """What the bytes of a `metadata.json` say. Raises ModelError."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        raise _unusable(where) from None
    if not isinstance(values, dict):
        raise _unusable(where)
    return description(values, where)


def folder_name(model: Model) -> str:
    """The name of an installed model's folder: `translate-sv_en-1_5`, as Argos names packages.

    It is made from the checked pair and version, never taken from a package.
    """
    version = re.sub("[^0-9a-z]", "_", model.version)
    return f"translate-{model.source}_{model.target}-{version}"


def file_name(model: Model) -> str:
    """The name of a package's file: `translate-sv_en-1_5.argosmodel`."""
    return folder_name(model) + SUFFIX


def model_named(path: Path) -> Model | None:
    """The model that a file's name promises; None if it is not named as Argos names packages."""
    found = FILE_NAME.fullmatch(path.stem)
    if found is None or path.suffix != SUFFIX:
        return None
    source, target, version = found.groups()
    try:
        return Model(source, target, str(Version(version.replace("_", "."))))
    except InvalidVersion:
        return None


def is_the_same(one: Model, other: Model) -> bool:
    """Whether both names stand for the same model, however the versions are punctuated."""
    return folder_name(one) == folder_name(other)


def _code(found: object, where: str) -> str:
    if isinstance(found, str) and CODE.fullmatch(found):
        return found
    reason = "This package names a language in a way that is not known."
    raise ModelError(message(reason), where=where)


def _version(found: object, where: str) -> str:
    try:
        if isinstance(found, str) and len(found) <= LONGEST_VERSION:
            return str(Version(found))
    except InvalidVersion:
        pass
    reason = "This package has no version such as 1.5."
    raise ModelError(message(reason), where=where)


def _unusable(where: str) -> ModelError:
    reason = "What this package says of itself (metadata.json) cannot be understood."
    return ModelError(message(reason), where=where)
