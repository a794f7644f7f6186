"""A one-line notation for briefings in tests.

    briefing("# Title", "## Heading", "Text", "- item", "1. first", "~ Regards", "~ A B, role")

A line that begins with `#` is the title, `##` … `######` a heading, `-` a bullet item, a number
with a full stop an ordered item, `~` the closing and then the signatories (`Name, role`).
Anything else is a paragraph. Besides:

    "  - inner"           an item of a list inside the item above (two spaces a step)
    "  more"              a further paragraph of the item above
    "| a | b |"           a row of a table; `|=` begins a header row
    "|! a | b |"          a row whose first cell heads it (so header columns are 1)
    "|: caption"          the caption of the table that follows
    "![alternative](red) caption"   a figure with a picture of one colour; no caption is fine
    "> text"  "> - item"  a quotation            "! text"  a call-out
    "***"                 a separator
    "[^1] text"           note 1                  "^^ text" / "__ text"  page header / footer

In a text, `[text](sv)` marks a language of part, `[text](mailto:a@b.se)` or `[text](#b3)` a
link, `**text**` strong, `_text_` emphasis, `[^1]` refers to note 1, ` // ` breaks the line.
Strong and emphasis may stand around a link. In a row `<` makes the cell before it one column
wider, `^` the cell above it one row higher; ` \\\\ ` parts the paragraphs of a cell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from operator import itemgetter

from PIL import Image as Picture

from pipeline.edition import Contact, DocumentInfo, Edition, Issuer, State
from pipeline.model import (
    NOTE_MARK,
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
    text_of,
)

MARK = re.compile(
    r"\[\^(?P<note>\d+)\]|\[(?P<content>[^\]]*)\]\((?P<target>[^)]*)\)"
    r"|\*\*(?P<strong>.+?)\*\*|(?<!\w)_(?P<emphasis>[^_]+)_(?!\w)|(?P<line_break> // )"
)
FIGURE = re.compile(r"!\[(?P<alternative>[^\]]*)\]\((?P<colour>[^)]*)\) ?(?P<caption>.*)")


def text(notation: str) -> Text:
    spans: list[Span] = []
    position = 0
    for mark in MARK.finditer(notation):
        spans.append(Span(notation[position : mark.start()]))
        spans.extend(_marked(mark))
        position = mark.end()
    return text_of(*spans, notation[position:])


def _marked(mark: re.Match[str]) -> Sequence[Span]:
    if mark["note"]:
        return (Span(NOTE_MARK, note=f"n{mark['note']}"),)
    if mark["strong"]:
        return [replace(span, strong=True) for span in text(mark["strong"])]
    if mark["emphasis"]:
        return [replace(span, emphasis=True) for span in text(mark["emphasis"])]
    if mark["line_break"]:
        return (Span("\n"),)
    target = mark["target"]
    is_link = ":" in target or target.startswith("#")
    key = "link" if is_link else "language"
    return [replace(span, **{key: target}) for span in text(mark["content"])]


@cache
def image(colour: str = "red", width: int = 40, height: int = 20) -> Image:
    data = BytesIO()
    Picture.new("RGB", (width, height), colour).save(data, "PNG")
    digest = sha256(data.getvalue()).hexdigest()
    return Image(digest, "image/png", width, height, data.getvalue())


def briefing(*lines: str, language: str = "sv") -> Briefing:
    result = Briefing(language, text_of("Titel"), ())
    for kind, group in groupby(_kinds(lines), itemgetter(0)):
        members = [line for _, line in group]
        if kind == "title":
            result = replace(result, title=text(members[0][2:]))
        elif kind == "header":
            result = replace(result, page_header=text(members[0][3:]))
        elif kind == "footer":
            result = replace(result, page_footer=text(members[0][3:]))
        elif kind == "note":
            notes = (Note(f"n{n}", text(m.split(" ", 1)[1])) for n, m in enumerate(members, 1))
            result = replace(result, notes=tuple(notes))
        else:
            result = replace(result, blocks=(*result.blocks, *_blocks(kind, members, result)))
    return result


def edition(*lines: str, language: str = "sv", notices: tuple[str, ...] = ()) -> Edition:
    return Edition(
        DocumentInfo("lagesbild", date(2020, 5, 12)),
        Issuer("Hallstahammars kommun"),
        Contact("kundcenter", "0220-240 00", "kundcenter@hallstahammar.se"),
        State.DRAFT if notices else State.ORIGINAL,
        briefing(*lines, language=language),
        tuple(text(notice) for notice in notices),
    )


LIST = re.compile(r"- |\d+\. |  ")
PARTED = " \\\\ "
KINDS = (
    ("title", r"# "),
    ("header", r"\^\^ "),
    ("footer", r"__ "),
    ("note", r"\[\^\d+\] "),
    ("figure", r"!\["),
    ("bullet", r"- "),
    ("ordered", r"\d+\. "),
    ("table", r"\|"),
    ("quote", r"> "),
    ("callout", r"! "),
    ("separator", r"\*\*\*$"),
    ("sign_off", r"~ "),
)


def _kinds(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line with its kind; what is indented belongs to the list above."""
    kind = "simple"
    for line in lines:
        if not line.startswith("  "):
            kind = next((name for name, sign in KINDS if re.match(sign, line)), "simple")
        yield kind, line


def _blocks(kind: str, lines: list[str], before: Briefing) -> Sequence[Block]:
    number = len(before.blocks) + 1
    identity = f"b{number}"
    match kind:
        case "bullet" | "ordered":
            above = before.blocks[-1] if before.blocks else None
            lead_in = above.id if isinstance(above, Paragraph) else None
            return [replace(_list(lines, identity), lead_in=lead_in)]
        case "table":
            return [_table(lines, identity)]
        case "quote":
            return [Quote(identity, _flow([line[2:] for line in lines], identity))]
        case "callout":
            return [Callout(identity, _flow([line[2:] for line in lines], identity))]
        case "separator":
            return [Separator(identity)]
        case "sign_off":
            return [_sign_off(lines, identity)]
        case _:
            return [_simple(line, f"b{number + n}") for n, line in enumerate(lines)]


def _flow(lines: Sequence[str], identity: str) -> tuple[Flow, ...]:
    """Paragraphs and lists, numbered below the block that they stand in."""
    blocks: list[Flow] = []
    for is_list, group in groupby(lines, lambda line: bool(LIST.match(line))):
        if is_list:
            above = blocks[-1].id if blocks and isinstance(blocks[-1], Paragraph) else None
            inner = _list(list(group), f"{identity}.{len(blocks) + 1}")
            blocks.append(replace(inner, lead_in=above))
        else:
            for line in group:
                blocks.append(Paragraph(f"{identity}.{len(blocks) + 1}", text(line)))
    return tuple(blocks)


def _list(lines: Sequence[str], identity: str) -> ListBlock:
    groups: list[list[str]] = []
    for line in lines:
        if line.startswith("  "):
            groups[-1].append(line[2:])
        else:
            groups.append([line])
    items = tuple(
        ListItem(f"{identity}.{n}", text(first.split(" ", 1)[1]), _flow(below, f"{identity}.{n}"))
        for n, (first, *below) in enumerate(groups, 1)
    )
    ordered = lines[0][0].isdigit()
    return ListBlock(identity, items, ordered, int(lines[0].split(".")[0]) if ordered else 1)


def _table(lines: Sequence[str], identity: str) -> Table:
    caption = next((text(line[2:].strip()) for line in lines if line.startswith("|:")), ())
    rows = [line for line in lines if not line.startswith("|:")]
    cells: dict[tuple[int, int], Cell] = {}
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    """The place of the cell that covers each place of the grid."""
    for r, line in enumerate(rows):
        number = 0
        for c, part in enumerate(line.strip("|=!").split("|")):
            content = part.strip()
            if content not in ("<", "^"):
                number += 1
                owners[r, c], where = (r, c), f"{identity}.{r + 1}.{number}"
                cells[r, c] = Cell(where, _flow([p for p in content.split(PARTED) if p], where))
                continue
            owners[r, c] = owner = owners[(r, c - 1) if content == "<" else (r - 1, c)]
            columns, height = c - owner[1] + 1, r - owner[0] + 1
            cells[owner] = replace(cells[owner], columns=columns, rows=height)
    grid = tuple(
        tuple(cell for (r, _), cell in cells.items() if r == row) for row in range(len(rows))
    )
    header_rows = sum(line.startswith("|=") for line in rows)
    header_columns = int(any(line.startswith("|!") for line in rows))
    return Table(identity, grid, caption, header_rows, header_columns)


def _sign_off(lines: list[str], identity: str) -> SignOff:
    signatories = []
    for number, line in enumerate(lines[1:], 1):
        name, _, role = line[2:].partition(", ")
        signatories.append(Signatory(f"{identity}.{number}", name, text(role)))
    return SignOff(identity, text(lines[0][2:]), tuple(signatories))


def _simple(line: str, identity: str) -> Block:
    if line.startswith("##"):
        hashes, _, content = line.partition(" ")
        return Heading(identity, len(hashes), text(content))
    if figure := FIGURE.fullmatch(line):
        picture = image(figure["colour"])
        return Figure(identity, picture, figure["alternative"], text(figure["caption"]))
    return Paragraph(identity, text(line))
