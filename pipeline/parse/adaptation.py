"""A language's own text for a briefing: where it lies, and how it is read."""

import re
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.messages import message
from pipeline.model import Briefing
from pipeline.parse import READERS, Parsed, parse_source, resources_in

_OF_ORIGINAL = re.compile(r"original/([1-9][0-9]{0,2})")
"""How a text names a picture that lies within the Swedish document: the first is `original/1`."""


def adaptation_path(folder: Path, tag: str) -> Path | None:
    """The file `TAG.md`, `TAG.docx` or `TAG.txt` in the folder of a document's translations.

    None if there is none. Raises SourceError if there are two: one of them would be lost.
    """
    found = sorted(p for p in folder.glob(f"{tag}.*") if p.suffix.lower() in READERS)
    own = [path for path in found if path.stem == tag]
    if len(own) > 1:
        reason = "There are two texts for this language: {names}. Keep one of them."
        names = ", ".join(path.name for path in own)
        raise SourceError(message(reason, names=names), where=str(folder))
    return own[0] if own else None


def parse_adaptation(path: Path, tag: str, original: Briefing, pictures: Path) -> Parsed:
    """The briefing in such a file, in its language.

    It may use the pictures in the folder `pictures`, beside the Swedish text, and those within
    the original: `![alternative](original/1)`. Raises SourceError as `parse_source` does, and
    if the text gives settings of its own in front matter, since those of the Swedish one count.
    """
    beside = resources_in(pictures)
    images = tuple(original.images())

    def read(name: str) -> bytes:
        asked = _OF_ORIGINAL.fullmatch(name)
        if asked is None:
            return beside(name)
        if int(asked[1]) > len(images):
            reason = "The Swedish text has {number} pictures, so there is no “{name}”."
            raise SourceError(message(reason, number=len(images), name=name))
        return images[int(asked[1]) - 1].data

    parsed = parse_source(path, resources=read)
    for key in parsed.stated.keys() - {"title"}:
        reason = "Only the title can stand here; everything else is taken from the Swedish text."
        raise SourceError(message(reason), where=f"{path}, {key}")
    return parsed.in_language(tag)
