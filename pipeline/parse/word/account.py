"""An account of every character of a Word document, made without the reader.

It collects the text that the document shows with all its changes accepted, and compares it with
what the reader found and what it says that it left out.
"""

from collections.abc import Iterable, Iterator

from pipeline.model import plain
from pipeline.parse.found import Found, character_counts, found_texts
from pipeline.parse.parsed import Removal
from pipeline.parse.word.names import MC, A, Element, V, W

_GONE = frozenset((f"{W}del", f"{W}moveFrom"))
_FOREIGN_BRANCH = ("picture", "wordprocessing")


def lost_characters(
    roots: Iterable[Element], found: Found, removals: Iterable[Removal], added: Iterable[str]
) -> str:
    """The characters that are not accounted for, or that are there too often; empty if none.

    `roots` are the body, the notes and the page headers and footers; `added` is what the reader
    put in that is no text of the file.
    """
    expected = character_counts(text for root in roots for text in _accepted(root))
    expected.update(character_counts(added))
    actual = character_counts(plain(text) for text in found_texts(found))
    actual.update(character_counts(removal.characters for removal in removals))
    different = [c for c in expected | actual if expected[c] != actual[c]]
    return "".join(sorted(different))


def _accepted(root: Element) -> Iterator[str]:
    """The text of `w:t` elements that are not in deleted parts or branches for other programs."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in _GONE or _is_deleted_row(element):
            continue
        elif element.tag == f"{MC}AlternateContent":
            waiting.extend(_branch(element))
        else:
            waiting.extend(element)


def _is_deleted_row(element: Element) -> bool:
    return element.tag == f"{W}tr" and element.find(f"{W}trPr/{W}del") is not None


def _branch(element: Element) -> list[Element]:
    """The first choice, or the branch for other programs if that has a picture instead of a part
    that no other program knows."""
    choice, fallback = element.find(f"{MC}Choice"), element.find(f"{MC}Fallback")
    if choice is None or fallback is None:
        return [branch for branch in (choice, fallback) if branch is not None]
    kinds = [data.get("uri", "").rpartition("/")[2] for data in choice.iter(f"{A}graphicData")]
    is_known = all(kind.startswith(_FOREIGN_BRANCH) for kind in kinds)
    has_picture = any(True for _ in fallback.iter(f"{V}imagedata", f"{A}blip"))
    return [fallback if has_picture and not is_known else choice]
