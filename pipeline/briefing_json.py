"""A briefing to and from JSON, in the form that `pipeline/data/briefing.schema.json` describes.

The data of pictures is not part of it: the form has each picture's digest.
"""

import hashlib
from collections.abc import Mapping, Sequence

from pipeline.json_values import (
    JsonObject,
    JsonValue,
    array,
    integer,
    object_of,
    objects,
    optional_string,
    string,
)
from pipeline.model import (
    Block,
    Briefing,
    Callout,
    Cell,
    Figure,
    Flow,
    Heading,
    Image,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Separator,
    Signatory,
    SignOff,
    Span,
    Table,
    Text,
    plain,
    text_of,
)

Images = Mapping[str, bytes]
"""The data of pictures, by their file names."""

FLAGS = ("strong", "emphasis")
STRINGS = ("language", "link", "note")


def briefing_to_json(briefing: Briefing) -> JsonObject:
    """The JSON form; `briefing_from_json` gives an equal value back."""
    value: JsonObject = {"language": briefing.language}
    value |= _text_to_json(briefing.title, "title")
    value["blocks"] = [block_to_json(block) for block in briefing.blocks]
    if briefing.notes:
        value["notes"] = [{"id": n.id, **_text_to_json(n.text)} for n in briefing.notes]
    for key, text in (("header", briefing.page_header), ("footer", briefing.page_footer)):
        if text:
            value |= _text_to_json(text, key)
    return value


def briefing_from_json(value: JsonObject, images: Images | None = None) -> Briefing:
    """A briefing from its JSON form; `images` has the data of its pictures.

    Raises ValueError, naming the key, if the value has not the form of the schema, or the data
    of a picture is missing or another than it was.
    """
    data = images or {}
    return Briefing(
        string(value, "language"),
        _text_from_json(value, "title"),
        tuple(_block_from_json(object_of(item), data) for item in array(value, "blocks")),
        tuple(Note(string(n, "id"), _text_from_json(n)) for n in objects(value, "notes")),
        _text_from_json(value, "header"),
        _text_from_json(value, "footer"),
    )


def spans_to_json(text: Text) -> list[JsonValue]:
    """Each span as an object that has only the properties that are set."""
    return [_span_to_json(span) for span in text]


def spans_from_json(values: Sequence[JsonValue]) -> Text:
    """Running text from the form that `spans_to_json` gives. Raises ValueError."""
    return text_of(*(_span_from_json(object_of(item)) for item in values))


def _span_to_json(span: Span) -> JsonObject:
    item: JsonObject = {"text": span.text}
    properties: JsonObject = {key: getattr(span, key) for key in (*STRINGS, *FLAGS)}
    return item | {key: value for key, value in properties.items() if value}


def _span_from_json(value: JsonObject) -> Span:
    if unknown := value.keys() - {"text", *STRINGS, *FLAGS}:
        raise ValueError(f"spans: unknown properties {sorted(unknown)}")
    language, link, note = (optional_string(value, key) for key in STRINGS)
    strong, emphasis = (value.get(key) is True for key in FLAGS)
    return Span(string(value, "text"), language, link, strong, emphasis, note)


def _spans_key(key: str) -> str:
    return "spans" if key == "text" else f"{key}_spans"


def _text_to_json(text: Text, key: str = "text") -> JsonObject:
    """The characters, and the spans where the characters do not say it all."""
    value: JsonObject = {key: plain(text)}
    if not all(span.is_plain for span in text):
        value[_spans_key(key)] = spans_to_json(text)
    return value


def _text_from_json(value: JsonObject, key: str = "text") -> Text:
    text = string(value, key, "")
    spans_key = _spans_key(key)
    if spans_key not in value:
        return text_of(text)
    spans = spans_from_json(array(value, spans_key))
    if plain(spans) != text:
        raise ValueError(f"{spans_key}: not the characters of {key}")
    return spans


def block_to_json(block: Block) -> JsonObject:
    """The JSON form of one block."""
    value: JsonObject = {"type": block.type, "id": block.id}
    match block:
        case Heading():
            value["level"] = block.level
            value |= _text_to_json(block.text)
        case Paragraph():
            value |= _text_to_json(block.text)
        case ListBlock():
            value |= _list_to_json(block)
        case Table():
            value |= _table_to_json(block)
        case Figure():
            value |= _figure_to_json(block)
        case Quote() | Callout():
            value["blocks"] = [block_to_json(inner) for inner in block.blocks]
        case Separator():
            pass
        case SignOff():
            value |= _text_to_json(block.closing, "closing")
            value["signatories"] = [_signatory_to_json(s) for s in block.signatories]
    return value


def _list_to_json(block: ListBlock) -> JsonObject:
    value: JsonObject = {"ordered": block.ordered}
    if block.ordered:
        value["start"] = block.start
    if block.lead_in:
        value["lead_in"] = block.lead_in
    value["items"] = [_item_to_json(item) for item in block.items]
    return value


def _item_to_json(item: ListItem) -> JsonObject:
    value: JsonObject = {"id": item.id, **_text_to_json(item.text)}
    if item.blocks:
        value["blocks"] = [block_to_json(block) for block in item.blocks]
    return value


def _table_to_json(table: Table) -> JsonObject:
    value: JsonObject = {}
    if table.caption:
        value |= _text_to_json(table.caption, "caption")
    value["header_rows"] = table.header_rows
    value["header_columns"] = table.header_columns
    value["rows"] = [[_cell_to_json(cell) for cell in row] for row in table.rows]
    return value


def _cell_to_json(cell: Cell) -> JsonObject:
    value: JsonObject = {"id": cell.id}
    spans = {"columns": cell.columns, "rows": cell.rows}
    value |= {key: count for key, count in spans.items() if count != 1}
    value["blocks"] = [block_to_json(block) for block in cell.blocks]
    return value


def _figure_to_json(figure: Figure) -> JsonObject:
    image = figure.image
    value: JsonObject = {
        "image": {
            "digest": image.digest,
            "media_type": image.media_type,
            "width": image.width,
            "height": image.height,
        },
        "alternative": figure.alternative,
    }
    return value | (_text_to_json(figure.caption, "caption") if figure.caption else {})


def _signatory_to_json(signatory: Signatory) -> JsonObject:
    value: JsonObject = {"id": signatory.id, "name": signatory.name}
    return value | (_text_to_json(signatory.role, "role") if signatory.role else {})


def _block_from_json(value: JsonObject, images: Images) -> Block:
    identity = string(value, "id")
    match value.get("type"):
        case Heading.type:
            return Heading(identity, integer(value, "level"), _text_from_json(value))
        case Paragraph.type | ListBlock.type:
            return _flow_from_json(value)
        case Table.type:
            return _table_from_json(identity, value)
        case Figure.type:
            image = _image_from_json(object_of(value.get("image")), images)
            alternative = string(value, "alternative")
            return Figure(identity, image, alternative, _text_from_json(value, "caption"))
        case Quote.type:
            return Quote(identity, _flows(value))
        case Callout.type:
            return Callout(identity, _flows(value))
        case Separator.type:
            return Separator(identity)
        case SignOff.type:
            signatories = tuple(_signatory_from_json(s) for s in objects(value, "signatories"))
            return SignOff(identity, _text_from_json(value, "closing"), signatories)
        case other:
            raise ValueError(f"type: unknown block {other!r}")


def _flows(value: JsonObject) -> tuple[Flow, ...]:
    return tuple(_flow_from_json(item) for item in objects(value, "blocks"))


def _flow_from_json(value: JsonObject) -> Flow:
    identity = string(value, "id")
    match value.get("type"):
        case Paragraph.type:
            return Paragraph(identity, _text_from_json(value))
        case ListBlock.type:
            return ListBlock(
                identity,
                tuple(
                    ListItem(string(item, "id"), _text_from_json(item), _flows(item))
                    for item in (object_of(item) for item in array(value, "items"))
                ),
                ordered=value.get("ordered") is True,
                start=integer(value, "start", 1),
                lead_in=optional_string(value, "lead_in"),
            )
        case other:
            raise ValueError(f"type: a block {other!r} cannot stand inside another")


def _table_from_json(identity: str, value: JsonObject) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for row in array(value, "rows"):
        if not isinstance(row, list):
            raise ValueError(f"rows: a list was expected, not {row!r}")
        rows.append(tuple(_cell_from_json(object_of(cell)) for cell in row))
    return Table(
        identity,
        tuple(rows),
        _text_from_json(value, "caption"),
        integer(value, "header_rows", 0),
        integer(value, "header_columns", 0),
    )


def _cell_from_json(value: JsonObject) -> Cell:
    columns, rows = integer(value, "columns", 1), integer(value, "rows", 1)
    return Cell(string(value, "id"), _flows(value), columns, rows)


def _image_from_json(value: JsonObject, images: Images) -> Image:
    digest, media_type = string(value, "digest"), string(value, "media_type")
    size = integer(value, "width"), integer(value, "height")
    name = Image(digest, media_type, *size, b"").file_name
    data = images.get(name)
    if data is None or hashlib.sha256(data).hexdigest() != digest:
        raise ValueError(f"image: the data of {name} is missing or damaged")
    return Image(digest, media_type, *size, data)


def _signatory_from_json(value: JsonObject) -> Signatory:
    role = _text_from_json(value, "role")
    return Signatory(string(value, "id"), string(value, "name"), role)
