"""The model to Markdown and to Word: what the readers read back is the same."""

import re
import string
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby

from docx import Document

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
    Paragraph,
    Quote,
    Separator,
    SignOff,
    Span,
    Table,
    Text,
    plain,
)
from pipeline.texts import placed_texts

SIGNS = re.compile(f"[{re.escape(string.punctuation)}]")


def markdown(briefing: Briefing) -> str:
    """The briefing as Markdown. Raises ValueError for what Markdown cannot say."""
    if briefing.page_header or briefing.page_footer:
        raise ValueError("Markdown has no running headers")
    targets = {s.link[1:] for t in placed_texts(briefing) for s in t.text if _is_inner(s)}
    parts = [f"# {_one_line(briefing.title)}"]
    for number, block in enumerate(briefing.blocks):
        parts.append(_block(block, number, targets))
    parts.extend(f"[^{note.id}]: {_hanging(_text(note.text), 4)}" for note in briefing.notes)
    return "\n\n".join(parts) + "\n"


def pictures(briefing: Briefing) -> Callable[[str], bytes]:
    """The pictures of a briefing by the names that the writer gives them."""
    files = {image.file_name: image.data for image in briefing.images()}
    return lambda name: files[name]


def _is_inner(span: Span) -> bool:
    return span.link is not None and span.link.startswith("#")


def _block(block: Block, number: int, targets: set[str]) -> str:
    identity = f"#{block.id}" if block.id in targets else ""
    mark = f"{{{identity}}}\n" if identity else ""
    match block:
        case Heading():
            return f"{mark}{'#' * block.level} {_one_line(block.text)}"
        case Paragraph() | ListBlock():
            return mark + _flow(block, number)
        case Quote():
            return mark + _quoted(_flows(block.blocks))
        case Callout():
            return f"{mark}> [!VIKTIGT]\n>\n{_quoted(_flows(block.blocks))}"
        case Separator():
            return "***"
        case Table():
            return _table(block, identity)
        case Figure():
            return mark + _figure(block)
        case SignOff():
            return "\\\n".join(_sign_off(block))


def _flows(blocks: Sequence[Flow]) -> str:
    return "\n\n".join(_flow(block, number) for number, block in enumerate(blocks))


def _flow(block: Flow, number: int) -> str:
    match block:
        case Paragraph():
            return _text(block.text)
        case ListBlock():
            return "\n\n".join(_items(block, number))


def _items(block: ListBlock, number: int) -> Iterator[str]:
    """The items; lists below each other have other signs, or they would be one."""
    for index, item in enumerate(block.items, block.start):
        sign = (f"{index}.", f"{index})")[number % 2] if block.ordered else "-*"[number % 2]
        blocks = (Paragraph("", item.text), *item.blocks)
        # The first block has its own number, so that a list right below has the other sign.
        yield f"{sign} {_hanging(_flows(blocks), len(sign) + 1)}"


def _hanging(text: str, width: int) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(" " * width + line if line else "" for line in rest)])


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _table(table: Table, identity: str) -> str:
    heads = f"header-rows={table.header_rows} header-columns={table.header_columns}"
    first, *rest = (f"| {' | '.join(_cell(cell) for cell in row)} |" for row in table.rows)
    rule = "|---" * len(table.rows[0]) + "|"
    caption = f"Tabell: {_text(table.caption)}\n\n" if table.caption else ""
    return caption + "\n".join([f"{{{identity} {heads}}}", first, rule, *rest])


def _cell(cell: Cell) -> str:
    if cell.columns > 1 or cell.rows > 1 or len(cell.blocks) > 1:
        raise ValueError("Markdown has no merged cells, and no paragraphs in them")
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            return _one_line(block.text)
        raise ValueError("Markdown has no lists in cells")
    return ""


def _figure(figure: Figure) -> str:
    name = _name(figure.image)
    picture = (
        f"![]({name}){{.decorative}}"
        if figure.is_decorative
        else f"![{_escaped(figure.alternative)}](<{name}>)"
    )
    return picture + (f"\n\nBild: {_text(figure.caption)}" if figure.caption else "")


def _name(image: Image) -> str:
    return image.file_name


def _sign_off(block: SignOff) -> Iterable[str]:
    yield _text(block.closing)
    for signatory in block.signatories:
        yield _escaped(signatory.name) + (f", {_text(signatory.role)}" if signatory.role else "")


def _text(text: Text) -> str:
    return "".join(
        _in_language("".join(_strong(list(group))), language)
        for language, group in groupby(text, lambda span: span.language)
    )


def _one_line(text: Text) -> str:
    return _text(text).replace("\\\n", "<br>")


def _in_language(content: str, language: str | None) -> str:
    return f"[{content}]{{lang={language}}}" if language else content


def _strong(spans: list[Span]) -> Iterator[str]:
    for strong, group in groupby(spans, lambda span: span.strong):
        content = "".join(_emphasis(list(group)))
        yield f"**{content}**" if strong else content


def _emphasis(spans: list[Span]) -> Iterator[str]:
    for emphasis, group in groupby(spans, lambda span: span.emphasis):
        content = "".join(_links(list(group)))
        yield f"*{content}*" if emphasis else content


def _links(spans: list[Span]) -> Iterator[str]:
    for link, group in groupby(spans, lambda span: span.link):
        content = "".join(f"[^{s.note}]" if s.note else _escaped(s.text) for s in group)
        yield f"[{content}](<{link}>)" if link else content


def _escaped(text: str) -> str:
    return SIGNS.sub(r"\\\g<0>", text).replace("\n", "\\\n")


def word(briefing: Briefing) -> bytes:
    """A Word document as python-docx makes it, with Word's own styles.

    Has headings, paragraphs, simple lists and the sign-off; raises ValueError for others.
    """
    document = Document()
    document.add_paragraph(plain(briefing.title), "Title")
    for block in briefing.blocks:
        match block:
            case Heading():
                document.add_heading(plain(block.text), block.level - 1)
            case Paragraph():
                document.add_paragraph(plain(block.text))
            case ListBlock() if not block.ordered:
                for item in block.items:
                    document.add_paragraph(plain(item.text), "List Bullet")
            case SignOff():
                for line in [plain(block.closing), *_signatories(block)]:
                    document.add_paragraph(line)
            case _:
                raise ValueError(f"not written here: {block.type}")
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _signatories(block: SignOff) -> Iterator[str]:
    for signatory in block.signatories:
        yield signatory.name + (f", {plain(signatory.role)}" if signatory.role else "")
