"""Files as large as they may be, of what makes a careless reader slow or its result large."""

from collections.abc import Callable, Mapping

PO_HEAD = (
    'msgid ""\nmsgstr ""\n"Language: fi\\n"\n"X-Document: lage\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
)
PO_ENTRY = 'msgid "a"\nmsgstr "b"\n'
XLIFF_HEAD = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" trgLang="fi">'
    '<file id="f" original="lage">'
)
TMX_HEAD = (
    '<tmx><header><prop type="x-document">lage</prop><prop type="x-language">fi</prop></header>'
)
MILLION = 1_000_000


def po(text: str) -> bytes:
    return (PO_HEAD + text).encode()


def xliff(content: str) -> bytes:
    return f"{XLIFF_HEAD}{content}</file></xliff>".encode()


def tmx(content: str) -> bytes:
    return f"{TMX_HEAD}<body>{content}</body></tmx>".encode()


def unit(source: str, data: str = "") -> str:
    original = f'<originalData><data id="d">{data}</data></originalData>'
    return f"<unit>{original}<segment><source>{source}</source></segment></unit>"


ATTRIBUTES = " ".join(f'a{number} CDATA "value"' for number in range(1000))

LARGE: Mapping[str, Mapping[str, Callable[[], bytes]]] = {
    "text": {
        "short lines": lambda: b"Titel\n\n" + b"Anna Ek\n" * 12_000,
        "short lines with numbers": lambda: b"Titel\n\n" + b"Tel 112\n" * 12_000,
        "short lines of one paragraph": lambda: b"Titel\r\r" + b"Te\r" * 12_000,
        "items": lambda: b"Titel\n\n" + b"1. a\n" * 12_000,
        "more lines than it may have": lambda: b"Titel\n\n" + b"a\n" * 5_000_000,
    },
    "returned-po": {
        "a text of many lines": lambda: po('msgid "a"\nmsgstr ""\n' + f'"{"x" * 30}"\n' * 450_000),
        "a text of lines without an end": lambda: po("msgid " + '"x\n' * 4 * MILLION),
        "lines": lambda: po("\n" * 19 * MILLION),
        "a keyword": lambda: po("m" * 19 * MILLION),
        "spaces behind a keyword": lambda: po("msgid" + " " * 19 * MILLION + "x"),
        "a string without an end": lambda: po('msgid "' + "x\\n" * 6 * MILLION),
        "references that isolate": lambda: po("#: " + "\u2068 " * 4 * MILLION + "\n" + PO_ENTRY),
        "comments": lambda: po("# a\n" * 450_000 + PO_ENTRY),
    },
    "xliff": {
        "elements": lambda: xliff("<a/>" * 4 * MILLION),
        "elements in each other": lambda: xliff("<a>" * 6 * MILLION),
        "comments": lambda: xliff("<!---->" * 2 * MILLION),
        "units in units": lambda: xliff("<unit>" * 90 + "<data/>" * 400_000 + "</unit>" * 90),
        "data that many tags repeat": lambda: xliff(
            unit('<ph dataRef="d"/>' * 200_000, "x" * 10 * MILLION)
        ),
        "data of many units": lambda: xliff(unit('<ph dataRef="d"/>' * 99, "x" * 5000) * 2000),
        "references to characters": lambda: xliff(unit("&#9;" * 4 * MILLION)),
    },
    "tmx": {
        "elements": lambda: tmx("<tu/>" * 3 * MILLION),
        "attributes of a document type": lambda: (
            f"<!DOCTYPE tmx [<!ATTLIST a {ATTRIBUTES}>]>".encode() + tmx("<a/>" * 100_000)
        ),
        "units": lambda: tmx('<tu><tuv xml:lang="fi"><seg>a</seg></tuv></tu>' * 40_000),
        "tags in tags": lambda: tmx(
            '<tu><tuv xml:lang="fi"><seg>'
            + "<b>" * 90
            + "<a/>a" * 80_000
            + "</b>" * 90
            + "</seg></tuv></tu>"
        ),
    },
}
"""By the names of readers; made when they are needed."""
