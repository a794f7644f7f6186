from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture

from pipeline.check.pdf import check_pdf
from pipeline.edition import Edition
from pipeline.model import Figure, Image
from tests.builders import edition
from tests.check.rich import RICH
from tests.defects.pdf_changes import harmed
from tests.samples import pdf_file


def messages(document: Edition, data: bytes | None = None) -> list[str]:
    found = check_pdf(data or pdf_file(document), document, "")
    return [f"{f.rule} {f.where}: {f.message}" for f in found]


@pytest.mark.parametrize("name", RICH)
def test_documents_with_everything_have_no_finding(name: str) -> None:
    assert messages(RICH[name]) == []


def image(picture: Picture.Image, kind: str) -> Image:
    data = BytesIO()
    picture.save(data, kind)
    media_type = f"image/{kind.lower()}"
    digest = sha256(data.getvalue()).hexdigest()
    return Image(digest, media_type, picture.width, picture.height, data.getvalue())


def gradient(mode: str, size: tuple[int, int] = (90, 40)) -> Picture.Image:
    return Picture.linear_gradient("L").resize(size).convert(mode)


def with_alpha() -> Picture.Image:
    picture = gradient("RGB")
    picture.putalpha(gradient("L").rotate(180))
    return picture


def with_image(picture: Image) -> Edition:
    document = edition("# Bild", "Före.", "![En bild](red) Bild 1", "Efter.")
    first, figure, last = document.briefing.blocks
    assert isinstance(figure, Figure)
    blocks = (first, replace(figure, image=picture), last)
    return replace(document, briefing=replace(document.briefing, blocks=blocks))


PICTURES: dict[str, Image] = {
    "grey": image(gradient("L"), "PNG"),
    "colours": image(gradient("RGB"), "PNG"),
    "palette": image(gradient("P"), "PNG"),
    "black and white": image(gradient("1"), "PNG"),
    "alpha": image(with_alpha(), "PNG"),
    "grey with alpha": image(with_alpha().convert("LA"), "PNG"),
    "JPEG": image(gradient("RGB"), "JPEG"),
    "grey JPEG": image(gradient("L"), "JPEG"),
    "large": image(gradient("RGB", (1339, 1811)), "JPEG"),
    "wide": image(gradient("L", (1339, 20)), "PNG"),
    "one pixel": image(gradient("L", (1, 1)), "PNG"),
    "a line of pixels": image(gradient("L", (4000, 1)), "PNG"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_of_every_kind_have_no_finding(name: str) -> None:
    assert messages(with_image(PICTURES[name])) == []


def _mask(pdf: pikepdf.Pdf, picture: pikepdf.Object) -> None:
    mask = pdf.make_stream(bytes(90 * 40), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    mask.stream_dict.Width, mask.stream_dict.Height = 90, 40
    mask.stream_dict.ColorSpace, mask.stream_dict.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    picture.stream_dict.SMask = mask


def _other_space(_: pikepdf.Pdf, picture: pikepdf.Object) -> None:
    picture.stream_dict.ColorSpace = pikepdf.Name.DeviceGray


def _no_jpeg(_: pikepdf.Pdf, picture: pikepdf.Object) -> None:
    picture.write(b"none", filter=pikepdf.Name.DCTDecode)


def _form(pdf: pikepdf.Pdf, _: pikepdf.Object) -> None:
    form = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    pdf.pages[0].Resources.XObject.Im1 = form


@pytest.mark.parametrize("change", [_mask, _other_space, _no_jpeg, _form])
def test_a_jpeg_that_is_not_as_it_was(
    change: Callable[[pikepdf.Pdf, pikepdf.Object], None],
) -> None:
    document = with_image(PICTURES["JPEG"])

    def harm(pdf: pikepdf.Pdf) -> None:
        change(pdf, pdf.pages[0].Resources.XObject.Im1)

    assert any(
        m.startswith("pdf.figure") for m in messages(document, harmed(pdf_file(document), harm))
    )


def words(letters: str) -> st.SearchStrategy[str]:
    word = st.text(letters, min_size=1, max_size=9)
    marks = st.sampled_from(
        ("{}", "{}", "{}", "**{}**", "_{}_", "[{}](https://a.se/)", "[{}](#b1)")
    )
    marked = st.builds(lambda mark, text: mark.format(text), marks, word)
    return st.lists(marked, min_size=1, max_size=8).map(" ".join)


def tables(text: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    cell = st.one_of(text, st.just(""), st.builds("{0} \\\\ - {1} \\\\ {0}".format, text, text))

    def rows(width: int) -> st.SearchStrategy[list[list[str]]]:
        return st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=6)

    def lines(cells: list[list[str]], heads: int, spans: bool, caption: str) -> list[str]:
        rows = [f"|{'=' if n < heads else '!'} {' | '.join(row)} |" for n, row in enumerate(cells)]
        if spans and len(cells) > heads + 1 and len(cells[0]) > 1:
            rows[-1] = f"|! ^ | {' | '.join(cells[-1][1:])} |"
        return [f"|: {caption}", *rows] if caption else rows

    flags = (st.integers(0, 2), st.booleans(), st.one_of(st.just(""), text))
    return (
        st.integers(1, 5)
        .flatmap(rows)
        .flatmap(lambda cells: st.builds(lines, st.just(cells), *flags))
    )


def blocks(letters: str) -> st.SearchStrategy[list[str]]:
    text = words(letters)
    return st.one_of(
        text.map(lambda t: [t]),
        text.map(lambda t: [f"## {t}"]),
        st.builds("{} // {}".format, text, text).map(lambda t: [t]),
        st.lists(text, min_size=1, max_size=4).map(
            lambda ts: [f"{'  ' * n}{'3.' if n == 1 else '-'} {t}" for n, t in enumerate(ts)]
        ),
        text.map(lambda t: [f"> {t}", f"> - {t}"]),
        text.map(lambda t: [f"! {t}"]),
        st.builds("![{}](green) {}".format, st.text(letters, max_size=9), text).map(lambda t: [t]),
        tables(text),
        st.just(["***"]),
    )


def documents(letters: str, language: str) -> st.SearchStrategy[Edition]:
    def build(parts: list[list[str]], note: str, running: str) -> Edition:
        body = [line for part in parts for line in (*part, "mellan")]
        around = [f"^^ {running}", f"__ {running}"]
        notes = ["sist[^1] och[^2]", f"[^1] {note}", f"[^2] {note}"]
        return edition("# T", *around, "först", *body, *notes, language=language)

    text = words(letters)
    return st.builds(build, st.lists(blocks(letters), max_size=8), text, text)


@settings(max_examples=25, deadline=None)
@given(documents("abcåäöéß", "sv"))
def test_what_is_rendered_in_latin_is_read(document: Edition) -> None:
    assert messages(document) == []


@settings(max_examples=25, deadline=None)
@given(documents("ابتثجحلمنهويab", "ar"))
def test_what_is_rendered_in_arabic_is_read(document: Edition) -> None:
    assert messages(document) == []


def test_a_page_of_empty_rows_has_the_header_again() -> None:
    document = edition("# T", "|= a | b |", "| x | y |", *["| | |"] * 40, "Efter.")
    assert messages(document) == []


def test_the_deepest_lists_that_a_source_may_have() -> None:
    headings = [f"{'#' * level} Rubrik" for level in range(2, 7)]
    lists = [f"{'  ' * n}- nivå {n}" for n in range(9)]
    cell = " \\\\ ".join(lists)
    document = edition(
        "# T",
        *headings,
        *lists,
        "|= a | b |",
        f"| {cell} | x |",
        "> q",
        *(f"> {line}" for line in lists),
    )
    assert messages(document) == []
