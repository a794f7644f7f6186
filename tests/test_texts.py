from pipeline.model import plain, text_of
from pipeline.texts import Context, placed_texts, with_texts
from tests.builders import briefing

EVERYTHING = briefing(
    "^^ Kommunen informerar",
    "# Titel",
    "## Rubrik",
    "Text med not.[^1]",
    "- ett",
    "  mer om ett",
    "  1. inre",
    "|: Tider",
    "|= Dag | Tid",
    "|! Måndag | 8–16 \\\\ stängt i juli",
    "![En karta](red) Kartan",
    "> Citat",
    "! Viktigt",
    "***",
    "~ Hälsningar",
    "~ Lina Marklund, samordnare",
    "[^1] Noten",
    "__ Sidfot",
)

ORDER = [
    ("title", Context.TITLE, "Titel"),
    ("b1", Context.HEADING, "Rubrik"),
    ("b2", Context.PARAGRAPH, "Text med not.\ufffc"),
    ("b3.1", Context.LIST_ITEM, "ett"),
    ("b3.1.1", Context.PARAGRAPH, "mer om ett"),
    ("b3.1.2.1", Context.LIST_ITEM, "inre"),
    ("b4.caption", Context.CAPTION, "Tider"),
    ("b4.1.1.1", Context.TABLE_HEADER, "Dag"),
    ("b4.1.2.1", Context.TABLE_HEADER, "Tid"),
    ("b4.2.1.1", Context.TABLE_HEADER, "Måndag"),
    ("b4.2.2.1", Context.TABLE_CELL, "8–16"),
    ("b4.2.2.2", Context.TABLE_CELL, "stängt i juli"),
    ("b5.alternative", Context.ALTERNATIVE, "En karta"),
    ("b5.caption", Context.CAPTION, "Kartan"),
    ("b6.1", Context.PARAGRAPH, "Citat"),
    ("b7.1", Context.PARAGRAPH, "Viktigt"),
    ("b9", Context.CLOSING, "Hälsningar"),
    ("b9.1", Context.ROLE, "samordnare"),
    ("n1", Context.NOTE, "Noten"),
    ("header", Context.PAGE_HEADER, "Kommunen informerar"),
    ("footer", Context.PAGE_FOOTER, "Sidfot"),
]


def test_every_text_is_found_once_and_in_order() -> None:
    found = [(p.id, p.context, plain(p.text)) for p in placed_texts(EVERYTHING)]
    assert found == ORDER


def test_the_same_texts_give_the_same_briefing() -> None:
    assert with_texts(EVERYTHING, "sv", lambda _id, _context, text: text) == EVERYTHING


def test_every_text_is_exchanged_and_nothing_else() -> None:
    other = with_texts(EVERYTHING, "fi", lambda i, _context, _text: text_of(f"<{i}>"))
    found = [(p.id, p.context, plain(p.text)) for p in placed_texts(other)]
    assert found == [(i, context, f"<{i}>") for i, context, _ in ORDER]
    assert other.language == "fi"
    back = {i: text.text for i, text in ((p.id, p) for p in placed_texts(EVERYTHING))}
    assert with_texts(other, "sv", lambda i, _context, _text: back[i]) == EVERYTHING
