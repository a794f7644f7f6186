"""The parts of a Word document beside its text: styles, numbering, settings.

As in Swedish Word, ids are in Swedish and the names of Word's own styles in English
(`w:styleId="Rubrik1"`, `w:name="heading 1"`), and the municipality has a style of its own.
"""

from tools.office_document import SAVES, part

_ACCENT = "004B6B"


def styles() -> str:
    """The part `word/styles.xml`."""
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" '
        'w:eastAsia="Calibri" w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="sv-SE" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    return part("styles", defaults + "".join((*_paragraphs(), *_characters(), *_tables())))


def numbering_part() -> str:
    """The part `word/numbering.xml`: numbers with bullets inside, bullets with numbers inside."""
    number, bullet = ("decimal", "%{level}."), ("bullet", "•")
    kinds = ((number, bullet), (bullet, number), (bullet, bullet))
    lists = []
    for index, (outer, inner) in enumerate(kinds):
        levels = _level(0, *outer) + _level(1, *inner)
        lists.append(
            f'<w:abstractNum w:abstractNumId="{index}"><w:multiLevelType '
            f'w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        )
    lists += (
        f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>'
        for index in range(len(kinds))
    )
    return part("numbering", "".join(lists))


def settings() -> str:
    """The part `word/settings.xml`."""
    saves = "".join(f'<w:rsid w:val="{save}"/>' for save in SAVES)
    return part(
        "settings",
        '<w:zoom w:percent="100"/><w:proofState w:spelling="clean" w:grammar="clean"/>'
        '<w:defaultTabStop w:val="1304"/><w:hyphenationZone w:val="425"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:rsids><w:rsidRoot w:val="{SAVES[0]}"/>{saves}</w:rsids>'
        '<w:themeFontLang w:val="sv-SE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>',
    )


def _paragraphs() -> tuple[str, ...]:
    """The paragraph styles: id, name, base, properties of the paragraph and of its characters."""
    tight, colour = '<w:spacing w:after="60"/>', f'<w:color w:val="{_ACCENT}"/>'
    return (
        (
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            "<w:qFormat/></w:style>"
        ),
        _style("Rubrik", "Title", "Normal", '<w:spacing w:after="240"/>', f"<w:b/>{colour}", 44),
        _style("Rubrik1", "heading 1", "Normal", _heading(360, 0), f"<w:b/>{colour}", 32),
        _style("Rubrik2", "heading 2", "Normal", _heading(240, 1), f"<w:b/>{colour}", 26),
        _style("KommunensMellanrubrik", "Kommunens mellanrubrik", "Rubrik2", "", "<w:i/>", 26),
        _style("Liststycke", "List Paragraph", "Normal", f"{tight}<w:contextualSpacing/>", ""),
        _style("Citat", "Quote", "Normal", '<w:ind w:left="567" w:right="567"/>', "<w:i/>"),
        _style("Beskrivning", "caption", "Normal", '<w:spacing w:after="120"/>', "<w:i/>", 20),
        _style("Bild", "Bild", "Normal", '<w:spacing w:before="120" w:after="60"/>', ""),
        _style("Tabelltext", "Tabelltext", "Normal", '<w:spacing w:before="40" w:after="40"/>', ""),
        _style("Sidhuvud", "header", "Normal", "", "", 18),
        _style("Sidfot", "footer", "Normal", '<w:spacing w:after="0"/>', "", 18),
        _style("Fotnotstext", "footnote text", "Normal", tight, "", 20),
    )


def _characters() -> tuple[str, ...]:
    reference, link = '<w:vertAlign w:val="superscript"/>', '<w:color w:val="0563C1"/>'
    return (
        (
            '<w:style w:type="character" w:default="1" w:styleId="Standardstycketeckensnitt">'
            '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        ),
        (
            '<w:style w:type="character" w:styleId="Fotnotsreferens">'
            f'<w:name w:val="footnote reference"/><w:rPr>{reference}</w:rPr></w:style>'
        ),
        (
            '<w:style w:type="character" w:styleId="Hyperlnk"><w:name w:val="Hyperlink"/>'
            f'<w:rPr>{link}<w:u w:val="single"/></w:rPr></w:style>'
        ),
    )


def _tables() -> tuple[str, ...]:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F9AA6"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = (
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar>"
    )
    return (
        (
            '<w:style w:type="table" w:default="1" w:styleId="Normaltabell"><w:name '
            f'w:val="Normal Table"/><w:semiHidden/><w:tblPr>{margins}</w:tblPr></w:style>'
        ),
        (
            '<w:style w:type="table" w:styleId="Tabellrutnt"><w:name w:val="Table Grid"/>'
            f'<w:basedOn w:val="Normaltabell"/><w:tblPr><w:tblBorders>{sides}</w:tblBorders>'
            "</w:tblPr></w:style>"
        ),
        (
            '<w:style w:type="table" w:customStyle="1" w:styleId="KommunensTabell">'
            '<w:name w:val="Kommunens tabell"/><w:basedOn w:val="Tabellrutnt"/>'
            '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>'
            "</w:style>"
        ),
    )


def _heading(before: int, level: int) -> str:
    return (
        f'<w:keepNext/><w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{level}"/>'
    )


def _style(
    identity: str, name: str, base: str, paragraph: str, characters: str, half_points: int = 0
) -> str:
    if half_points:
        characters += f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
    )


def _level(level: int, form: str, label: str) -> str:
    left = 360 * (level + 1)
    shown = label.format(level=level + 1)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
    )
