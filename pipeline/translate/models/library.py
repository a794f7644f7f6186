"""What is used of the library `argostranslate`: its index's address, and packages' metadata.

Importing its settings makes folders in the user's home and sets an environment variable, so the
import happens here alone, with folders that are removed again and the environment put back.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import ModuleType

FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
FOREIGN = ("ARGOS_", "SNAP")
"""The beginnings of the variables that the library reads; none may reach it."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a package says of itself; values are as they were found, of whatever type."""

    kind: object
    source: object
    target: object
    version: object
    links: object


def metadata(values: Mapping[str, object]) -> Metadata:
    """The library's reading of `metadata.json`, or of an entry of the index.

    Raises ValueError where the library cannot read it.
    """
    try:
        package = _packages().AvailablePackage(dict(values))
    except (AttributeError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    return Metadata(
        package.type,
        package.from_code,
        package.to_code,
        package.package_version,
        package.links,
    )


def index_address(environ: Mapping[str, str]) -> str:
    """Where the index of all packages is: the library's address, or that of its variable."""
    own = environ.get("ARGOS_PACKAGE_INDEX")
    if own:
        return own.rstrip("/") + "/index.json"
    return str(_packages().settings.remote_package_index)


@cache
def _packages() -> ModuleType:
    with tempfile.TemporaryDirectory() as folder, _environment_for_import(folder):
        from argostranslate import package
    module: ModuleType = package
    return module


@contextmanager
def _environment_for_import(folder: str) -> Iterator[None]:
    before = dict(os.environ)
    for name in before:
        if name.startswith(FOREIGN):
            del os.environ[name]
    os.environ.update(dict.fromkeys(FOLDERS, folder))
    try:
        yield
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)
