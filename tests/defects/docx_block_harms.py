"""Ways to harm the tables, pictures, lists, notes and links of a DOCX."""

from lxml import etree

from tests.defects.docx_harms import Element, Harm, first, parent, styled
from tests.render.docx_package import W

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def swap_cells(root: Element) -> None:
    """The texts of the second row that has no header cell change places."""
    row = next(r for r in root.iter(f"{W}tr") if "Bad" in "".join(r.itertext()))
    one, other = row.findall(f"{W}tc")[1:]
    for paragraph, target in ((one[-1], other), (other[-1], one)):
        target.append(paragraph)


def lose_row(root: Element) -> None:
    row = next(r for r in root.iter(f"{W}tr") if "Bad" in "".join(r.itertext()))
    parent(row).remove(row)


def lose_cell_span(root: Element) -> None:
    span = first(root, "gridSpan")
    parent(span).remove(span)


def lose_merge(root: Element) -> None:
    for merge in list(root.iter(f"{W}vMerge")):
        parent(merge).remove(merge)


def unmark_header_row(number: int) -> Harm:
    def harm(root: Element) -> None:
        mark = list(root.iter(f"{W}tblHeader"))[number]
        parent(mark).remove(mark)

    return harm


def mark_another_row(root: Element) -> None:
    row = next(r for r in root.iter(f"{W}tr") if "Bad" in "".join(r.itertext()))
    etree.SubElement(first(row, "trPr"), f"{W}tblHeader")


def table_look(name: str, value: str, *, last: bool = False) -> Harm:
    def harm(root: Element) -> None:
        looks = list(root.iter(f"{W}tblLook"))
        looks[-1 if last else 0].set(W + name, value)

    return harm


def text_in_a_merged_cell(root: Element) -> None:
    rest = next(m for m in root.iter(f"{W}vMerge") if m.get(f"{W}val") is None)
    paragraph = first(parent(parent(rest)), "p")
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = "Gömd"


def lose_caption(root: Element) -> None:
    caption = styled(root, "Caption")
    parent(caption).remove(caption)


def caption_after_table(root: Element) -> None:
    caption = styled(root, "Caption")
    table = caption.getnext()
    assert table is not None
    table.addnext(caption)


def join_tables(root: Element) -> None:
    """What stands between two tables goes."""
    one, other = list(root.iter(f"{W}tbl"))[:2]
    following = one.getnext()
    while following is not None and following is not other:
        parent(following).remove(following)
        following = one.getnext()


def alternative(text: str) -> Harm:
    def harm(root: Element) -> None:
        next(root.iter(f"{WP}docPr")).set("descr", text)

    return harm


def undecorate(root: Element) -> None:
    mark = next(root.iter(DECORATIVE))
    mark.set("val", "0")


def decorate(root: Element) -> None:
    """The mark of the decorative picture goes to the one that says something."""
    marked = next(root.iter(f"{A}extLst"))
    next(root.iter(f"{WP}docPr")).append(marked)


def exchange_pictures(root: Element) -> None:
    one, other = list(root.iter(f"{A}blip"))[:2]
    here, there = one.get(f"{R}embed", ""), other.get(f"{R}embed", "")
    one.set(f"{R}embed", there)
    other.set(f"{R}embed", here)


def stretch(root: Element) -> None:
    for extent in (*root.iter(f"{WP}extent"), *root.iter(f"{A}ext")):
        if extent.get("cx"):
            extent.set("cx", f"{int(extent.get('cx', '0')) // 2}")


def crop(root: Element) -> None:
    fill = next(root.iter(f"{A}stretch"))
    etree.SubElement(parent(fill), f"{A}srcRect").set("l", "50000")


def float_picture(root: Element) -> None:
    inline = next(root.iter(f"{WP}inline"))
    inline.tag = f"{WP}anchor"


def move_decorative_picture(root: Element) -> None:
    drawings = list(root.iter(f"{W}drawing"))
    paragraph = parent(parent(drawings[1]))
    styled(root, "Quote").addnext(paragraph)


def lose_reference(root: Element) -> None:
    reference = next(root.iter(f"{W}footnoteReference"))
    run = parent(reference)
    parent(run).remove(run)


def exchange_references(root: Element) -> None:
    one, other = list(root.iter(f"{W}footnoteReference"))[:2]
    one.set(f"{W}id", "2")
    other.set(f"{W}id", "1")


def lose_note(root: Element) -> None:
    root.remove(root[-1])


def note_without_number(root: Element) -> None:
    run = parent(next(root.iter(f"{W}footnoteRef")))
    parent(run).remove(run)


def note_reference_elsewhere(root: Element) -> None:
    code = next(e for e in root.iter(f"{W}instrText") if "NOTEREF" in (e.text or ""))
    code.text = r" NOTEREF n2 \f \h "


def lose_weight(root: Element) -> None:
    for name in ("b", "bCs"):
        for element in [e for e in root.iter(W + name) if parent(e).find(f"{W}i") is None]:
            parent(element).remove(element)


def lose_slope(root: Element) -> None:
    for element in list(root.iter(f"{W}i")):
        parent(element).remove(element)


def lose_style_of_runs(root: Element) -> None:
    for element in [e for e in root.iter(f"{W}rStyle") if e.get(f"{W}val") == "Strong"]:
        parent(element).remove(element)


def bold_without_reason(root: Element) -> None:
    run = first(styled(root, "ListBullet"), "r")
    properties = etree.Element(f"{W}rPr")
    etree.SubElement(properties, f"{W}b")
    etree.SubElement(properties, f"{W}bCs")
    run.insert(0, properties)


def level_of(style: str, level: str) -> Harm:
    """Another level for the first item of a style."""

    def harm(root: Element) -> None:
        first(styled(root, style), "ilvl").set(f"{W}val", level)

    return harm


def space_of_its_own(root: Element) -> None:
    properties = first(styled(root, "ListBullet"), "pPr")
    etree.SubElement(properties, f"{W}spacing").set(f"{W}before", "900")


def lose_bookmark(root: Element) -> None:
    """The bookmark of the table goes."""
    start = next(e for e in root.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == "b8")
    end = next(e for e in root.iter(f"{W}bookmarkEnd") if e.get(f"{W}id") == start.get(f"{W}id"))
    for element in (start, end):
        parent(element).remove(element)


def move_bookmark(root: Element) -> None:
    """The bookmark of the table goes to a list item."""
    start = next(e for e in root.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == "b8")
    end = next(e for e in root.iter(f"{W}bookmarkEnd") if e.get(f"{W}id") == start.get(f"{W}id"))
    item = styled(root, "ListBullet")
    item.append(start)
    item.append(end)


def anchor_elsewhere(root: Element) -> None:
    link = next(e for e in root.iter(f"{W}hyperlink") if e.get(f"{W}anchor"))
    link.set(f"{W}anchor", "b99")


def lose_separator(root: Element) -> None:
    separator = styled(root, "Separator")
    parent(separator).remove(separator)


def words_in_a_separator(root: Element) -> None:
    run = etree.SubElement(styled(root, "Separator"), f"{W}r")
    etree.SubElement(run, f"{W}t").text = "Ring inte."


def empty_paragraph_in_a_cell(root: Element) -> None:
    cell = next(root.iter(f"{W}tc"))
    paragraph = etree.SubElement(cell, f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", "TableText")


def narrow_column(root: Element) -> None:
    columns = list(root.iter(f"{W}gridCol"))
    columns[0].set(f"{W}w", "20")


def table_in_a_table(root: Element) -> None:
    cell = next(root.iter(f"{W}tc"))
    etree.SubElement(cell, f"{W}tbl")
