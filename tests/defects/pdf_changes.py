"""Ways to harm a good PDF, each in one place of the file."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Operator,
)

from pipeline.check.pdf_fonts import parse_to_unicode

Instruction = ContentStreamInstruction | ContentStreamInlineImage
Change = Callable[[pikepdf.Pdf], None]


def harmed(data: bytes, change: Change) -> bytes:
    """The file after the change, with as much kept as it was as possible."""
    pdf = pikepdf.open(BytesIO(data))
    change(pdf)
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """The structure elements of a type, in reading order."""
    return [e for e in _walk(pdf.Root.StructTreeRoot.K) if e.get("/S") == f"/{kind}"]


def _walk(value: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(value, Array):
        for item in value:
            yield from _walk(item)
    elif isinstance(value, Dictionary) and "/S" in value:
        yield value
        if "/K" in value:
            yield from _walk(value.K)


def kids(element: pikepdf.Object) -> list[object]:
    found: object = element.get("/K", Array())
    return list(found) if isinstance(found, Array) else [found]


def in_sequence(mcid: int, edit: Callable[[list[Instruction]], list[Instruction]]) -> Change:
    """Change the operators of one marked-content sequence of page 1, its BDC and EMC too."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        operators = list(pikepdf.parse_content_stream(page))
        start = next(
            n for n, i in enumerate(operators) if str(i.operator) == "BDC" and _mcid(i) == mcid
        )
        end, depth = start + 1, 1
        while depth:
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operators[end].operator), 0)
            end += 1
        operators[start:end] = edit(operators[start:end])
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operators))

    return change


def in_block(
    kind: str, index: int, edit: Callable[[list[Instruction]], list[Instruction]]
) -> Change:
    """Change the operators of the first sequence of one structure element."""

    def change(pdf: pikepdf.Pdf) -> None:
        mcid = next(kid for kid in kids(elements(pdf, kind)[index]) if isinstance(kid, int))
        in_sequence(mcid, edit)(pdf)

    return change


def _mcid(instruction: Instruction) -> int | None:
    properties: object = instruction.operands[-1]
    return (
        int(properties.MCID)
        if isinstance(properties, Dictionary) and "/MCID" in properties
        else None
    )


def operator(name: str, *operands: pikepdf.Object | float) -> Instruction:
    return ContentStreamInstruction(list(operands), Operator(name))


def unmarked(inside: list[Instruction]) -> list[Instruction]:
    return inside[1:-1]


def before_text(*added: Instruction) -> Callable[[list[Instruction]], list[Instruction]]:
    """Operators put in right after the sequence begins, with the state restored after it."""
    return lambda inside: [
        inside[0], operator("q"), *added, *inside[1:-1], operator("Q"), inside[-1]
    ]  # fmt: skip


def with_actual_text(text: str) -> Callable[[list[Instruction]], list[Instruction]]:
    """The whole sequence in one ActualText."""
    begin = operator("BDC", Name("/Span"), Dictionary(ActualText=text))
    return lambda inside: [inside[0], begin, *inside[1:-1], operator("EMC"), inside[-1]]


def moved(
    first: int, count: int, dx: float, dy: float
) -> Callable[[list[Instruction]], list[Instruction]]:
    """The Td operators from `first` on, moved by pt; what follows them moves too."""

    def edit(inside: list[Instruction]) -> list[Instruction]:
        seen = 0
        result = []
        for instruction in inside:
            is_move = str(instruction.operator) == "Td"
            if is_move and first <= seen < first + count:
                x, y = (float(value) for value in instruction.operands)
                result.append(operator("Td", round(x + dx, 3), round(y + dy, 3)))
            else:
                result.append(instruction)
            seen += is_move
        assert seen > first
        return result

    return edit


def first_string(
    change_bytes: Callable[[bytes], bytes],
) -> Callable[[list[Instruction]], list[Instruction]]:
    """The first string of the first TJ that the change changes."""

    def edit(inside: list[Instruction]) -> list[Instruction]:
        for instruction in inside:
            if str(instruction.operator) != "TJ":
                continue
            array = instruction.operands[0]
            for index, item in enumerate(array):
                if isinstance(item, pikepdf.String):
                    new = change_bytes(bytes(item))
                    if new != bytes(item):
                        array[index] = pikepdf.String(new)
                        return inside
        raise AssertionError("nothing was changed")

    return edit


def exchange_codes(data: bytes) -> bytes:
    """The first two different characters exchanged."""
    codes = [data[i : i + 2] for i in range(0, len(data), 2)]
    for index in range(len(codes) - 1):
        if codes[index] != codes[index + 1]:
            codes[index : index + 2] = codes[index + 1], codes[index]
            break
    return b"".join(codes)


def jump_back(inside: list[Instruction]) -> list[Instruction]:
    """The second half of a line is shown to the left of the first one."""
    for instruction in inside:
        if str(instruction.operator) == "TJ":
            array = instruction.operands[0]
            items = list(array)
            text = next(
                n
                for n, i in enumerate(items)
                if isinstance(i, pikepdf.String) and len(bytes(i)) > 40
            )
            whole = bytes(items[text])
            halves = pikepdf.String(whole[:20]), pikepdf.String(whole[20:])
            shown = Array([*items[:text], halves[0], 12000, halves[1], *items[text + 1 :]])
            return [operator("TJ", shown) if i is instruction else i for i in inside]
    raise AssertionError("nothing was changed")


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [font for _, font in pdf.pages[0].Resources.Font.items()]


def code_of(font: pikepdf.Object, text: str) -> int:
    texts = parse_to_unicode(font.ToUnicode.read_bytes())
    return next(code for code, found in texts.items() if found == text)


def exchange_in_to_unicode(one: str, other: str) -> Change:
    """Two characters exchanged in the ToUnicode map of the first font that has both."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = next(f for f in fonts(pdf) if _has(f, one) and _has(f, other))
        cmap = font.ToUnicode.read_bytes()
        a = b"<%04X><%s>" % (code_of(font, one), one.encode("utf-16-be").hex().upper().encode())
        b = b"<%04X><%s>" % (code_of(font, other), other.encode("utf-16-be").hex().upper().encode())
        new_a, new_b = a[:6] + b[6:], b[:6] + a[6:]
        changed = cmap.replace(a, b"@").replace(b, new_b).replace(b"@", new_a)
        assert changed != cmap
        font.ToUnicode.write(changed)

    return change


def exchange_glyphs(one: str, other: str) -> Change:
    """Two glyphs exchanged on the page, while every text stays as it was."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = next(f for f in fonts(pdf) if _has(f, one) and _has(f, other))
        a, b = code_of(font, one), code_of(font, other)
        _edit_glyphs(font, lambda ids: {a: ids[b], b: ids[a]})

    return change


def glyph_zero(text: str) -> Change:
    """A character that is painted as .notdef."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = next(f for f in fonts(pdf) if _has(f, text))
        code = code_of(font, text)
        _edit_glyphs(font, lambda _: {code: 0})

    return change


def _edit_glyphs(font: pikepdf.Object, edit: Callable[[list[int]], dict[int, int]]) -> None:
    stream = font.DescendantFonts[0].CIDToGIDMap
    data = stream.read_bytes()
    ids = [int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)]
    for code, glyph in edit(ids).items():
        ids[code] = glyph
    stream.write(b"".join(glyph.to_bytes(2, "big") for glyph in ids))


def _has(font: pikepdf.Object, text: str) -> bool:
    return text in parse_to_unicode(font.ToUnicode.read_bytes()).values()


def renamed(kind: str, index: int, new: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        elements(pdf, kind)[index].S = Name(f"/{new}")

    return change


def without_child(kind: str, index: int, child: int) -> Change:
    """A structure element without one of its children."""

    def change(pdf: pikepdf.Pdf) -> None:
        element = elements(pdf, kind)[index]
        left = kids(element)
        del left[child]
        element.K = Array(left)

    return change


def without_key(kind: str, index: int, key: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        del elements(pdf, kind)[index][key]

    return change


def exchanged_children(kind: str, index: int) -> Change:
    """The last two children of an element exchanged."""

    def change(pdf: pikepdf.Pdf) -> None:
        element = elements(pdf, kind)[index]
        *rest, one, other = kids(element)
        element.K = Array([*rest, other, one])

    return change


def footer_as_text(pdf: pikepdf.Pdf) -> None:
    """The page number becomes a paragraph of the document."""
    page = pdf.pages[0]
    operators = list(pikepdf.parse_content_stream(page))
    last = max(
        n
        for n, i in enumerate(operators)
        if str(i.operator) == "BDC" and str(i.operands[0]) == "/Artifact"
    )
    mcid = 1 + max(m for i in operators if str(i.operator) == "BDC" and (m := _mcid(i)) is not None)
    operators[last] = operator("BDC", Name("/P"), Dictionary(MCID=mcid))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operators))
    document = elements(pdf, "Document")[0]
    added = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=page.obj, K=mcid)
    )
    document.K.append(added)


def catalog(**values: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in values.items():
            pdf.Root[f"/{key}"] = value

    return change


def viewer(key: str, value: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.ViewerPreferences[f"/{key}"] = value

    return change


def in_metadata(old: bytes, new: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata = pdf.make_stream(data.replace(old, new))

    return change


def annotation(key: str, value: object) -> Change:
    """One entry of the first annotation of page 1; None takes it away."""

    def change(pdf: pikepdf.Pdf) -> None:
        first = pdf.pages[0].Annots[0]
        if value is None:
            del first[f"/{key}"]
        else:
            first[f"/{key}"] = value

    return change


def other_parent(pdf: pikepdf.Pdf) -> None:
    """The ParentTree leads two sequences to each other's element."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = numbers[1]
    one = parents[0]
    parents[0] = parents[len(parents) - 1]
    parents[len(parents) - 1] = one


def without_font_program(pdf: pikepdf.Pdf) -> None:
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor["/FontFile2"]


def without_last_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        branch = outline.root[0].children or outline.root
        branch.pop()


def other_tabs(pdf: pikepdf.Pdf) -> None:
    pdf.pages[-1].obj.Tabs = Name.R
