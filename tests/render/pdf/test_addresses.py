import pytest

from pipeline.messages import Message
from pipeline.render.pdf.addresses import LONGEST, uri


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.hallstahammar.se/läge?a=b", "https://www.hallstahammar.se/l%C3%A4ge?a=b"),
        ("https://a.se/٣#نص", "https://a.se/%D9%A3#%D9%86%D8%B5"),
        ("https://räksmörgås.se:8080/", "https://xn--rksmrgs-5wao1o.se:8080/"),
        ("https://faß.de", "https://xn--fa-hia.de"),
        ("https://a.se/två ord", "https://a.se/tv%C3%A5%20ord"),
        ("  https://a.se/  ", "https://a.se/"),
        ("https://a.se/%20%C3%A5", "https://a.se/%20%C3%A5"),
        ("https://a.se/100%", "https://a.se/100%25"),
        ("https://a.se/(b))\\c[d]", "https://a.se/%28b%29%29%5Cc%5Bd%5D"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("HTTP://A.SE/B", "http://A.SE/B"),
        ("mailto:kundcenter@hallstahammar.se?subject=Fråga", None),
        ("tel:+4622024000", "tel:+4622024000"),
        ("https://a.se/" + "x" * 10_000, "https://a.se/" + "x" * 10_000),
    ],
)
def test_an_address_is_a_uri_of_ascii_that_cannot_end_a_pdf_string(
    address: str, expected: str | None
) -> None:
    found = uri(address)
    assert isinstance(found, str)
    assert found == (expected or address.replace("å", "%C3%A5"))
    assert found.isascii()
    assert not set(found) & set("()\\ \r\n")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "no address"),
        (" ", "no address"),
        ("www.a.se", "no address"),
        ("javascript:alert(1)", "no address"),
        ("JavaScript:alert(1)", "no address"),
        ("file:///etc/passwd", "no address"),
        ("data:text/html,x", "no address"),
        ("https:", "names no place"),
        ("mailto:", "names no place"),
        ("https://a b.se/", "names no place"),
        ("https://a[b].se/", "names no place"),
        ("https://ä" + "b" * 300 + ".se", "names no place"),
        ("https://a.se/\x00", "invisible"),
        ("java\nscript:alert(1)", "invisible"),
        ("https://a.se/\u202egpj.exe", "invisible"),
        ("https://a.se/\ud800", "invisible"),
        ("https://a.se/" + "x" * LONGEST, "too long"),
    ],
)
def test_what_no_reader_can_open_is_a_sentence(address: str, reason: str) -> None:
    found = uri(address)
    assert isinstance(found, Message)
    assert reason in str(found)
    assert len(str(found)) < 300
    assert str(found).isprintable()
