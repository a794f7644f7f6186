"""Collect the interface's sentences from the code and write them into the catalogs.

    python -m tools.strings

Sentences are the first arguments of `message(…)` for staff and of `resident(…)`,
`resident_text(…)` and `sentence(strings, …)` for residents: a literal, or a local name that a
literal was assigned to. New ones come into sv.po with an empty translation for a person to fill
in, and into en.po as they are; those that the code no longer has are taken out.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "pipeline"
LOCALE = PACKAGE / "locale"


class UnknownSentenceError(Exception):
    """A call whose sentence cannot be told from the code."""


def staff_sentences() -> dict[str, str]:
    """The msgids of all messages to staff, each with the file that it stands in."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for scope in _scopes(tree):
            for text in _sentences(scope, path):
                found.setdefault(text, path.relative_to(PACKAGE.parent).as_posix())
    return found


def _scopes(tree: ast.Module) -> Iterator[list[ast.AST]]:
    """The nodes of each function, and those of the module that are in no function."""
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    inside = {id(n) for f in functions for n in ast.walk(f) if n is not f}
    yield from (list(ast.walk(f)) for f in functions if id(f) not in inside)
    own = {id(f) for f in functions} | inside
    yield [n for n in ast.walk(tree) if id(n) not in own]


def _sentences(scope: list[ast.AST], path: Path) -> Iterator[str]:
    literals: dict[str, list[str]] = {}
    for node in scope:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            texts = list(_literals(node.value))
            literals.setdefault(node.targets[0].id, []).extend(texts)
    for node in scope:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id != "message" or not node.args:
            continue
        argument = node.args[0]
        texts = list(_literals(argument))
        if isinstance(argument, ast.Name):
            texts = literals.get(argument.id, [])
        if not texts:
            raise UnknownSentenceError(f"{path}:{node.lineno}")
        yield from texts


def _literals(node: ast.expr) -> Iterator[str]:
    """The strings that an expression can be: a literal, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def update_staff_catalog(tag: str, sentences: dict[str, str]) -> int:
    """Bring a catalog up to the code; how many sentences still need a translation."""
    path = LOCALE / f"{tag}.po"
    with path.open("rb") as file:
        old = read_po(file, locale=tag, abort_invalid=True)
    new = Catalog(
        locale=tag,
        project="briefing-pipeline",
        header_comment=f"# The interface's sentences ({tag}); see tools/strings.py.",
        creation_date=old.creation_date,
        revision_date=old.revision_date,
        last_translator=old.last_translator,
        language_team=old.language_team,
        msgid_bugs_address="none",
        charset="utf-8",
        fuzzy=False,
    )
    for entry in old:
        if entry.id and entry.context:
            new.add(entry.id, entry.string, context=entry.context)
    missing = 0
    for text, place in sorted(sentences.items(), key=lambda item: (item[1], item[0])):
        known = old.get(text)
        translation = text if tag == "en" else (str(known.string) if known else "")
        missing += not translation
        new.add(text, translation, locations=[(place, 0)])
    with path.open("wb") as file:
        write_po(file, new, width=100, omit_header=False, include_lineno=False)
    return missing


def main() -> None:
    """Update sv.po and en.po."""
    sentences = staff_sentences()
    for tag in ("sv", "en"):
        missing = update_staff_catalog(tag, sentences)
        print(f"{tag}: {len(sentences)} sentences, {missing} to translate")  # noqa: T201


if __name__ == "__main__":
    main()
