"""Changes of a page's bytes, and what a browser would make of the result."""

import re
from collections.abc import Callable

import html5lib
from hypothesis import strategies as st
from lxml import etree

Harm = Callable[[bytes], bytes]

PIECES = (
    b"<", b">", b"/", b'"', b"&", b"=", b" ", b"\n", b"\r", b"\x00", b"\xff", b"\xe2\x80\xae",
    b"<p>", b"</p>", b"<b>x</b>", b"<!-- x -->", b"<br>", b"</main>", b"Ring 112! ", b"<details>",
    b' hidden=""', b" hidden", b' role="img"', b' dir="rtl"', b' aria-label="x"', b' class="skip"',
    b"<plaintext>", b"<a>", b"<table>", b"&nbsp;", b"]]>", b"<![CDATA[x]]>", b"\xc2\xad",
    b"{display:none}", b"}p{font-size:.1px}", b"<p>" * 3000, b"<div>" * 5000,
)  # fmt: skip


@st.composite
def harms(draw: st.DrawFn) -> Harm:
    """A piece put in, taken out, put in place of another, or two pieces exchanged."""
    place = draw(st.floats(0, 1, exclude_max=True))
    length = draw(st.sampled_from((0, 0, 1, 1, 2, 5, 20, 400)))
    piece = draw(st.sampled_from(PIECES) | st.binary(max_size=3) | st.just(b""))
    at_a_tag = draw(st.booleans())

    def harm(data: bytes) -> bytes:
        start = int(place * len(data))
        if at_a_tag:
            start = data.find(b">", start) + draw_before
        return data[:start] + piece + data[start + length :]

    draw_before = draw(st.sampled_from((0, 1)))
    return harm


def seen(data: bytes) -> str:
    """A page as an HTML5 parser reads it, without what the check cannot know.

    These are sizes of files, values of colours with the hash of the style sheet, and the white
    space between elements.
    """
    tree = html5lib.parse(data, treebuilder="lxml", namespaceHTMLElements=False)
    text = etree.tostring(tree.getroot(), encoding="unicode", method="xml")
    text = re.sub(r"#[0-9a-f]{6}\b|sha256-[^']*", "", text)
    text = re.sub(r"<small>.*?</small>", lambda size: re.sub("[0-9,.]+", "", size[0]), text)
    return re.sub(r"(?<=>)\s+(?=<)", "", text)
