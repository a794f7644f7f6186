"""Editions in languages that the package has no sentences for yet, in all formats."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from pipeline.interface import interface


@contextmanager
def words_borrowed_from(lender: str, *tags: str) -> Iterator[None]:
    """In these languages the package's own sentences for residents are those of the lender.

    So documents can be rendered in them, as when a municipality adds a language; only what
    stands around the text is in the wrong one.
    """
    with TemporaryDirectory() as folder:
        locale = Path(folder) / "locale"
        shutil.copytree(str(files("pipeline") / "locale"), locale)
        for tag in set(tags) - {lender}:
            shutil.copy(locale / f"{lender}.po", locale / f"{tag}.po")
        interface.cache_clear()
        try:
            with patch("pipeline.interface.files", lambda _: Path(folder)):
                yield
        finally:
            interface.cache_clear()
