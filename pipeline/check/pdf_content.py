"""What the content streams of a PDF paint: glyphs, rectangles, and the marks around them.

An interpreter of the operators that matter for text (ISO 32000-1 8 and 9). Other drawing is
only looked at for whether it is marked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pikepdf

from pipeline.check.pdf_fonts import Box, PdfFont, read_font
from pipeline.check.pdf_painted import Colour, Fill, Mark, PageContent, PaintedGlyph, PaintedImage

Matrix = tuple[float, float, float, float, float, float]
Operator = Callable[[list[pikepdf.Object]], None]
"""What an operator does with its operands."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_PAINT_PATH = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s"))
_FILL = _PAINT_PATH - {"S", "s"}


@dataclass(frozen=True, slots=True)
class _TextState:
    font: PdfFont | None = None
    size: float = 0
    character_space: float = 0
    word_space: float = 0
    scale: float = 1
    leading: float = 0
    rise: float = 0
    mode: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = IDENTITY
    colour: Colour = (0, 0, 0)
    text: _TextState = field(default_factory=_TextState)


def read_page(page: pikepdf.Page, number: int, fonts: dict[object, PdfFont]) -> PageContent:
    """Everything that a page paints; `fonts` keeps the fonts that were read before."""
    box = [float(edge) for edge in page.mediabox]
    reader = _PageReader(page, number, fonts, (box[0], box[1]))
    operators: list[tuple[str, int]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        operands = list(instruction.operands)
        operators.append((operator, len(operands)))
        reader.execute(operator, operands)
    return PageContent(
        number,
        box[2] - box[0],
        box[3] - box[1],
        tuple(reader.glyphs),
        tuple(reader.fills),
        tuple(reader.images),
        tuple(reader.unmarked),
        tuple(operators),
        tuple(reader.sequences),
    )


def multiply(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that applies `one` first (ISO 32000-1 8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(matrix: Matrix, x: float, y: float) -> Matrix:
    """The matrix after a move by `x`, `y` in its own space: `multiply` of a translation."""
    a, b, c, d, e, f = matrix
    return (a, b, c, d, a * x + c * y + e, b * x + d * y + f)


class _PageReader:
    """The state of the interpreter on one page."""

    def __init__(
        self,
        page: pikepdf.Page,
        number: int,
        fonts: dict[object, PdfFont],
        origin: tuple[float, float],
    ) -> None:
        self.page = page
        self.number = number
        self.fonts = fonts
        self.state = _State(matrix=(1, 0, 0, 1, -origin[0], -origin[1]))
        self.saved: list[_State] = []
        self.marks: list[Mark] = [Mark()]
        self.groups = 0
        self.outermost = 0
        self.line: Matrix = IDENTITY
        self.matrix: Matrix = IDENTITY
        self.path: list[Box] = []
        self.glyphs: list[PaintedGlyph] = []
        self.fills: list[Fill] = []
        self.images: list[PaintedImage] = []
        self.unmarked: list[str] = []
        self.sequences: list[tuple[str, pikepdf.Object | None]] = []
        self.operators = _operators(self)

    def execute(self, operator: str, operands: list[pikepdf.Object]) -> None:
        """Carry out one operator; one without meaning for the reading is passed over."""
        if operator in _PAINT_PATH:
            self.paint(operator)
        elif operator == "Do":
            self.paint_object(operands)
        elif operator in ("sh", "INLINE IMAGE", "EI"):
            self.note_unmarked(operator)
        elif action := self.operators.get(operator):
            action(operands)

    def save(self, _: object) -> None:
        self.saved.append(self.state)

    def restore(self, _: object) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def concatenate(self, operands: Sequence[pikepdf.Object]) -> None:
        matrix = multiply(_matrix(operands), self.state.matrix)
        self.state = replace(self.state, matrix=matrix)

    def fill_colour(self, operands: Sequence[pikepdf.Object]) -> None:
        parts = [float(part) for part in operands if not isinstance(part, pikepdf.Name)]
        if len(parts) == 1:
            parts *= 3
        elif len(parts) == 4:  # CMYK, roughly
            cyan, magenta, yellow, black = parts
            parts = [(1 - part) * (1 - black) for part in (cyan, magenta, yellow)]
        if len(parts) == 3:
            self.state = replace(self.state, colour=(parts[0], parts[1], parts[2]))

    def rectangle(self, operands: Sequence[pikepdf.Object]) -> None:
        x, y, width, height = (float(value) for value in operands)
        left, bottom = _apply(self.state.matrix, x, y)
        right, top = _apply(self.state.matrix, x + width, y + height)
        box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
        self.path.append(box)

    def paint(self, operator: str) -> None:
        self.note_unmarked(operator)
        if operator in _FILL:
            before = len(self.glyphs)
            self.fills += (Fill(box, self.state.colour, before) for box in self.path)
        self.path = []

    def paint_object(self, operands: Sequence[pikepdf.Object]) -> None:
        self.note_unmarked("Do")
        objects = self.page.resources.get("/XObject", pikepdf.Dictionary())
        width, skew, other_skew, height, left, bottom = self.state.matrix
        is_upright = width > 0 and height > 0 and skew == other_skew == 0
        box = (left, bottom, left + width, bottom + height) if is_upright else None
        value, mark = objects.get(str(operands[0])), self.marks[-1]
        self.images.append(PaintedImage(self.number, mark, box, value, len(self.glyphs)))

    def end_path(self, _: object) -> None:
        self.path = []

    def note_unmarked(self, operator: str) -> None:
        if not self.marks[-1].is_marked:
            self.unmarked.append(operator)

    def begin_mark(self, operands: Sequence[pikepdf.Object]) -> None:
        outer = self.marks[-1]
        self.outermost += len(self.marks) == 1
        tag = str(operands[0])
        properties = self._properties(operands[1]) if len(operands) > 1 else None
        is_direct = len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary)
        self.sequences.append((tag, operands[1] if is_direct else None))
        mark = replace(outer, artifact=outer.artifact or _artifact(tag, properties))
        if properties is not None:
            if "/MCID" in properties:
                mark = replace(mark, mcid=int(properties["/MCID"]))
            if "/ActualText" in properties:
                self.groups += 1
                actual = str(properties["/ActualText"])
                mark = replace(mark, actual_text=actual, group=self.groups)
            if "/Lang" in properties:
                mark = replace(mark, language=str(properties["/Lang"]))
        self.marks.append(mark)

    def end_mark(self, _: object) -> None:
        if len(self.marks) > 1:
            self.marks.pop()

    def _properties(self, operand: pikepdf.Object) -> pikepdf.Object | None:
        if not isinstance(operand, pikepdf.Name):
            return operand
        table = self.page.resources.get("/Properties")
        return table.get(str(operand)) if table is not None else None

    def begin_text(self, _: object) -> None:
        self.line = self.matrix = IDENTITY

    def set_font(self, operands: Sequence[pikepdf.Object]) -> None:
        resource = self.page.resources.Font[str(operands[0])]
        key = resource.objgen if resource.is_indirect else (self.number, str(operands[0]))
        if key not in self.fonts:
            self.fonts[key] = read_font(resource)
        font, size = self.fonts[key], float(operands[1])
        self.set_text(replace(self.state.text, font=font, size=size))

    def set_text(self, text: _TextState) -> None:
        self.state = replace(self.state, text=text)

    def move(self, operands: Sequence[pikepdf.Object]) -> None:
        self.move_by(float(operands[0]), float(operands[1]))

    def move_and_lead(self, operands: Sequence[pikepdf.Object]) -> None:
        self.set_text(replace(self.state.text, leading=-float(operands[1])))
        self.move(operands)

    def move_by(self, x: float, y: float) -> None:
        self.line = self.matrix = _moved(self.line, x, y)

    def next_line(self, _: object = None) -> None:
        self.move_by(0, -self.state.text.leading)

    def set_matrix(self, operands: Sequence[pikepdf.Object]) -> None:
        self.line = self.matrix = _matrix(operands)

    def show(self, operands: Sequence[pikepdf.Object]) -> None:
        self.show_bytes(bytes(operands[0]))

    def show_array(self, operands: Sequence[pikepdf.Object]) -> None:
        state = self.state.text
        for item in operands[0]:
            if isinstance(item, pikepdf.String):
                self.show_bytes(bytes(item))
            else:
                self.step(-float(item) / 1000 * state.size * state.scale)

    def show_on_next_line(self, operands: Sequence[pikepdf.Object]) -> None:
        self.next_line()
        self.show(operands[-1:])

    def show_bytes(self, data: bytes) -> None:
        state = self.state.text
        if state.font is None:
            return
        for code in state.font.codes(data):
            width = state.font.width(code) / 1000 * state.size
            self.glyphs.append(self._glyph(state, state.font, code, width))
            extra = state.character_space
            if code == 32 and not state.font.is_composite:
                extra += state.word_space
            self.step((width + extra) * state.scale)

    def step(self, distance: float) -> None:
        self.matrix = _moved(self.matrix, distance, 0)

    def _glyph(self, state: _TextState, font: PdfFont, code: int, width: float) -> PaintedGlyph:
        whole = multiply(self.matrix, self.state.matrix)
        x, base_y = whole[4], whole[5]
        y = base_y + whole[3] * state.rise
        size = state.size * abs(whole[3])
        ink = font.ink(code)
        mark = self.marks[-1]
        return PaintedGlyph(
            self.number,
            self.outermost,
            mark,
            font,
            code,
            x,
            y,
            base_y,
            size,
            width * state.scale * abs(whole[0]),
            self.state.colour,
            state.mode not in (3, 7),
            ink and (x + ink[0] * size, y + ink[1] * size, x + ink[2] * size, y + ink[3] * size),
            font.text(code),
            (self.number, None if mark.is_artifact else mark.mcid),
        )


def _operators(reader: _PageReader) -> dict[str, Operator]:
    def text(change: Callable[[_TextState, float], _TextState]) -> Operator:
        return lambda operands: reader.set_text(change(reader.state.text, float(operands[0])))

    return {
        "q": reader.save,
        "Q": reader.restore,
        "cm": reader.concatenate,
        "g": reader.fill_colour,
        "rg": reader.fill_colour,
        "k": reader.fill_colour,
        "sc": reader.fill_colour,
        "scn": reader.fill_colour,
        "re": reader.rectangle,
        "n": reader.end_path,
        "BMC": reader.begin_mark,
        "BDC": reader.begin_mark,
        "EMC": reader.end_mark,
        "BT": reader.begin_text,
        "Tf": reader.set_font,
        "Tc": text(lambda state, value: replace(state, character_space=value)),
        "Tw": text(lambda state, value: replace(state, word_space=value)),
        "Tz": text(lambda state, value: replace(state, scale=value / 100)),
        "TL": text(lambda state, value: replace(state, leading=value)),
        "Ts": text(lambda state, value: replace(state, rise=value)),
        "Tr": text(lambda state, value: replace(state, mode=int(value))),
        "Td": reader.move,
        "TD": reader.move_and_lead,
        "Tm": reader.set_matrix,
        "T*": reader.next_line,
        "Tj": reader.show,
        "TJ": reader.show_array,
        "'": reader.show_on_next_line,
        '"': reader.show_on_next_line,
    }


def _artifact(tag: str, properties: pikepdf.Object | None) -> str | None:
    if tag != "/Artifact":
        return None
    known = properties if isinstance(properties, pikepdf.Dictionary) else pikepdf.Dictionary()
    return str(known.get("/Subtype", known.get("/Type", "/"))).removeprefix("/") or "Artifact"


def _matrix(operands: Sequence[pikepdf.Object]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return (a, b, c, d, e, f)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
