"""Ways to make a good PDF show or say something else than its tag tree reads."""

import re
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name

from pipeline.check.pdf_fonts import parse_to_unicode
from tests.defects.pdf_changes import Change, code_of, elements, fonts

FOOTER = rb"/Artifact<</Type/Pagination/Subtype/Footer/Attached\[/Bottom\]>> BDC\nBT.*?EMC\n?"
HEADER = rb"/Artifact<</Type/Pagination/Subtype/Header/Attached\[/Top\]>> BDC\nBT.*?EMC\n?"


def around(before: bytes = b"", after: bytes = b"") -> Change:
    """Operators before and after all that page 1 paints."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        data = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(before + b"\n" + data + b"\n" + after)

    return change


def replaced(pattern: bytes, new: bytes | Callable[[re.Match[bytes]], bytes]) -> Change:
    """The first match of a pattern in the content of page 1 is replaced."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        data, count = re.subn(pattern, new, page.Contents.read_bytes(), count=1, flags=re.DOTALL)
        assert count
        page.Contents = pdf.make_stream(data)

    return change


def all_of(*changes: Change) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for each in changes:
            each(pdf)

    return change


def on_page(key: str, value: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[f"/{key}"] = value

    return change


def in_resources(key: str, value: Dictionary) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources[f"/{key}"] = value

    return change


def on_element(kind: str, index: int, key: str, value: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        elements(pdf, kind)[index][f"/{key}"] = pikepdf.String(value)

    return change


def form_over_text(pdf: pikepdf.Pdf) -> None:
    """A white form XObject is painted as an artifact."""
    form = pikepdf.Stream(pdf, b"1 1 1 rg 60 200 470 400 re f")
    form.stream_dict.Type, form.stream_dict.Subtype = Name.XObject, Name.Form
    form.stream_dict.BBox = Array([0, 0, 600, 850])
    in_resources("XObject", Dictionary(X=pdf.make_indirect(form)))(pdf)
    around(after=b"/Artifact<</Type/Layout>> BDC /X Do EMC")(pdf)


def layer_that_is_off(pdf: pikepdf.Pdf) -> None:
    """All of page 1 is optional content that is not shown."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("h")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    in_resources("Properties", Dictionary(L=layer))(pdf)
    around(b"/OC /L BDC", b"EMC")(pdf)


def page_of_artifacts(pdf: pikepdf.Pdf) -> None:
    """A copy of page 1 at the end whose text is all artifact."""
    first = pdf.pages[0].obj
    data = re.sub(rb"/\w+<</MCID \d+>>", b"/Artifact<</Type/Layout>>", first.Contents.read_bytes())
    page = Dictionary(
        Type=Name.Page, MediaBox=first.MediaBox, Resources=first.Resources, Tabs=Name.S
    )
    page.Contents = pdf.make_stream(data)
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def other_digit(pattern: bytes) -> Change:
    """A 4 instead of the first 2 that is shown in a sequence."""

    def change(pdf: pikepdf.Pdf) -> None:
        for font in fonts(pdf):
            if not {"2", "4"} <= set(parse_to_unicode(font.ToUnicode.read_bytes()).values()):
                continue
            two, four = [code_of(font, digit).to_bytes(2, "big") for digit in "24"]
            page = pdf.pages[0]
            data = page.Contents.read_bytes()
            changed = re.sub(
                pattern,
                lambda match, a=two, b=four: match[0].replace(a, b, 1),  # type: ignore[misc]
                data,
                count=1,
                flags=re.DOTALL,
            )
            if changed != data:
                page.Contents = pdf.make_stream(changed)
                return
        raise AssertionError("no font has both digits")

    return change


def lines_exchanged(pdf: pikepdf.Pdf) -> None:
    """The first two lines of the first long paragraph stand in each other's place."""

    def edit(match: re.Match[bytes]) -> bytes:
        x, y, leading = match[2], float(match[3]), float(match[5])
        first, second = b"%b %.2f Td" % (x, y + leading), b"0 %.2f Td" % -leading
        return match[1] + first + match[4] + second

    pattern = (
        rb"(/P<<[^>]*>> BDC\nBT\n/F\d+ 11 Tf\n)([\d.]+) ([\d.]+) Td(\n\[[^\]]*\]TJ\n)0 (-[\d.]+) Td"
    )
    replaced(pattern, edit)(pdf)


def space_changed(by: int) -> Change:
    """The first space of a paragraph is narrower (or wider) by 1/1000 em."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.pages[0].Resources.Font[paragraph_font(pdf)]
        space = re.escape(code_of(font, " ").to_bytes(2, "big"))
        replaced(
            rb"(/P<<[^\n]*>> BDC\nBT\n[^\[]*\[\((?:[^()]{2})*?" + space + rb")", rb"\1)%d(" % by
        )(pdf)

    return change


def paragraph_font(pdf: pikepdf.Pdf) -> str:
    """The resource name of the font of the first paragraph."""
    found = re.search(rb"/P<<[^>]*>> BDC\nBT\n(/F\d+) 11 Tf", pdf.pages[0].Contents.read_bytes())
    assert found
    return found[1].decode()


def annotation_moved(pdf: pikepdf.Pdf) -> None:
    """The area of the first link stands in the corner of the page."""
    first = pdf.pages[0].Annots[0]
    first.Rect = Array([0, 0, 10, 10])
    first.QuadPoints = Array([0, 10, 10, 10, 0, 0, 10, 0])


def annotation_wider(pdf: pikepdf.Pdf) -> None:
    """The area of the first link reaches over the text beside it."""
    first = pdf.pages[0].Annots[0]
    left, bottom, right, top = (float(edge) for edge in first.Rect)
    left -= 40
    first.Rect = Array([left, bottom, right, top])
    first.QuadPoints = Array([left, top, right, top, left, bottom, right, bottom])


def note_added(pdf: pikepdf.Pdf) -> None:
    """An annotation that is a text of its own."""
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([100, 100, 300, 200]))
    note.Contents = pikepdf.String("Ring 112")
    pdf.pages[0].Annots.append(pdf.make_indirect(note))


def file_attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"text"


def other_widths(pdf: pikepdf.Pdf) -> None:
    """Spaces have no width."""
    font = pdf.pages[0].Resources.Font[paragraph_font(pdf)]
    descendant = font.DescendantFonts[0]
    code = code_of(font, " ")
    descendant.W = Array([*descendant.W, code, Array([0])])


def cyclic_tree(pdf: pikepdf.Pdf) -> None:
    """An element is a child of itself."""
    document = elements(pdf, "Document")[0]
    document.K[1].K = Array([document])


def deep_tree(pdf: pikepdf.Pdf) -> None:
    """A thousand elements inside each other."""
    inner = elements(pdf, "P")[1]
    for _ in range(1000):
        inner = pdf.make_indirect(Dictionary(S=Name.Div, K=inner))
    elements(pdf, "Document")[0].K.append(inner)


def font_elsewhere(pdf: pikepdf.Pdf) -> None:
    """The program of a font has the address of another file."""
    program = fonts(pdf)[0].DescendantFonts[0].FontDescriptor.FontFile2
    program.stream_dict.F = pikepdf.String("other.ttf")
