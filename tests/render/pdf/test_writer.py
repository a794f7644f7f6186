import io
import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.render.pdf.writer import PdfFile, number, text_string


def finished(file: PdfFile) -> pikepdf.Pdf:
    data = file.to_bytes(info=file.add("<<>>"))
    pdf = pikepdf.open(io.BytesIO(data))
    assert pdf.check_pdf_syntax() == []
    return pdf


def test_thousands_of_objects_are_found_again() -> None:
    file = PdfFile((100, 200))
    file.add_page("0 g", 0, [])
    references = [file.add(f"<</Number {n}>>") for n in range(1000)]
    file.set_catalog(Metadata=file.add(f"[{' '.join(references)}]"))
    pdf = finished(file)
    assert [item.Number for item in pdf.Root.Metadata] == list(range(1000))


def test_streams_are_written_as_they_are() -> None:
    file = PdfFile((100, 200))
    file.add_page("0 g", 0, [])
    data = bytes(range(256)) * 3
    plain = file.add_stream("/Type/Metadata", data, compressed=False)
    packed = file.add_stream("", data)
    file.set_catalog(Metadata=f"[{plain} {packed}]")
    pdf = finished(file)
    assert [item.read_bytes() for item in pdf.Root.Metadata] == [data, data]
    assert pdf.pages[0].mediabox == [0, 0, 100, 200]


def test_a_reserved_object_must_be_written() -> None:
    file = PdfFile((100, 200))
    file.reserve()
    with pytest.raises(ValueError, match="never written"):
        file.to_bytes(info=file.add("<<>>"))


def test_every_stream_ends_on_a_line_of_its_own() -> None:
    file = PdfFile((100, 200))
    file.add_page("0 g", 0, [])
    data = file.to_bytes(info=file.add("<<>>"))
    assert len(re.findall(rb"\nendstream\nendobj\n", data)) == data.count(b"endstream")


@given(st.text())
def test_text_strings_read_back(text: str) -> None:
    file = PdfFile((100, 200))
    file.add_page("0 g", 0, [])
    clean = text.encode("utf-16", "ignore").decode("utf-16")
    file.set_catalog(Lang=text_string(clean))
    assert str(finished(file).Root.Lang) == clean


@given(st.floats(-1e6, 1e6))
def test_numbers_are_plain_decimals(value: float) -> None:
    text = number(value)
    assert re.fullmatch(r"-?\d+(\.\d{1,2})?", text)
    assert abs(float(text) - value) <= 0.0051
    assert text != "-0"
