"""Pictures of a document as figures: with their parts, and with an alternative text."""

import re
from dataclasses import dataclass, field

from pipeline.errors import SourceError
from pipeline.messages import message
from pipeline.model import Figure, Image
from pipeline.parse.pictures import PictureReader, TooManyPixelsError
from pipeline.parse.word.drawings import Picture
from pipeline.parse.word.notebook import Notebook
from pipeline.parse.word.package import Package

# What programs write by themselves says nothing: a file's name, "Bild 3", "Picture 2".
_NO_DESCRIPTION = re.compile(
    r"[^ ]+\.(?:png|jpe?g|gif|tiff?|bmp|webp|svg|emf|wmf)"
    r"|(?:bild|bildobjekt|picture|image|grafik|kuva|graphic|figur|foto) ?[0-9]*",
    re.IGNORECASE,
)
_BY_MACHINE = re.compile(
    r"automati(?:skt|cally|sch|sesti) (?:genererad|generated|generierte|luotu)"
    r"|(?:beskrivning|description).{0,20}automati|AI-gener|kan vara felaktigt|may be incorrect",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Figures:
    """The pictures of one document as figures."""

    package: Package
    notebook: Notebook
    _reader: PictureReader = field(init=False)

    def __post_init__(self) -> None:
        self._reader = PictureReader(self.notebook.where)

    def figure(self, picture: Picture, part: str, place: str) -> Figure | None:
        """The figure for a picture in that part; None, with an error, if it cannot be read."""
        image = self._image(picture, part, place)
        alternative = self._alternative(picture, place)
        return None if image is None else Figure(place, image, alternative)

    def _image(self, picture: Picture, part: str, place: str) -> Image | None:
        relationship = self.package.relationships(part).get(picture.relationship)
        if relationship is None or relationship.is_external:
            reason = (
                "The picture “{name}” is not in the document but somewhere else; "
                "insert it into the document itself."
            )
            self.notebook.error("picture", message(reason, name=picture.name), place)
            return None
        data = self.package.data(relationship.target) or b""
        try:
            return self._reader.read(data, picture.name, place, picture.view)
        except TooManyPixelsError:
            raise
        except SourceError as error:
            self.notebook.error("picture", error.text, place)
            return None

    def _alternative(self, picture: Picture, place: str) -> str:
        """The alternative text; without one and not marked as decorative it is an error."""
        if picture.is_decorative:
            return ""
        text = picture.alternative or ""
        if not text or _NO_DESCRIPTION.fullmatch(text):
            reason = (
                "The picture “{name}” has no alternative text; write one (right-click, “View Alt "
                "Text”), or mark the picture as decorative there."
            )
            self.notebook.error("alternative", message(reason, name=picture.name), place)
        elif _BY_MACHINE.search(text):
            reason = (
                "The alternative text of the picture “{name}” was made by a program: “{text}”; "
                "read it, and write it yourself."
            )
            shown = message(reason, name=picture.name, text=text[:80])
            self.notebook.warn("alternative", shown, place)
        self.notebook.add(text)
        return text
