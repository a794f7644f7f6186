"""Word documents for tests, from pieces of WordprocessingML.

    docx(title("Titel"), p("Text ", r("fet", "<w:b/>")), p("Punkt", num=(BULLETS, 0)))

`p` is a paragraph of texts and runs, `r` a run with properties, `tbl` a table of rows of cells.
Styles have the English names that Word keeps in every language; those of `STYLES` are there.
"""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from pipeline.findings import Severity
from pipeline.parse.parsed import Parsed
from pipeline.parse.word import parse_docx
from tests.builders import image

RAW = ("<w:", "<m:", "<mc:")
"""How content begins that is taken as it is."""

BULLETS, NUMBERS, OTHER_NUMBERS, LETTERS, RESTARTED, NAMED = 1, 2, 3, 4, 5, 6

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
        "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    }.items()
)


def _outline(level: int) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


_NOT_BOLD = '<w:rPr><w:b w:val="0"/></w:rPr>'

STYLES = {
    "Title": ("title", ""),
    "Subtitle": ("Subtitle", ""),
    **{f"Rubrik{n}": (f"heading {n}", _outline(n - 1) + "<w:rPr><w:b/></w:rPr>")
       for n in range(1, 10)},
    "Citat": ("Quote", "<w:rPr><w:i/></w:rPr>"),
    "Starktcitat": ("Intense Quote", "<w:rPr><w:i/></w:rPr>"),
    "Beskrivning": ("caption", "<w:rPr><w:i/></w:rPr>"),
    "Liststycke": ("List Paragraph", '<w:pPr><w:ind w:left="720"/></w:pPr>'),
    "Innehll1": ("toc 1", ""),
    "Innehllsfrteckningsrubrik": ("TOC Heading", '<w:basedOn w:val="Rubrik1"/>'),
    "Avsnitt": ("Vårt avsnitt", '<w:basedOn w:val="Rubrik2"/>'),
    "Djup": ("Djup", _outline(2)),
    "Ingress": ("Ingress", "<w:rPr><w:b/></w:rPr>"),
    "Brodtext": ("Brödtext", '<w:basedOn w:val="Rubrik1"/>' + _outline(9) + _NOT_BOLD),
    "Punktlista": ("List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
}  # fmt: skip

CHARACTER_STYLES = {
    "Stark": ("Strong", "<w:rPr><w:b/></w:rPr>"),
    "Betoning": ("Emphasis", "<w:rPr><w:i/></w:rPr>"),
    "Dold": ("Dold", "<w:rPr><w:vanish/></w:rPr>"),
}


def _levels(form: str, text: str) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text.replace("%N", f"%{n + 1}")}"/>'
        f'<w:pPr><w:ind w:left="{720 * (n + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for n in range(9)
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{_levels("bullet", "•")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{_levels("decimal", "%N.")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3">{_levels("decimal", "%N.")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="4">{_levels("lowerLetter", "%N)")}</w:abstractNum>'
    f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="1"/></w:num>'
    f'<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="2"/></w:num>'
    f'<w:num w:numId="{OTHER_NUMBERS}"><w:abstractNumId w:val="3"/></w:num>'
    f'<w:num w:numId="{LETTERS}"><w:abstractNumId w:val="4"/></w:num>'
    f'<w:num w:numId="{RESTARTED}"><w:abstractNumId w:val="2"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx(
    *body: str,
    notes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
    links: Sequence[str] = (),
    media: Mapping[str, bytes] | None = None,
    section: str = "",
    styles: str = "",
    numbering: str = NUMBERING,
    settings: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    main_type: str = f"{_WORD}.document.main+xml",
    namespaces: str = NAMESPACES,
) -> bytes:
    """A document; `links` have the ids `link1`, …, `media` those of their names, headers and
    footers `header1`, `footer1`, …; the last section refers to the first of each."""
    related = {"styles": ("styles", "styles.xml"), "numbering": ("numbering", "numbering.xml")}
    entries: dict[str, str | bytes] = {
        "word/styles.xml": _root("styles", _styles() + styles, namespaces),
        "word/numbering.xml": _root("numbering", numbering, namespaces),
        "word/settings.xml": _root("settings", settings, namespaces),
    }
    related["settings"] = ("settings", "settings.xml")
    for kind, texts in (("footnote", notes), ("endnote", endnotes)):
        content = "".join(
            f'<w:{kind} w:type="{name}" w:id="{n}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
            for n, name in ((-1, "separator"), (0, "continuationSeparator"))
        ) + "".join(f'<w:{kind} w:id="{n}">{text}</w:{kind}>' for n, text in (texts or {}).items())
        entries[f"word/{kind}s.xml"] = _root(f"{kind}s", content, namespaces)
        related[f"{kind}s"] = (f"{kind}s", f"{kind}s.xml")
    references = ""
    for kind, tag, texts in (("header", "hdr", headers), ("footer", "ftr", footers)):
        for number, text in enumerate(texts, 1):
            entries[f"word/{kind}{number}.xml"] = _root(tag, text, namespaces)
            related[f"{kind}{number}"] = (kind, f"{kind}{number}.xml")
            form = ("default", "first", "even")[number - 1]
            references += f'<w:{kind}Reference w:type="{form}" r:id="{kind}{number}"/>'
    for name, data in (media or {}).items():
        entries[f"word/media/{name}"] = data
        related[name] = ("image", f"media/{name}")
    own = "".join(
        f'<Relationship Id="{identity}" Type="{_TYPE}{kind}" Target="{target}"/>'
        for identity, (kind, target) in related.items()
    )
    outside = "".join(
        f'<Relationship Id="link{n}" Type="{_TYPE}hyperlink" Target={quoteattr(target)} '
        'TargetMode="External"/>'
        for n, target in enumerate(links, 1)
    )
    for kind in ("footnotes", "endnotes"):
        entries[f"word/_rels/{kind}.xml.rels"] = _relationships(outside)
    content = f"<w:body>{''.join(body)}<w:sectPr>{references}{section}</w:sectPr></w:body>"
    entries["word/document.xml"] = _root("document", content, namespaces)
    entries["word/_rels/document.xml.rels"] = _relationships(own + outside)
    return package({**entries, **(parts or {})}, main_type)


def package(
    entries: Mapping[str, str | bytes], main_type: str = f"{_WORD}.document.main+xml"
) -> bytes:
    """The parts of a document, with what every package has."""
    all_entries: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
        ),
        "_rels/.rels": _relationships(
            f'<Relationship Id="a" Type="{_TYPE}officeDocument" Target="word/document.xml"/>'
        ),
        **entries,
    }
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, entry in all_entries.items():
            archive.writestr(name, entry)
    return data.getvalue()


def _relationships(content: str) -> str:
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{uri}">{content}</Relationships>'


def _root(name: str, content: str, namespaces: str) -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?><w:{name} {namespaces}>{content}</w:{name}>"


def _styles() -> str:
    found = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="sv-SE"/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
    )
    for kind, styles in (("paragraph", STYLES), ("character", CHARACTER_STYLES)):
        for identity, (name, content) in styles.items():
            found += (
                f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>'
                f"{content}</w:style>"
            )
    return found


def r(content: str, properties: str = "") -> str:
    """A run; content that begins with `<` is taken as it is."""
    inner = (
        content if content.startswith(RAW) else f"<w:t xml:space='preserve'>{escape(content)}</w:t>"
    )
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def p(*content: str, style: str = "", num: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph; content that begins with `<` is taken as it is, `more` goes into `w:pPr`."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    inner = "".join(part if part.startswith(RAW) else r(part) for part in content)
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{inner}</w:p>"


def title(text: str = "Titel") -> str:
    return p(text, style="Title")


def heading(level: int, text: str) -> str:
    return p(text, style=f"Rubrik{level}")


def tc(content: str, properties: str = "") -> str:
    inner = content if content.startswith(RAW) else p(content) if content else p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; a cell that is no `tc` is made one."""
    inner = "".join(c if c.startswith("<w:tc>") else tc(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


HEADER_ROW = "<w:tblHeader/>"


def tbl(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def link(identity: str, text: str) -> str:
    return f'<w:hyperlink r:id="{identity}">{r(text)}</w:hyperlink>'


def field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{escape(code)}'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{result if result.startswith('<') else r(result)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(name: str, alternative: str = "", decorative: bool = False, anchor: bool = False,
            inside: str = "", form: str = "") -> str:  # fmt: skip
    """A run with a picture whose relationship has that id."""
    mark = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        '<adec:decorative val="1"/></a:ext></a:extLst>'
        if decorative
        else ""
    )
    tag = "anchor" if anchor else "inline"
    return (
        f"<w:r><w:drawing><wp:{tag}><wp:docPr id='1' name='Bildobjekt {name}' "
        f"descr={quoteattr(alternative)}>{mark}</wp:docPr><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f"<pic:cNvPr id='0' name='{name}'/></pic:nvPicPr><pic:blipFill><a:blip r:embed='{name}'>"
        f"{inside}</a:blip>{form}</pic:blipFill></pic:pic></a:graphicData></a:graphic>"
        f"</wp:{tag}></w:drawing></w:r>"
    )


def text_box(*content: str, fallback: bool = True) -> str:
    """A run with a text box as Word writes it: as a shape, and once more for old programs."""
    inner = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    new = (
        "<w:drawing><wp:anchor><wp:docPr id='2' name='Textruta'/><a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"<wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    if not fallback:
        return f"<w:r>{old}</w:r>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{new}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def png(colour: str = "red") -> bytes:
    """The picture that the notation of `tests/builders.py` has for that colour."""
    return image(colour).data


def parsed(*body: str, given: str | None = None, **options: object) -> Parsed:
    """What the reader makes of a document."""
    return parse_docx(docx(*body, **options), "lagesbild.docx", given)  # type: ignore[arg-type]


def notes_of(result: Parsed) -> list[str]:
    """The findings as `severity rule place`, without the file's name."""
    return [
        f"{f.severity} {f.rule.removeprefix('parse.')}{f.where.removeprefix('lagesbild.docx')}"
        for f in result.report.findings
    ]


def errors_of(result: Parsed) -> list[str]:
    return [str(f.message) for f in result.report.findings if f.severity is Severity.ERROR]
