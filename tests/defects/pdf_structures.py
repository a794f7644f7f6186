"""Ways to harm tables, pictures, lists and notes of a good PDF, each in one place."""

import re
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.defects.pdf_changes import Change, elements, kids


def with_attribute(kind: str, index: int, key: str, value: object) -> Change:
    """One attribute of an element; None takes it away."""

    def change(pdf: pikepdf.Pdf) -> None:
        attributes = elements(pdf, kind)[index].A
        if value is None:
            del attributes[f"/{key}"]
        else:
            attributes[f"/{key}"] = value

    return change


def with_entry(kind: str, index: int, key: str, value: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        elements(pdf, kind)[index][f"/{key}"] = value

    return change


def headers_of_another(pdf: pikepdf.Pdf) -> None:
    """The first ordinary cell names the header cells of the second one."""
    one, other = elements(pdf, "TD")[:2]
    one.A.Headers = other.A.Headers


def identity_lost_from_tree(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.StructTreeRoot.IDTree.Names
    pdf.Root.StructTreeRoot.IDTree.Names = Array(list(names)[2:])


def same_identity(kind: str) -> Change:
    """The second element of a type has the ID of the first one."""

    def change(pdf: pikepdf.Pdf) -> None:
        one, other = elements(pdf, kind)[:2]
        other.ID = one.ID

    return change


def doubled(kind: str, index: int) -> Change:
    """The last child of an element is there twice."""

    def change(pdf: pikepdf.Pdf) -> None:
        element = elements(pdf, kind)[index]
        inner = kids(element)
        element.K = Array([*inner, inner[-1]])

    return change


def list_flattened(pdf: pikepdf.Pdf) -> None:
    """The items of the inner list become items of the outer one."""
    outer, inner = elements(pdf, "L")[:2]
    around = inner.P
    around.K = Array([kid for kid in kids(around) if not _is_same(kid, inner)])
    first, *rest = kids(outer)
    items = kids(inner)
    for item in items:
        item.P = outer  # type: ignore[attr-defined]
    outer.K = Array([first, *items, *rest])


def _is_same(kid: object, element: pikepdf.Object) -> bool:
    return isinstance(kid, Dictionary) and kid.objgen == element.objgen


def dissolved(kind: str, index: int) -> Change:
    """An element's children stand in its place."""

    def change(pdf: pikepdf.Pdf) -> None:
        element = elements(pdf, kind)[index]
        parent = element.P
        around = kids(parent)
        place = next(n for n, kid in enumerate(around) if _is_same(kid, element))
        inner = kids(element)
        for kid in inner:
            kid.P = parent  # type: ignore[attr-defined]
        parent.K = Array([*around[:place], *inner, *around[place + 1 :]])

    return change


def images_exchanged(pdf: pikepdf.Pdf) -> None:
    objects = pdf.pages[0].Resources.XObject
    objects.Im1, objects.Im3 = objects.Im3, objects.Im1


def in_image(change_image: Callable[[pikepdf.Pdf, pikepdf.Object], None]) -> Change:
    """Change the first picture of page 1."""

    def change(pdf: pikepdf.Pdf) -> None:
        change_image(pdf, pdf.pages[0].Resources.XObject.Im1)

    return change


def other_pixel(_: pikepdf.Pdf, image: pikepdf.Object) -> None:
    """One pixel of another colour."""
    data = bytearray(image.read_bytes())
    data[3] ^= 64
    del image.stream_dict["/DecodeParms"]
    image.write(bytes(data))


def transparent(pdf: pikepdf.Pdf, image: pikepdf.Object) -> None:
    """A mask that hides the whole picture."""
    mask = pdf.make_stream(bytes(int(image.Width) * int(image.Height)))
    mask.stream_dict.Type, mask.stream_dict.Subtype = Name.XObject, Name.Image
    mask.stream_dict.Width, mask.stream_dict.Height = image.Width, image.Height
    mask.stream_dict.ColorSpace, mask.stream_dict.BitsPerComponent = Name.DeviceGray, 8
    image.stream_dict.SMask = mask


def inverted(_: pikepdf.Pdf, image: pikepdf.Object) -> None:
    image.stream_dict.Decode = Array([1, 0, 1, 0, 1, 0])


def smaller_image(_: pikepdf.Pdf, image: pikepdf.Object) -> None:
    """Fewer pixels than the data has."""
    image.stream_dict.Height = int(image.Height) - 1


def notes_exchanged(pdf: pikepdf.Pdf) -> None:
    """The first two references to notes lead to each other's note."""
    one, other = (reference.K for reference in elements(pdf, "Reference")[:2])
    a, b = (_annotation(link) for link in (one, other))
    a.Dest, b.Dest = b.Dest, a.Dest


def inner_link_moved(by: float) -> Change:
    """The first link inside the document leads to another height."""

    def change(pdf: pikepdf.Pdf) -> None:
        link = next(a for a in _links(pdf) if "/Dest" in a and not str(a.Contents).isdigit())
        page, kind, left, top, zoom = link.Dest
        link.Dest = Array([page, kind, left, float(top) + by, zoom])

    return change


def inner_link_zoomed(pdf: pikepdf.Pdf) -> None:
    """The first link inside the document makes the page so small that none can read it."""
    link = next(a for a in _links(pdf) if "/Dest" in a and not str(a.Contents).isdigit())
    link.Dest[4] = 0.01


def _links(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [a for page in pdf.pages for a in page.obj.get("/Annots", Array())]


def _annotation(link: pikepdf.Object) -> pikepdf.Object:
    return next(k for k in kids(link) if isinstance(k, Dictionary)).Obj


def on_page(number: int, pattern: bytes, new: bytes) -> Change:
    """The first match of a pattern in the content of a page, counted from 0, is replaced."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[number]
        data, count = re.subn(pattern, new, page.Contents.read_bytes(), count=1, flags=re.DOTALL)
        assert count
        page.Contents = pdf.make_stream(data)

    return change
