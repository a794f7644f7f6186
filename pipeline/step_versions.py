"""The version of each step: a digest of the code that it runs, of its data, and of the libraries.

What makes Word files may change, and no PDF is made anew for it. The code of a step is its module
with all that this imports, also late, and all that those import in turn; names in comments count
too, which can only make it more. Data under `pipeline/` belong to every step, but for the fonts.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.fingerprint import digest_of_program, program_files

Step = Literal["text", "pdf", "docx", "html"]

MODULES: dict[Step, tuple[str, ...]] = {
    "text": ("pipeline.editions", "pipeline.project"),
    "pdf": ("pipeline.produce_pdf",),
    "docx": ("pipeline.produce_docx",),
    "html": ("pipeline.produce_page",),
}
"""What each step runs. Its result depends on nothing else of this program."""

FONTS = "fonts/"
FONT_READER = "render/pdf/fonts.py"
"""The only module that reads the fonts."""

_NAMED = re.compile(r"\bpipeline(?:\.\w+)+")
_FROM = re.compile(r"\bfrom\s+(pipeline[\w.]*)\s+import\s+(\([^)]*\)|[^\n]*)")
_PACKAGE = Path(__file__).parent


@cache
def version_of(step: Step) -> str:
    """A digest (SHA-256, hex) of all of the program that the step depends on."""
    return digest_of_program(sorted(files_of_step(step)))


@cache
def files_of_step(step: Step) -> frozenset[str]:
    """The paths of the step's code and data below `pipeline/`."""
    code = frozenset(_closure(MODULES[step]))
    data = {path for path in program_files() if not path.endswith(".py")}
    has_fonts = FONT_READER in code
    return code | {path for path in data if has_fonts or not path.startswith(FONTS)}


def _closure(modules: Iterable[str]) -> set[str]:
    """The files of modules and of all that they import."""
    found: set[str] = set()
    waiting = list(modules)
    while waiting:
        for path in _files(waiting.pop()):
            if path not in found:
                found.add(path)
                waiting += _imported(path)
    return found


def _files(module: str) -> Iterator[str]:
    """The file of a module, and those of the packages that it is in; none of what is no module."""
    names = module.split(".")[1:]
    for length in range(len(names) + 1):
        place = "/".join(names[:length])
        for path in (f"{place}.py", f"{place}/__init__.py".lstrip("/")):
            if path in program_files():
                yield path


@cache
def _imported(path: str) -> tuple[str, ...]:
    """The modules that a file names; names that are none do no harm."""
    text = (_PACKAGE / path).read_text("utf-8")
    found = set(_NAMED.findall(text))
    for package, names in _FROM.findall(text):
        found |= {f"{package}.{name}" for name in re.findall(r"\w+", names)}
    return tuple(sorted(found))
